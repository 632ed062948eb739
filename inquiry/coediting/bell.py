"""Redis between servers: only a bell. What is not heard is read from the log a moment later."""

import asyncio
import os
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from ilc.live.announcing import NEWS
from ilc.live.ear import PATIENCE_SECONDS, Ear, connection_ways
from inquiry.coediting.room import Room
from inquiry.coediting.wire import Logged, batch_bytes, integer

ME = uuid.uuid4().bytes[:8] + os.getpid().to_bytes(4)
LETTERS = {"log": b"L", "presence": b"P", "who": b"W", "kept": b"K"}

type Hear = Callable[[Room, str, bytes], Awaitable[None]]


class Bell:
    """Listens for the rooms that are open here, and tells other servers of them."""

    def __init__(self, hear: Hear) -> None:
        self.hear = hear
        self.rooms: dict[bytes, Room] = {}
        self.outbox: list[tuple[str, bytes]] = []
        self.posted = asyncio.Event()
        self.ways = connection_ways()
        self.ear = Ear(self._read, self.ways)

    @property
    def hears(self) -> bool:
        """Whether what other servers say is heard just now."""
        return self.ear.hears

    async def join(self, room: Room) -> None:
        """Listen for a room; come back when it is listened for, or soon: when Redis is away it is heard later."""
        name = room.channel.encode()
        self.rooms[name] = room
        await self.ear.join(name)

    def part(self, room: Room, *, to: Room | None = None) -> None:
        """Listen no more, or for the room that stood there before."""
        name = room.channel.encode()
        if self.rooms.get(name) is not room:
            return
        if to:
            self.rooms[name] = to
        else:
            del self.rooms[name]
            self.ear.part(name)

    def tell_log(self, room: Room, updates: Sequence[Logged]) -> None:
        """Consecutive updates that are on disk."""
        self._tell(room, "log", batch_bytes(updates))

    def tell_presence(self, room: Room, frame: bytes) -> None:
        """Who is here."""
        self._tell(room, "presence", frame)

    def ask_who_is_there(self, room: Room) -> None:
        """Other servers answer with their presence."""
        self._tell(room, "who", b"")

    def tell_kept(self, room: Room, seq: int) -> None:
        """Rows stand as the document did at this number: nobody else has to make them."""
        self._tell(room, "kept", integer(seq))

    def _tell(self, room: Room, kind: str, body: bytes) -> None:
        self.outbox.append((room.channel, ME + LETTERS[kind] + room.epoch.bytes + body))
        self.posted.set()

    async def post(self) -> None:
        """Carry to Redis what was told, all that has gathered at once, until the process ends."""
        make: Callable[[], Any] = self.ways.make_connection
        way = make()
        while True:
            await self.posted.wait()
            self.posted.clear()
            letters, self.outbox = self.outbox, []
            try:
                if not way.is_connected:
                    async with asyncio.timeout(PATIENCE_SECONDS):
                        await way.connect()
                        await way.send_command("CLIENT", "REPLY", "OFF")  # nobody waits for how many heard it
                packed = [part for name, message in letters for part in way.pack_command("PUBLISH", name, message)]
                await way.send_packed_command(packed, check_health=False)
            except Exception as reason:  # noqa: BLE001  what is not told is read from the log
                self.ear.deaf(reason)

    async def _read(self, name: bytes, data: bytes) -> None:
        room = self.rooms.get(name)
        if room is None or data.startswith(ME):
            return
        if data.startswith(NEWS):
            await self.hear(room, "news", data.removeprefix(NEWS))
            return
        letter, rest = data[len(ME) : len(ME) + 1], data[len(ME) + 1 :]
        if rest[:16] == room.epoch.bytes:
            kind = next(kind for kind, one in LETTERS.items() if one == letter)
            await self.hear(room, kind, rest[16:])
