"""Pages of a session that is on, without a browser: they hear news or ask now and then, and know what they saw."""

import asyncio
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import websockets

from tests.phone import Phone

TICKET = re.compile(rb'data-news="([^"]+)"')
PIECE = {"HX-Request": "true"}


@dataclass
class Face(Phone):
    """One page. `pieces`: which address it reads again at which news; `asked` counts its requests."""

    pieces: Mapping[str, str] = field(default_factory=dict)
    seen: dict[bytes, float] = field(default_factory=dict)
    watched: set[bytes] = field(default_factory=set)
    asked: int = 0
    again: set[str] = field(default_factory=set)
    told: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    async def listen(self) -> None:
        """Open the page, and look again whenever there is news for it."""
        ticket = TICKET.search(await self.open_page())
        assert ticket
        address = f"ws://localhost:{self.port}/news?ticket={quote(ticket[1].decode())}"
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Origin": f"http://localhost:{self.port}"}
        socket = await websockets.connect(address, additional_headers=headers, proxy=None)
        self.tasks = [asyncio.create_task(self._hear(socket)), asyncio.create_task(self._look_when_told())]

    async def poll(self, every: float, *, offset: float) -> None:
        """Open the page, and look again every so many seconds."""
        await self.open_page()
        self.tasks = [asyncio.create_task(self._look_by_itself(every, offset))]

    async def close(self) -> None:
        """Leave nothing running."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def press(self, path: str, **form: str) -> int:
        """Send a form of the page; the status. The page looks again at once, as htmx follows the answer."""
        self.asked += 1
        body = urlencode({"csrfmiddlewaretoken": self.token, **form}).encode()
        other = Phone(self.port, self.path, cookies=self.cookies)  # a press does not wait for a look
        status, _body = await other.ask("POST", path, body, PIECE)
        self._read_again(self.path)
        return status

    async def _hear(self, socket: websockets.ClientConnection) -> None:
        with suppress(websockets.ConnectionClosed):
            async for word in socket:
                if word in self.pieces:
                    self._read_again(self.pieces[str(word)])

    def _read_again(self, path: str) -> None:
        self.again.add(path)
        self.told.set()

    async def _look_when_told(self) -> None:
        while True:
            await self.told.wait()
            self.told.clear()  # what is told meanwhile is one look more, as htmx does it
            while self.again:
                await self._look(self.again.pop())

    async def _look_by_itself(self, every: float, offset: float) -> None:
        await asyncio.sleep(offset)
        while True:
            begun = time.perf_counter()
            await self._look(self.path)
            await asyncio.sleep(max(0.0, every - (time.perf_counter() - begun)))

    async def _look(self, path: str) -> None:
        self.asked += 1
        status, body = await self.ask("GET", path, headers=PIECE)
        assert status == 200, status
        at = time.perf_counter()
        for words in [words for words in self.watched if words in body]:
            self.watched.discard(words)
            self.seen[words] = at
