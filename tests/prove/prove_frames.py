"""20,000 mutated frames against a server of sockets: does it live, and does anybody else notice?

Run: python -m tests.prove.prove_frames [frames]. Frames that a page really sends (its state, all it has, an update, who
it is) are cut, stretched, flipped and spliced by chance, and sent by somebody who may write. Whatever closes the socket
is followed by a new one. Bystanders type on, two in the same document, two in another. Ends non-zero when the server
died or logged an exception, when a bystander was closed, or when pages of a document differ at the end.
"""

import asyncio
import random
import sys
from collections import Counter
from contextlib import suppress
from typing import Any

from tests.own_servers import OwnServers

OWN = OwnServers("prove-frames")  # before the settings are read

# isort: split

from tests import conftest

conftest.django.setup()

import websockets

from inquiry.coediting.wire import STEP_1, STEP_2, UPDATE, Presence, presence_frame, sync_frame
from tests.databases import drop_database, use_database
from tests.live import Server, socket_servers
from tests.make_rooms import House, make_house, make_rooms
from tests.typist import OurWay, Typist, at_work, until

DATABASE = "prove_frames"
FRAMES, AT_ONCE, EACH_SOCKET = 20_000, 8, 140


def main(frames: int) -> int:
    """Send, watch, say."""
    use_database(DATABASE)
    try:
        house = make_house(2)
        with socket_servers(DATABASE, 1) as servers:
            return asyncio.run(attack(servers[0], house, frames))
    finally:
        drop_database(DATABASE)


async def attack(server: Server, house: House, frames: int) -> int:
    """All frames, while bystanders type."""
    pid = server.process.pid
    rooms = make_rooms([[house.way([server], number)] * 2 for number in range(2)], seed=1)
    bystanders = [one for room in rooms for one in room.typists]
    codes: Counter[int] = Counter()
    async with at_work(bystanders):
        assert await until(lambda: all(one.synced for one in bystanders), seconds=30)
        sockets = [one.socket for one in bystanders]
        over = False
        typing = [asyncio.create_task(one.keep_typing(per_second=2.0, until=lambda: over)) for one in bystanders]
        seeds = real_frames(bystanders[0])
        await asyncio.gather(
            *(
                send_many(house.way([server], 0), seeds, random.Random(one), frames // AT_ONCE, codes)
                for one in range(AT_ONCE)
            )
        )
        over = True
        await asyncio.gather(*typing)
        quiet = await until(lambda: all(one.quiet for one in bystanders), seconds=60)
        alike = await until(
            lambda: all(str(a.text) == str(b.text) for a, b in (room.typists for room in rooms)), seconds=30
        )
        same = [one.socket for one in bystanders] == sockets
    alive = server.process.poll() is None and server.process.pid == pid
    calm = "Traceback" not in server.said()
    untouched = rooms[1].ledger.judge(str(rooms[1].typists[0].text), all_saved=True)
    print(f"{sum(codes.values()):,} sockets closed by {frames:,} frames, by code: {dict(sorted(codes.items()))}")
    print(f"server lives: {alive}, no exception logged: {calm}, bystanders never closed: {same}")
    print(f"all saved: {quiet}, pages read the same: {alike}, other document: {dict(untouched)}")
    return int(not (alive and calm and same and quiet and alike) or sum(untouched.values()) > 0)


def real_frames(page: Typist) -> list[bytes]:
    """What a page says in its life."""
    presence = Presence(7, 1, {"field": "priority", "cursor": {"at": 3, "to": 9}})
    return [
        sync_frame(STEP_1, page.doc.get_state()),
        sync_frame(STEP_2, page.doc.get_update(b"\0")),
        sync_frame(UPDATE, page.update or b"\0\0"),
        presence_frame([presence]),
    ]


async def send_many(way: OurWay, seeds: list[bytes], chance: random.Random, frames: int, codes: Counter[int]) -> None:
    """One attacker, with a socket after another. After each frame it asks for the document: then it was dealt with."""
    sent = 0
    while sent < frames:
        async with way.connect(0) as socket:
            answered = asyncio.Event()
            reading = asyncio.create_task(read_all(way, socket, answered))
            for _number in range(min(EACH_SOCKET, frames - sent)):
                answered.clear()
                with suppress(websockets.ConnectionClosed):
                    await socket.send(mutated(chance.choice(seeds), chance))
                    sent += 1
                    await socket.send(sync_frame(STEP_1, b"\0"))
                await asyncio.wait_for(answered.wait(), 30)
                if socket.close_code is not None:
                    codes[socket.close_code] += 1
                    break
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


async def read_all(way: OurWay, socket: Any, answered: asyncio.Event) -> None:
    """Note every answer, and the end."""
    with suppress(websockets.ConnectionClosed):
        async for data in socket:
            if isinstance(data, bytes) and way.read(data)[:2] == ("sync", STEP_2):
                answered.set()
    answered.set()


def mutated(frame: bytes, chance: random.Random) -> bytes:
    """One to four changes of any kind."""
    data = bytearray(frame)
    for _change in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0 if data:
                data[at % len(data)] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:]
            case 2:
                data[at:at] = chance.randbytes(chance.randint(1, 12))
            case 3:
                data[at : at + chance.randint(1, 8)] = b""
            case 4:
                data[at:at] = b"\xff" * chance.randint(1, 11)
            case _:
                data += data[at:]
    return bytes(data)


if __name__ == "__main__":
    with OWN:
        code = main(int(sys.argv[1]) if len(sys.argv) > 1 else FRAMES)
    sys.exit(code)
