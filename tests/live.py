"""Clients of a placemat's socket, and servers that can be killed: for tests of writing together."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import websockets
from django.conf import settings
from django.test import Client as Browser

from collectives.models import User
from ilc.embedded import embedded_urls
from ilc.management.commands.serve import MOST_BYTES
from inquiry.coediting.kind import SheetKind
from inquiry.coediting.replica import Replica
from inquiry.coediting.wire import (
    AWARENESS,
    SAVED,
    STEP_1,
    STEP_2,
    SYNC,
    UPDATE,
    Presence,
    Reader,
    presence_frame,
    read_presence,
    sync_frame,
)
from inquiry.coediting.writing import PLACEMAT
from tests.browser import replace_path
from tests.processes import wait_until

PROJECT = Path(__file__).resolve().parent.parent


class Process(ABC):
    """A server process with a port and a log, which can be killed without a word."""

    def __init__(self, prefix: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.folder = tempfile.TemporaryDirectory(prefix=prefix)
        self.log = Path(self.folder.name) / "log"
        self.start()

    @abstractmethod
    def start(self) -> None:
        """Start it, again on the same port, and wait until it answers."""

    def run(self, command: Sequence[str], *, folder: Path, environment: Mapping[str, str]) -> None:
        """What `start` does with its own command."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
            )
        wait_until(self._answers, seconds=30)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """As the kernel kills."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.kill()
        self.folder.cleanup()

    def said(self) -> str:
        """Its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")


class Server(Process):
    """One process of sockets. `environment`: of a product beside which it runs."""

    def __init__(self, database: str, environment: Mapping[str, str] | None = None) -> None:
        self.environment = environment or _environment_of(database)
        super().__init__("ilc-sockets-")

    def start(self) -> None:
        """Start it, again on the same port, and wait until it answers."""
        command = [sys.executable, "-m", "uvicorn", "ilc.asgi:application", "--port", str(self.port)]
        options = ["--loop", "uvloop", "--lifespan", "off", "--log-level", "warning"]
        options += ["--ws", "ilc.sockets:SocketProtocol", "--ws-max-size", str(MOST_BYTES)]
        options += ["--ws-per-message-deflate", "false"]
        self.run([*command, *options], folder=PROJECT, environment=self.environment)


def _environment_of(database: str) -> Mapping[str, str]:
    own = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    return own | {
        "DJANGO_SETTINGS_MODULE": "ilc.settings",
        "DATABASE_URL": replace_path(embedded_urls().app, database),
        "REDIS_URL": os.environ["REDIS_URL"],
        "ILC_DEMO": "yes",
        "ILC_DEBUG": "",
    }


@contextmanager
def socket_servers(
    database: str, count: int, *, environment: Mapping[str, str] | None = None
) -> Iterator[Sequence[Server]]:
    """Several processes over one database, killed at the end."""
    with ThreadPoolExecutor(count) as pool:  # each takes a second to come up
        starting = [pool.submit(Server, database, environment) for _number in range(count)]
    try:
        yield [one.result() for one in starting]
    finally:
        for one in starting:
            if not one.exception():
                one.result().end()


def session_of(user: User) -> str:
    """A cookie header with which somebody is signed in."""
    browser = Browser()
    browser.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


class Page:
    """One open page: a replica, what it sent and what is saved of it, who it thinks is here."""

    def __init__(self, connection: Any, texts: Sequence[str]) -> None:
        self.connection = connection
        self.replica = Replica(texts=texts)
        self.sent = self.saved = 0
        self.people: dict[int, Presence] = {}
        self.news: list[str] = []
        self.came: list[bytes] = []
        self.changed = asyncio.Event()

    async def listen(self) -> None:
        """Take in what the server says until the socket closes."""
        async for data in self.connection:
            if isinstance(data, str):
                self.news.append(data)
            else:
                await self._hear(data)
            self.changed.set()

    async def _hear(self, data: bytes) -> None:
        self.came.append(data)
        reader = Reader(data)
        kind = reader.integer()
        if kind == SAVED:
            self.saved = reader.integer()
        elif kind == AWARENESS:
            for one in read_presence(data):
                self.people[one.client] = one
                if one.state is None:
                    del self.people[one.client]
        elif kind == SYNC:
            step, body = reader.integer(), reader.string()
            if step == STEP_1:
                await self.send(STEP_2, self.replica.doc.get_update(body))
            else:
                self.replica.apply(body)

    def read(self, *, wait: bool) -> None:
        """Stop reading, as a device does that has fallen behind, and go on."""
        transport = self.connection.transport
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 200_000)
        (transport.pause_reading if wait else transport.resume_reading)()

    async def send(self, step: int, body: bytes) -> None:
        """One sync message."""
        self.sent += step != STEP_1
        with suppress(websockets.ConnectionClosed):
            await self.connection.send(sync_frame(step, body))

    async def write(self, part: str, text: str) -> None:
        """Make a text read like this, here and everywhere."""
        update, _parts = self.replica.change(lambda: self.replica.rewrite(part, text))
        if update:
            await self.send(UPDATE, update)

    async def says(self, page: int, clock: int, **state: Any) -> None:
        """Tell who is here."""
        await self.connection.send(presence_frame([Presence(page, clock, state)]))

    async def until(self, condition: Any, *, seconds: float = 10) -> None:
        """Wait until something that the server tells has become true."""
        async with asyncio.timeout(seconds):
            while not condition():
                self.changed.clear()
                await self.changed.wait()

    async def code(self) -> int | None:
        """With which code the server closes this page's socket."""
        async with asyncio.timeout(20):
            await self.connection.wait_closed()
        return self.connection.close_code

    def text(self, part: str) -> str:
        """What a field reads."""
        return self.replica.words().texts[part]


@asynccontextmanager
async def open_page(
    server: Server,
    slug: str,
    sheet: UUID,
    cookies: str,
    query: str = "",
    *,
    origin: str = "",
    kind: SheetKind = PLACEMAT,
) -> AsyncIterator[Page]:
    """A page that is open and has everything that stands there: a placemat, or the notes of a session."""
    host = f"localhost:{server.port}"
    headers = {"Cookie": cookies, "Origin": origin or f"http://{host}"}
    place = f"placemats/{sheet}" if kind is PLACEMAT else f"sessions/{sheet}/{kind.name}"
    address = f"ws://{host}/p/{slug}/{place}/live{query}"
    async with websockets.connect(address, additional_headers=headers, proxy=None, max_size=None) as connection:
        page = Page(connection, kind.texts)
        listening = asyncio.create_task(page.listen())
        with suppress(websockets.ConnectionClosed):
            await page.send(STEP_1, page.replica.doc.get_state())
        try:
            yield page
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
