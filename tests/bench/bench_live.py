"""Writing together against Hocuspocus: how soon others see an edit, what it costs the servers, what idle sockets hold.

Run with `python -m tests.bench.bench_live [rounds] [seconds]`. Both run as two processes over the same PostgreSQL
(which writes to the disk) and the same Redis, Hocuspocus with its Redis and database extensions at their defaults.
The same typists, in this process, write in 10 new documents, 10 people in each, half of them at each server process,
20 edits a second in each document. Rounds alternate. "Seen" is from the keystroke until another page's text has it.

Ours shows an edit when it is on disk; Hocuspocus shows it at once and stores it seconds later: see bench_lost.py for
what that means when a process dies.
"""

import asyncio
import statistics
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import batched

from tests.own_servers import OwnServers

OWN = OwnServers("bench-live")  # before the settings are read

# isort: split

from tests import conftest

conftest.django.setup()

from tests.bench.live_peer import PeerWay, peers, prepare_peer
from tests.bench.readings import cpu_seconds, memory, percentile, pids_of
from tests.databases import drop_database, use_database
from tests.live import Process, socket_servers
from tests.make_rooms import LEADERS, Room, make_house, make_rooms
from tests.typist import Way, at_work, until

DATABASE = "bench_live"
ROOMS, EDITS_A_SECOND = 10, 20
IDLE_ROOMS = 100
WARM_SECONDS = 3
SEEN_BOUND, CPU_BOUND, MEMORY_BOUND = 2.0, 1.25, 1.5


@dataclass(frozen=True)
class Reading:
    """One round of one kind of server: seconds until seen (p50, p95) and CPU milliseconds for each edit."""

    seen_p50: float
    seen_p95: float
    saved_p95: float
    cpu: float
    cpu_storing: float
    edits: int


def main(rounds: int, seconds: float) -> int:
    """Print each round, the middle ratios, and end with 1 when a bound is not kept."""
    use_database(DATABASE)
    try:
        prepare_peer(DATABASE)
        house = make_house(IDLE_ROOMS + rounds * ROOMS)
        with socket_servers(DATABASE, 2) as servers:
            ours_idle = asyncio.run(idle(servers, [house.ways(servers, room) for room in range(IDLE_ROOMS)]))
            with peers(DATABASE, 2) as running:
                theirs_idle = asyncio.run(idle(running, peer_ways(running, "idle", IDLE_ROOMS, LEADERS)))
            ours, theirs = [], []
            with peers(DATABASE, 2) as running:
                for number in range(rounds):
                    mine = [house.ways(servers, IDLE_ROOMS + number * ROOMS + room) for room in range(ROOMS)]
                    ours.append(asyncio.run(load(servers, mine, seed=number, seconds=seconds)))
                    peer = peer_ways(running, f"round-{number}", ROOMS, LEADERS)
                    theirs.append(asyncio.run(load(running, peer, seed=number, seconds=seconds)))
                    tell_round(number, ours[-1], theirs[-1])
    finally:
        drop_database(DATABASE)
    print(f"1,000 idle sockets: ours {ours_idle:.1f} MB, Hocuspocus {theirs_idle:.1f} MB")
    return tell(ours, theirs, ours_idle / theirs_idle)


def peer_ways(running: Sequence[Process], name: str, rooms: int, each: int) -> list[list[Way]]:
    """How to come to documents of Hocuspocus."""
    ports = [one.port for one in running]
    return [[PeerWay(ports, f"{name}-{room}")] * each for room in range(rooms)]


