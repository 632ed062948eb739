"""Redis between servers: only a bell. What is not heard is read from the log a moment later."""

import asyncio
import logging
import os
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import redis.asyncio as redis
from django.conf import settings
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from inquiry.coediting.room import Room
from inquiry.coediting.wire import Logged, batch_bytes, integer

log = logging.getLogger(__name__)

ME = uuid.uuid4().bytes[:8] + os.getpid().to_bytes(4)
LETTERS = {"log": b"L", "presence": b"P", "who": b"W", "kept": b"K"}
NEWS = b"news:"
PATIENCE_SECONDS = 1.0

type Hear = Callable[[Room, str, bytes], Awaitable[None]]


class Bell:
    """Listens for the rooms that are open here. `hears`: whether it does just now."""

    def __init__(self, hear: Hear) -> None:
        self.hear = hear
        self.hears = False
        self.rooms: dict[bytes, Room] = {}
        self.outbox: list[tuple[str, bytes]] = []
        self.posted = asyncio.Event()
        self.changed = asyncio.Event()  # the rooms to listen for
        self.waiting: list[asyncio.Future[None]] = []
        self.ways = redis.ConnectionPool.from_url(
            settings.REDIS_URL,
            protocol=2,  # with 3, redis-py spells out for its log whatever it hears
            socket_timeout=None,  # else redis-py would end a connection on which nothing came for five seconds
            socket_connect_timeout=1,
            retry=Retry(NoBackoff(), 0),  # we come back ourselves
        )

    async def join(self, room: Room) -> None:
        """Listen for a room; come back when it is listened for, or soon: when Redis is away it is heard later."""
        self.rooms[room.channel.encode()] = room
        self.changed.set()
        if self.hears:
            heard = asyncio.get_running_loop().create_future()
            self.waiting.append(heard)
            await asyncio.wait([heard], timeout=PATIENCE_SECONDS)

    def part(self, room: Room, *, to: Room | None = None) -> None:
        """Listen no more, or for the room that stood there before."""
        name = room.channel.encode()
        if self.rooms.get(name) is not room:
            return
        if to:
            self.rooms[name] = to
        else:
            del self.rooms[name]
            self.changed.set()

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

    def _way(self) -> Any:
        way: Callable[[], Any] = self.ways.make_connection
        return way()

    async def post(self) -> None:
        """Carry to Redis what was told, all that has gathered at once, until the process ends."""
        way = self._way()
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
            except Exception as reason:  # noqa: BLE001  as in listen
                self._deaf(reason)

    def _deaf(self, reason: BaseException) -> None:
        if self.hears:
            log.warning("Redis is away; what other servers write is read from the log: %s", reason)
        self.hears = False

    async def listen(self) -> None:
        """Hear until the process ends, on one connection after another.

        Nobody else uses such a connection: two who found it broken would mend it both, and take each other's answers.
        """
        while True:
            way = self._way()
            try:
                await self._follow(way)
            except Exception as reason:  # noqa: BLE001  whatever it is, the log is read meanwhile
                self._deaf(reason)
            finally:
                await way.disconnect(nowait=True)
            await asyncio.sleep(0.5)

    async def _follow(self, way: Any) -> None:
        """Listen for the rooms that are open, whichever they are, until the connection breaks."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await way.connect()
        heard: set[bytes] = set()
        reading = asyncio.create_task(self._hear_all(way))
        try:
            while not reading.done():
                self.changed.clear()
                wanted = set(self.rooms)
                async with asyncio.timeout(PATIENCE_SECONDS):
                    if new := wanted - heard:
                        await way.send_command("SUBSCRIBE", *new)
                    if old := heard - wanted:
                        await way.send_command("UNSUBSCRIBE", *old)
                heard, self.hears = wanted, True
                self._told()
                change = asyncio.create_task(self.changed.wait())
                await asyncio.wait([change, reading], return_when=asyncio.FIRST_COMPLETED)
                change.cancel()
            await reading  # raises what broke it
        finally:
            reading.cancel()

    def _told(self) -> None:
        """Whoever waits to be listened for need not wait longer."""
        for one in self.waiting:
            if not one.done():
                one.set_result(None)
        self.waiting.clear()

    async def _hear_all(self, way: Any) -> None:
        while True:
            kind, name, said = await way.read_response()
            if kind == b"message":
                try:
                    await self._read(name, said)
                except Exception:
                    log.exception("What another server said could not be used.")

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
