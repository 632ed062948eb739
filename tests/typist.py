"""Pages that type by themselves and keep account: what they typed, what was told to be saved, what they saw and when.

A typist writes markers, short words with a number that no other has, between the markers of others, and takes some
away. It comes back as a browser's page does when its socket closes. So whatever was lost, doubled or came back from
the dead can be counted when all is quiet.
"""

import asyncio
import random
import re
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

import websockets
from pycrdt import Doc, Text

from inquiry.coediting.wire import SAVED, STEP_1, STEP_2, SYNC, UPDATE, Reader, sync_frame

MARKER = re.compile(r"\[(\d+)[^\]]*\]")
ENDINGS = ("", " é", " 😀", " 👩🏽‍🏫", " 한글")
FIRST_RETRY, LONGEST_WAIT = (0.04, 0.2), 8.0  # as in static/src/js/coediting/connection.js
RESET = 4409


class Way(Protocol):
    """How one kind of server is spoken to."""

    def connect(self, number: int) -> Any: ...
    def hello(self, state: bytes) -> Sequence[bytes]: ...
    def frame(self, step: int, body: bytes) -> bytes: ...
    def read(self, data: bytes) -> tuple[str, int, bytes]: ...


@dataclass
class OurWay:
    """The product's own sockets: the address of a placemat at each of several servers."""

    ports: Sequence[int]
    slug: str
    placemat: UUID
    cookies: str

    def connect(self, number: int) -> Any:
        """A connection that is about to be made, to one of the servers."""
        host = f"localhost:{self.ports[number % len(self.ports)]}"
        return websockets.connect(
            f"ws://{host}/p/{self.slug}/placemats/{self.placemat}/live",
            additional_headers={"Cookie": self.cookies, "Origin": f"http://{host}"},
            proxy=None,
            max_size=None,
            compression=None,
            open_timeout=8,
        )

    def hello(self, state: bytes) -> Sequence[bytes]:
        """What a page says first."""
        return [self.frame(STEP_1, state)]

    def frame(self, step: int, body: bytes) -> bytes:
        """One sync message."""
        return sync_frame(step, body)

    def read(self, data: bytes) -> tuple[str, int, bytes]:
        """("sync", step, body), ("saved", how many, b"") or ("other", 0, b"")."""
        reader = Reader(data)
        kind = reader.integer()
        if kind == SYNC:
            return "sync", reader.integer(), reader.string()
        return ("saved", reader.integer(), b"") if kind == SAVED else ("other", 0, b"")


@dataclass
class Ledger:
    """What all typists of one document did: numbers of markers, moments in seconds of the monotonic clock."""

    typed_at: dict[int, float] = field(default_factory=dict)
    taken_away: set[int] = field(default_factory=set)
    saved: set[int] = field(default_factory=set)
    saved_away: set[int] = field(default_factory=set)
    seen_after: list[float] = field(default_factory=list)
    saved_after: list[float] = field(default_factory=list)
    returned_after: list[float] = field(default_factory=list)

    def judge(self, text: str, *, all_saved: bool) -> Counter[str]:
        """Count what is lost, doubled and resurrected in a text. `all_saved`: whoever typed lived to see it saved."""
        there = Counter(int(number) for number in MARKER.findall(text))
        wanted = set(self.typed_at) if all_saved else self.saved
        gone = self.taken_away if all_saved else self.saved_away
        return Counter(
            lost=len(wanted - self.taken_away - there.keys()),
            doubled=sum(many > 1 for many in there.values()),
            resurrected=len(gone & there.keys()),
        )