async def load(servers: Sequence[Process], ways: Sequence[Sequence[Way]], *, seed: int, seconds: float) -> Reading:
    """Let everybody type for a while and read the clocks."""
    rooms = make_rooms(ways, seed=seed)
    typists = [one for room in rooms for one in room.typists]
    async with at_work(typists):
        assert await until(lambda: all(one.synced for one in typists), seconds=60), "not everybody could come in"
        over = False
        typing = [
            asyncio.create_task(one.keep_typing(per_second=EDITS_A_SECOND / LEADERS, until=lambda: over))
            for one in typists
        ]
        await asyncio.sleep(WARM_SECONDS)
        begin(rooms)
        pids = pids_of(servers)
        used, stored, before = cpu_seconds(pids), cpu_seconds(OWN.pids()), edits_of(rooms)
        await asyncio.sleep(seconds)
        used, stored = cpu_seconds(pids) - used, cpu_seconds(OWN.pids()) - stored
        edits = edits_of(rooms) - before
        over = True
        await asyncio.gather(*typing)
        assert await until(lambda: all(one.quiet for one in typists), seconds=60), "not everything was saved"
        agreed = await until(lambda: all(agree(room) for room in rooms), seconds=20)
    assert agreed, "documents differ"
    seen = [moment for room in rooms for moment in room.ledger.seen_after]
    saved = [moment for room in rooms for moment in room.ledger.saved_after]
    return Reading(
        seen_p50=percentile(seen, 0.5),
        seen_p95=percentile(seen, 0.95),
        saved_p95=percentile(saved, 0.95),
        cpu=1000 * used / edits,
        cpu_storing=1000 * (used + stored) / edits,
        edits=edits,
    )


def begin(rooms: Sequence[Room]) -> None:
    """Forget what was measured while everything became warm."""
    for room in rooms:
        room.ledger.seen_after.clear()
        room.ledger.saved_after.clear()


def edits_of(rooms: Sequence[Room]) -> int:
    return sum(len(one.edits) for room in rooms for one in room.typists)


def agree(room: Room) -> bool:
    """Whether all pages of a document read the same."""
    return len({str(one.text) for one in room.typists}) == 1


async def idle(servers: Sequence[Process], ways: Sequence[Sequence[Way]]) -> float:
    """Megabytes that a thousand open and silent sockets add."""
    typists = [one for room in make_rooms(ways, seed=0) for one in room.typists]
    warm, rest = typists[:4], typists[4:]
    async with at_work(warm), AsyncExitStack() as stack:
        assert await until(lambda: all(one.synced for one in warm), seconds=60)
        await asyncio.sleep(1)
        before = memory(pids_of(servers))
        for some in batched(rest, 50):
            await stack.enter_async_context(at_work(some))
            assert await until(lambda some=some: all(one.synced for one in some), seconds=60)
        await asyncio.sleep(2)
        return (memory(pids_of(servers)) - before) * 1000 / len(rest)


def tell_round(number: int, ours: Reading, theirs: Reading) -> None:
    for name, one in (("ours", ours), ("Hocuspocus", theirs)):
        print(
            f"round {number + 1}, {name:<10}  seen p50 {one.seen_p50 * 1000:5.1f} ms, p95 {one.seen_p95 * 1000:5.1f} ms"
            f"  told saved p95 {one.saved_p95 * 1000:5.1f} ms  CPU {one.cpu:.2f} ms an edit"
            f" ({one.cpu_storing:.2f} with PostgreSQL and Redis), {one.edits} edits",
            flush=True,
        )


def tell(ours: Sequence[Reading], theirs: Sequence[Reading], memory_ratio: float) -> int:
    """The middle ratio of each, and whether all bounds are kept."""
    pairs = list(zip(ours, theirs, strict=True))
    results = [
        ("seen by others, p95", statistics.median(a.seen_p95 / b.seen_p95 for a, b in pairs), SEEN_BOUND),
        ("server CPU for an edit", statistics.median(a.cpu / b.cpu for a, b in pairs), CPU_BOUND),
        ("memory of 1,000 idle sockets", memory_ratio, MEMORY_BOUND),
    ]
    for what, ratio, bound in results:
        print(f"{what}: {ratio:.2f} x Hocuspocus (bound {bound})")
    return int(any(ratio > bound for _what, ratio, bound in results))


if __name__ == "__main__":
    with OWN:
        code = main(*(kind(given) for kind, given in zip((int, float), [*sys.argv[1:], "5", "20"][:2], strict=True)))
    sys.exit(code)
