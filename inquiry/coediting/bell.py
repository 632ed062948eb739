"""Redis between servers: only a bell. What is not heard is read from the log a moment later."""

import asyncio
import logging
import os
import uuid
from collections.abc import Awaitable, Callable, Sequence

import redis.asyncio as redis
from django.conf import settings

from inquiry.coediting.room import Room
from inquiry.coediting.wire import Logged, batch_bytes

log = logging.getLogger(__name__)

ME = uuid.uuid4().bytes[:8] + os.getpid().to_bytes(4)
LETTERS = {"log": b"L", "presence": b"P", "who": b"W"}
NEWS = b"news:"

type Hear = Callable[[Room, str, bytes], Awaitable[None]]


class Bell:
    """Listens for the rooms that are open here. `hears`: whether it does just now."""

    def __init__(self, hear: Hear) -> None:
        self.hear = hear
        self.hears = False
        self.rooms: dict[bytes, Room] = {}
        # None: redis-py would end a connection on which nothing came for five seconds
        self.client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=None, socket_connect_timeout=1)
        self.subscription = self.client.pubsub()

    async def join(self, room: Room) -> None:
        """Listen for a room. Does without when Redis is away: the room is subscribed to when it is back."""
        name = room.channel.encode()
        self.rooms[name] = room
        try:
            await self.subscription.subscribe(name)
        except (redis.RedisError, OSError) as reason:
            self._deaf(reason)

    async def part(self, room: Room) -> None:
        """Listen no more."""
        name = room.channel.encode()
        if self.rooms.get(name) is room:
            del self.rooms[name]
            try:
                await self.subscription.unsubscribe(name)
            except (redis.RedisError, OSError) as reason:
                self._deaf(reason)

    async def tell_log(self, room: Room, updates: Sequence[Logged]) -> None:
        """Consecutive updates that are on disk."""
        await self._tell(room, LETTERS["log"], batch_bytes(updates))

    async def tell_presence(self, room: Room, frame: bytes) -> None:
        """Who is here."""
        await self._tell(room, LETTERS["presence"], frame)

    async def ask_who_is_there(self, room: Room) -> None:
        """Other servers answer with their presence."""
        await self._tell(room, LETTERS["who"], b"")

    async def tell_news(self, room: Room, news: str) -> None:
        """A word for pages at other servers."""
        await self._publish(room.channel, ME + b"N" + news.encode())

    async def _tell(self, room: Room, letter: bytes, body: bytes) -> None:
        await self._publish(room.channel, ME + letter + room.epoch.bytes + body)

    async def _publish(self, name: str, message: bytes) -> None:
        try:
            await self.client.publish(name, message)
        except (redis.RedisError, OSError) as reason:
            self._deaf(reason)

    def _deaf(self, reason: BaseException) -> None:
        if self.hears:
            log.warning("Redis is away; what other servers write is read from the log: %s", reason)
        self.hears = False

    async def listen(self) -> None:
        """Hear until the process ends."""
        while True:
            try:
                if not self.subscription.subscribed:
                    if not self.rooms:
                        self.hears = True
                        await asyncio.sleep(0.1)
                        continue
                    await self.subscription.subscribe(*self.rooms)
                message = await self.subscription.get_message(ignore_subscribe_messages=True, timeout=5)
                self.hears = True
                if message is not None:
                    await self._read(message["channel"], message["data"])
            except (redis.RedisError, OSError) as reason:
                self._deaf(reason)
                await asyncio.sleep(0.5)
            except Exception:
                log.exception("What another server said could not be used.")

    async def _read(self, name: bytes, data: bytes) -> None:
        room = self.rooms.get(name)
        if room is None:
            return
        if data.startswith(NEWS):
            await self.hear(room, "news", data.removeprefix(NEWS))
            return
        who, letter, rest = data[: len(ME)], data[len(ME) : len(ME) + 1], data[len(ME) + 1 :]
        if who == ME:
            return
        if letter == b"N":
            await self.hear(room, "news", rest)
        elif rest[:16] == room.epoch.bytes:
            kind = next(kind for kind, one in LETTERS.items() if one == letter)
            await self.hear(room, kind, rest[16:])
