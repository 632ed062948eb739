"""Hearing what is told in Redis, in a server process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from django.conf import settings
from redis.asyncio import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

log = logging.getLogger(__name__)

PATIENCE_SECONDS: Final = 1.0


def connection_ways() -> ConnectionPool:
    """Where a server process gets its connections to Redis from: bare ones, which it mends by itself."""
    return ConnectionPool.from_url(
        settings.REDIS_URL,
        protocol=2,  # with 3, redis-py spells out for its log whatever it hears
        socket_timeout=None,  # else redis-py would end a connection on which nothing came for five seconds
        socket_connect_timeout=1,
        retry=Retry(NoBackoff(), 0),  # we come back ourselves
    )


class Ear:
    """Hears what is told on channels, until its process ends. `hears`: whether it does just now.

    `hear` gets a channel's name and what was said there, one after the other.
    """

    def __init__(self, hear: Callable[[bytes, bytes], Awaitable[None]], ways: ConnectionPool) -> None:
        self.hear = hear
        self.ways = ways
        self.hears = False
        self.names: set[bytes] = set()
        self.changed = asyncio.Event()  # the channels to listen to
        self.waiting: list[asyncio.Future[None]] = []

    async def join(self, name: bytes) -> None:
        """Listen to a channel; come back when it is listened to, or soon: when Redis is away it is heard later."""
        self.names.add(name)
        self.changed.set()
        if self.hears:
            heard = asyncio.get_running_loop().create_future()
            self.waiting.append(heard)
            await asyncio.wait([heard], timeout=PATIENCE_SECONDS)

    def part(self, name: bytes) -> None:
        """Listen to it no more."""
        self.names.discard(name)
        self.changed.set()

    def deaf(self, reason: BaseException) -> None:
        """Redis is away: say so once."""
        if self.hears:
            log.warning("Redis is away; what other servers tell is read from the database: %s", reason)
        self.hears = False

    async def listen(self) -> None:
        """Hear until the process ends, on one connection after another.

        Nobody else uses such a connection: two who found it broken would mend it both, and take each other's answers.
        """
        while True:
            way = self._way()
            try:
                await self._follow(way)
            except Exception as reason:  # noqa: BLE001  whatever it is, the database is read meanwhile
                self.deaf(reason)
            finally:
                await way.disconnect(nowait=True)
            await asyncio.sleep(0.5)

    def _way(self) -> Any:
        way: Callable[[], Any] = self.ways.make_connection
        return way()

    async def _follow(self, way: Any) -> None:
        """Listen to the channels, whichever they are, until the connection breaks."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await way.connect()
        heard: set[bytes] = set()
        reading = asyncio.create_task(self._hear_all(way))
        try:
            while not reading.done():
                self.changed.clear()
                wanted = set(self.names)
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
        """Whoever waits to be listened to need not wait longer."""
        for one in self.waiting:
            if not one.done():
                one.set_result(None)
        self.waiting.clear()

    async def _hear_all(self, way: Any) -> None:
        while True:
            kind, name, said = await way.read_response()
            if kind == b"message":
                try:
                    await self.hear(name, said)
                except Exception:
                    log.exception("What another server said could not be used.")
