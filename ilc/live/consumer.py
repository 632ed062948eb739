"""The socket of an open page that is told, in one word, what to look at again."""

import asyncio
import functools
import logging
import time
import uuid
from collections.abc import Coroutine
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qs

from channels.consumer import AsyncConsumer
from django.conf import settings
from redis.asyncio import Redis

from ilc.live.announcing import NEWS, channel
from ilc.live.ear import Ear, connection_ways
from ilc.live.origin import is_own_origin
from ilc.live.presence import SAID_EVERY_SECONDS, say_gone, say_here
from ilc.live.ticket import Ticket, read_ticket

log = logging.getLogger(__name__)

NO_TICKET, NOT_ALLOWED, TOO_MANY = 4401, 4403, 4429
MOST_PAGES: Final = 5_000  # of one server process
MOST_OF_ONE_TOPIC: Final = 200
PEOPLE: Final = "people"  # the news that somebody came or went
BUNDLED_SECONDS: Final = 1.0  # many who come at once are one piece of news
ASKED, ANSWERED = "?", "!"  # a page asks now and then whether anybody is there
ASKED_EVERY_SECONDS: Final = 5.0


class NewsConsumer(AsyncConsumer):
    """Hears the topic of its ticket. Close codes: 4401 no ticket, 4403 another origin, 4429 too many."""

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        self.send = send
        self.words: dict[str, None] = {}
        self.pump: asyncio.Task[None] | None = None
        self.closing = False
        await receive()  # the wish to connect
        await send({"type": "websocket.accept"})  # else a browser could not read the code with which it is closed
        ticket = self._ticket(scope)
        if isinstance(ticket, int):
            await send({"type": "websocket.close", "code": ticket})
            return
        self.ticket = ticket
        self.page = f"{ticket.person}/{uuid.uuid4().hex[:12]}"
        switchboard = _switchboard()
        if not await switchboard.join(self):
            await send({"type": "websocket.close", "code": TOO_MANY})
            return
        try:
            await self._listen(receive)
        finally:
            self.closing = True
            switchboard.leave(self)

    def _ticket(self, scope: dict[str, Any]) -> Ticket | int:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not is_own_origin(headers.get("origin", ""), headers.get("host", "")):
            return NOT_ALLOWED
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return NO_TICKET
        key = jar[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in jar else ""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        return read_ticket(asked.get("ticket", [""])[0], session_key=key) or NO_TICKET

    async def _listen(self, receive: Any) -> None:
        asked_at = 0.0
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            at = time.monotonic()
            if message.get("text") != ASKED or at - asked_at < ASKED_EVERY_SECONDS:
                await self.send({"type": "websocket.close", "code": TOO_MANY})
                return
            asked_at = at
            self.tell(ANSWERED)

    def tell(self, word: str) -> None:
        """Send a word when the reader takes it; a word that waits already is not said twice."""
        self.words[word] = None
        if self.pump is None and not self.closing:
            self.pump = asyncio.create_task(self._send_words())

    async def _send_words(self) -> None:
        try:
            while self.words and not self.closing:
                word = next(iter(self.words))
                del self.words[word]
                await self.send({"type": "websocket.send", "text": word})
        except Exception as reason:  # noqa: BLE001  the reader has gone; its socket is about to say so
            log.debug("A page did not take its news: %s", reason)
        finally:
            self.pump = None


class Switchboard:
    """One for each process: which pages hear what."""

    def __init__(self) -> None:
        self.pages: dict[bytes, set[NewsConsumer]] = {}
        self.count = 0
        self.told: set[bytes] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.ear = Ear(self._hear, connection_ways())
        self.way = Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
        self._spawn(self.ear.listen())
        self._spawn(self._keep_saying())

    async def join(self, page: NewsConsumer) -> bool:
        """Let a page hear its topic. False when there are too many."""
        name = channel(page.ticket.program_id, page.ticket.topic).encode()
        pages = self.pages.setdefault(name, set())
        if self.count >= MOST_PAGES or len(pages) >= MOST_OF_ONE_TOPIC:
            return False
        pages.add(page)
        self.count += 1
        await self.ear.join(name)
        if page.ticket.person:
            self._spawn(self._came(page))
        return True

    def leave(self, page: NewsConsumer) -> None:
        """A page has closed."""
        name = channel(page.ticket.program_id, page.ticket.topic).encode()
        pages = self.pages[name]
        pages.discard(page)
        self.count -= 1
        if not pages:
            del self.pages[name]
            self.ear.part(name)
        if page.ticket.person:
            self._spawn(self._went(page))

    async def _hear(self, name: bytes, said: bytes) -> None:
        if said.startswith(NEWS):
            for page in self.pages.get(name, ()):
                page.tell(said.removeprefix(NEWS).decode())

    async def _came(self, page: NewsConsumer) -> None:
        await say_here(self.way, page.ticket.program_id, page.ticket.topic, page.page)
        await self._tell_people(page.ticket)

    async def _went(self, page: NewsConsumer) -> None:
        await say_gone(self.way, page.ticket.program_id, page.ticket.topic, page.page)
        await self._tell_people(page.ticket)

    async def _tell_people(self, ticket: Ticket) -> None:
        name = channel(ticket.program_id, ticket.topic).encode()
        if name in self.told:
            return
        self.told.add(name)
        try:
            await asyncio.sleep(BUNDLED_SECONDS)
        finally:
            self.told.discard(name)
        await self.way.publish(name, NEWS + PEOPLE.encode())

    async def _keep_saying(self) -> None:
        while True:
            await asyncio.sleep(SAID_EVERY_SECONDS)
            for page in [page for pages in self.pages.values() for page in pages if page.ticket.person]:
                try:
                    await say_here(self.way, page.ticket.program_id, page.ticket.topic, page.page)
                except Exception as reason:  # noqa: BLE001  said again soon
                    log.warning("Could not say who is here: %s", reason)
                    break

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (trouble := task.exception()):
            log.warning("News of pages that came or went could not be told: %s", trouble)


@functools.cache
def _switchboard() -> Switchboard:
    """The one of this process, which begins with the first socket."""
    return Switchboard()
