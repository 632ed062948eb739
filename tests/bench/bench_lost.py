"""What a crash costs whoever was writing, here and with Hocuspocus; how soon pages are back; how it is without Redis.

Run with `python -m tests.bench.bench_lost [runs]`. In each run pages type into two documents for two seconds, then both
server processes and all pages are killed at one stroke, the servers are started again, and a new page reads what is
there: how many words that had been told to be saved are gone? Hocuspocus at its defaults stores a document seconds
after it told that it was saved.

Then one of our two processes is killed ten times while ten documents are written in: seconds from a page's broken
socket until it holds everything again, with the waits a browser makes. At last Redis is killed: seconds from a
keystroke until a page at the other process has it.
"""

import asyncio
import sys
from collections.abc import Sequence

from tests.own_servers import OwnServers

OWN = OwnServers("bench-live")  # before the settings are read

# isort: split

from tests import conftest

conftest.django.setup()

from tests.bench.live_peer import PeerWay, peers, prepare_peer
from tests.bench.readings import percentile
from tests.databases import drop_database, use_database
from tests.live import Process, socket_servers
from tests.make_rooms import House, make_house, make_rooms
from tests.typist import Ledger, Typist, Way, at_work, until

DATABASE = "bench_lost"
DOCUMENTS, PAGES, EDITS_A_SECOND = 2, 4, 5.0
PEER_RUNS, KILLS, BUSY_DOCUMENTS = 3, 10, 10
RETURN_BOUND, DEAF_BOUND = 1.0, 0.5


def main(runs: int) -> int:
    """Print the three results and end with 1 when a bound is not kept."""
    use_database(DATABASE)
    try:
        prepare_peer(DATABASE)
        house = make_house(max(runs * DOCUMENTS, BUSY_DOCUMENTS))
        with socket_servers(DATABASE, 2) as servers:
            ours = [crash(servers, our_ways(servers, house, run)) for run in range(runs)]
            with peers(DATABASE, 2) as running:
                theirs = [crash(running, peer_ways(running, run)) for run in range(PEER_RUNS)]
            returned = asyncio.run(kill_one_by_one(servers, house))
            deaf = asyncio.run(without_redis(servers, house))
    finally:
        drop_database(DATABASE)
    return tell(ours, theirs, percentile(returned, 0.95), percentile(deaf, 0.95))


def our_ways(servers: Sequence[Process], house: House, run: int) -> list[Way]:
    """To two documents that nobody has written in."""
    return [house.way(servers, run * DOCUMENTS + number) for number in range(DOCUMENTS)]


def peer_ways(running: Sequence[Process], run: int) -> list[Way]:
    """The same of Hocuspocus."""
    ports = [one.port for one in running]
    return [PeerWay(ports, f"lost-{run}-{number}") for number in range(DOCUMENTS)]


def crash(servers: Sequence[Process], ways: Sequence[Way]) -> tuple[int, int]:
    """How many words were told to be saved, and how many of them are gone."""

    async def story() -> list[Ledger]:
        rooms = make_rooms([[way] * PAGES for way in ways], seed=len(ways))
        typists = [one for room in rooms for one in room.typists]
        async with at_work(typists):
            assert await until(lambda: all(one.synced for one in typists), seconds=30)
            over = asyncio.get_running_loop().time() + 2
            await asyncio.gather(*(type_until(one, over) for one in typists))
            for server in servers:
                server.kill()
        return [room.ledger for room in rooms]

    async def read(way: Way) -> str:
        reader = Typist(way, Ledger(), seed=0, start=0)
        async with at_work([reader]):
            assert await until(lambda: reader.synced, seconds=30)
            await asyncio.sleep(0.2)
            return str(reader.text)

    ledgers = asyncio.run(story())
    for server in servers:
        server.start()
    lost = [one.judge(asyncio.run(read(way)), all_saved=False)["lost"] for way, one in zip(ways, ledgers, strict=True)]
    return sum(len(one.saved - one.taken_away) for one in ledgers), sum(lost)


async def type_until(typist: Typist, end: float) -> None:
    loop = asyncio.get_running_loop()
    await typist.keep_typing(per_second=EDITS_A_SECOND, until=lambda: loop.time() > end)


async def kill_one_by_one(servers: Sequence[Process], house: House) -> list[float]:
    """Kill one of both, again and again: seconds until its pages held everything again."""
    rooms = make_rooms([[house.way(servers, number)] * PAGES for number in range(BUSY_DOCUMENTS)], seed=1)
    typists = [one for room in rooms for one in room.typists]
    async with at_work(typists):
        assert await until(lambda: all(one.synced for one in typists), seconds=60)
        over = False
        typing = [asyncio.create_task(one.keep_typing(per_second=1.0, until=lambda: over)) for one in typists]
        for number in range(KILLS):
            killed = servers[number % 2]
            killed.kill()
            await asyncio.sleep(1)
            await asyncio.to_thread(killed.start)
            assert await until(lambda: all(one.synced for one in typists), seconds=30)
        over = True
        await asyncio.gather(*typing)
    return [moment for room in rooms for moment in room.ledger.returned_after]


async def without_redis(servers: Sequence[Process], house: House) -> list[float]:
    """Seconds until a page at one process has what was typed at the other, while Redis is dead."""
    rooms = make_rooms([[house.way(servers, number)] * 2 for number in range(BUSY_DOCUMENTS)], seed=2)
    typists = [one for room in rooms for one in room.typists]
    async with at_work(typists):
        assert await until(lambda: all(one.synced for one in typists), seconds=60)
        await asyncio.to_thread(OWN.kill_valkey)
        await asyncio.sleep(1)
        for room in rooms:
            room.ledger.seen_after.clear()
        end = asyncio.get_running_loop().time() + 10
        await asyncio.gather(*(type_until(room.typists[0], end) for room in rooms))
        await asyncio.sleep(1)
        await asyncio.to_thread(OWN.start_valkey)
    return [moment for room in rooms for moment in room.ledger.seen_after]


def tell(ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]], returned: float, deaf: float) -> int:
    """The results, and whether all bounds are kept."""
    for name, runs in (("ours", ours), ("Hocuspocus", theirs)):
        saved, lost = (sum(column) for column in zip(*runs, strict=True))
        print(f"{name}: {len(runs)} crashes, {saved:,} words told to be saved, {lost:,} of them lost")
    print(f"back after kill -9, p95: {returned:.2f} s (bound {RETURN_BOUND})")
    print(f"seen at the other process while Redis is dead, p95: {deaf:.2f} s (bound {DEAF_BOUND})")
    return int(any(lost for _saved, lost in ours) or returned > RETURN_BOUND or deaf > DEAF_BOUND)


if __name__ == "__main__":
    with OWN:
        code = main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    sys.exit(code)