class Typist:
    """One page. `withholds`: a wrong page, which keeps every fifth marker to itself until it is asked."""

    def __init__(
        self, way: Way, ledger: Ledger, *, seed: int, start: int, server: int = 0, withholds: bool = False
    ) -> None:
        self.way, self.ledger, self.withholds = way, ledger, withholds
        self.chance = random.Random(seed)
        self.next, self.server = start, server
        self.code: int | None = None
        self.socket: Any = None
        self.failures = 0
        self.after_reset: Ledger | None = None
        self.offline = False
        self.stopped = False
        self.reading = asyncio.Event()
        self.reading.set()
        self._forget_document()

    def _forget_document(self) -> None:
        self.doc: Doc[Any] = Doc()
        self.text: Text = self.doc.get("priority", type=Text)
        self.edits: list[tuple[int, bool, float]] = []  # marker, whether it was taken away, when
        self.settled = 0  # of the edits, how many are known to be saved
        self.update: bytes | None = None
        self.writing = False
        self.watches = [self.doc.observe(self._note), self.text.observe(self._see)]
        self._forget_socket()

    def _forget_socket(self) -> None:
        self.sent = self.acknowledged = 0
        self.waits: deque[tuple[int, int]] = deque()  # number of a sync message, how many edits it carries
        self.answered = self.received = False

    @property
    def quiet(self) -> bool:
        """Connected, with everything saved."""
        return self.synced and self.acknowledged == self.sent and self.settled == len(self.edits)

    @property
    def synced(self) -> bool:
        """Both sides hold the same, but for what is on its way."""
        return self.socket is not None and self.answered and self.received

    def _note(self, event: Any) -> None:
        self.update = event.update

    def _see(self, event: Any) -> None:
        if self.writing:
            return
        at = time.perf_counter()
        for change in event.delta:
            for number in MARKER.findall(str(change.get("insert", ""))):
                if typed := self.ledger.typed_at.get(int(number)):
                    self.ledger.seen_after.append(at - typed)

    # The socket ---------------------------------------------------------------------------------------

    async def live(self) -> None:
        """Be open, and come back, until stopped."""
        since: float | None = None
        while not self.stopped:
            with suppress(OSError, TimeoutError, websockets.WebSocketException):
                async with self.way.connect(self.server) as socket:
                    self._forget_socket()
                    self.socket = socket
                    for frame in self.way.hello(self.doc.get_state()):
                        await socket.send(frame)
                    async for data in socket:
                        await self.reading.wait()
                        await self._hear(data)
                        if since is not None and self.synced:
                            self.ledger.returned_after.append(time.perf_counter() - since)
                            since = None
                        if self.synced:
                            self.failures = 0
            if self.socket is not None:
                self.code = self.socket.close_code
                since = time.perf_counter()
            self.socket = None
            if self.code == RESET:  # what stood there before counts for nothing
                self.code = None
                self.ledger = self.after_reset or self.ledger
                self._forget_document()
            self.failures += 1
            self.server += 1
            await asyncio.sleep(self._pause())
            while self.offline and not self.stopped:
                since = None
                await asyncio.sleep(0.02)

    def _pause(self) -> float:
        if self.failures == 1:
            return self.chance.uniform(*FIRST_RETRY)
        return min(LONGEST_WAIT, 0.25 * 2**self.failures) * self.chance.uniform(0.5, 1)

    async def _hear(self, data: bytes) -> None:
        kind, number, body = self.way.read(data)
        if kind in {"saved", "one more saved"}:
            self.acknowledged = number if kind == "saved" else self.acknowledged + number
            at = time.perf_counter()
            while self.waits and self.waits[0][0] <= self.acknowledged:
                self._settle(self.waits.popleft()[1], at)
        elif kind == "sync" and number == STEP_1:
            await self._send(STEP_2, self.doc.get_update(body))
            self.answered = True
        elif kind == "sync":
            self.doc.apply_update(body)
            self.received = self.received or number == STEP_2

    def _settle(self, through: int, at: float) -> None:
        for marker, away, when in self.edits[self.settled : through]:
            (self.ledger.saved_away if away else self.ledger.saved).add(marker)
            self.ledger.saved_after.append(at - when)
        self.settled = max(self.settled, through)

    async def _send(self, step: int, body: bytes) -> None:
        self.sent += 1
        self.waits.append((self.sent, len(self.edits)))
        with suppress(OSError, websockets.WebSocketException):
            await self.socket.send(self.way.frame(step, body))

    async def cut(self) -> None:
        """The cable is pulled."""
        if self.socket is not None:
            self.socket.transport.abort()

    # Typing -------------------------------------------------------------------------------------------

    async def type(self, *, taking_away: float = 0.2) -> None:
        """One edit: a marker more, or one less."""
        now = str(self.text)
        there = list(MARKER.finditer(now))
        self.writing = True
        if there and self.chance.random() < taking_away:
            gone = self.chance.choice(there)
            begin = len(now[: gone.start()].encode())
            del self.text[begin : begin + len(gone.group().encode())]
            marker, away = int(gone.group(1)), True
            self.ledger.taken_away.add(marker)
        else:
            place = self.chance.choice(there).end() if there else 0
            marker, away = self.next, False
            self.next += 1
            self.ledger.typed_at[marker] = time.perf_counter()
            self.text.insert(len(now[:place].encode()), f"[{marker}{self.chance.choice(ENDINGS)}]")
        self.writing = False
        self.edits.append((marker, away, time.perf_counter()))
        update = self.update
        assert update is not None
        withheld = self.withholds and not away and len(self.edits) % 5 == 0  # what is taken away leaves no hole
        if self.socket is not None and self.answered and not withheld:
            await self._send(UPDATE, update)

    async def keep_typing(self, *, per_second: float, until: Callable[[], bool]) -> None:
        """Type, at uneven moments, until it is enough."""
        while not until():
            await asyncio.sleep(self.chance.expovariate(per_second))
            if not until():
                await self.type()


@asynccontextmanager
async def at_work(typists: Sequence[Typist]) -> AsyncIterator[None]:
    """All of them open, and closed at the end."""
    tasks = [asyncio.create_task(one.live()) for one in typists]
    try:
        yield
    finally:
        for one in typists:
            one.stopped = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def until(condition: Callable[[], bool], *, seconds: float, every: float = 0.02) -> bool:
    """Whether it became true in time."""
    end = time.perf_counter() + seconds
    while not condition():
        if time.perf_counter() > end:
            return False
        await asyncio.sleep(every)
    return True
