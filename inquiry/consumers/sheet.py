"""One socket of one open sheet: frames in, frames out, and a clear code when it has to close."""

import asyncio
import functools
import json
import logging
import time
from collections import deque
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from channels.consumer import AsyncConsumer

from ilc.live.origin import is_own_origin
from inquiry.coediting.access import NOT_ALLOWED, NOT_SIGNED_IN, Turned, Visitor
from inquiry.coediting.hub import Hub, first_frames
from inquiry.coediting.kind import SheetKind
from inquiry.coediting.room import Impostor, Room
from inquiry.coediting.wire import (
    MAX_MESSAGE,
    NOTHING,
    STEP_1,
    STEP_2,
    SyncMessage,
    read_message,
    sync_frame,
)

log = logging.getLogger(__name__)

MALFORMED, TOO_SLOW, TOO_LARGE, TOO_MANY, MESSAGE_TOO_LARGE = 4400, 4408, 4413, 4429, 1009
MOST_WAITING = 2000  # frames that a reader has not taken yet
MOST_A_SECOND, MOST_AT_ONCE = 60.0, 300.0  # messages of one socket


class SheetConsumer(AsyncConsumer):
    """Speaks y-websocket's protocol with one page that shows a sheet of some kind.

    It runs its own loop instead of the consumer's dispatch, which asks a thread about database connections for every
    message. Close codes: 4400 malformed, 4401 not signed in, 4403 not allowed, 4408 too slow, 4409 reset, 4413 document
    too large, 4429 too many messages or people, 1009 message too large.
    """

    hub: Hub
    visitor: Visitor

    def __init__(self, kind: SheetKind) -> None:
        self.kind = kind

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        self.scope, self.base_send = scope, send
        self.waiting: deque[bytes | str] = deque()
        self.pump: asyncio.Task[None] | None = None
        self.closing: int | None = None
        self.count = 0
        self.allowance, self.measured_at = MOST_AT_ONCE, time.monotonic()
        await receive()  # the wish to connect
        await send({"type": "websocket.accept"})  # else a browser could not read the code with which it is closed
        room = await self._enter()
        if isinstance(room, Turned):
            await self._close(room.code)
            return
        try:
            self.push(first_frames(room, self))
            while True:
                message = await receive()
                if message["type"] == "websocket.disconnect":
                    return
                self._read(room, message.get("bytes") or b"")
        finally:
            self.closing = self.closing or 1000
            self.hub.leave(room, self)

    async def _enter(self) -> Room | Turned:
        """Check where the page comes from and who is asking; take a place in the document's room."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in self.scope["headers"]}
        if not is_own_origin(headers.get("origin", ""), headers.get("host", "")):
            return Turned(NOT_ALLOWED)
        asked = parse_qs(self.scope.get("query_string", b"").decode("latin-1"))
        self.wants_news = asked.get("news") == ["1"]
        where = self.scope["url_route"]["kwargs"]
        self.hub = _hub()
        visitor = await self.hub.admit(
            cookies=headers.get("cookie", ""),
            slug=where["program_slug"],
            kind=self.kind,
            sheet=where["pk"],
            epoch=asked.get("epoch", [""])[0],
        )
        if isinstance(visitor, Turned):
            return visitor
        if asked.get("as", [str(visitor.participant)]) != [str(visitor.participant)]:
            return Turned(NOT_SIGNED_IN)  # somebody else signed in since: what waits in that page is not theirs
        self.visitor = visitor
        return await self.hub.join(self)

    def _read(self, room: Room, data: bytes) -> None:
        """One message. Whatever is wrong with it closes this socket, and no other."""
        if self.closing is not None:
            return
        try:
            self._obey(room, data)
        except Impostor as reason:
            self.turn_away(NOT_ALLOWED, str(reason))
        except ValueError as reason:  # Malformed is one, and pycrdt raises no other
            self.turn_away(MALFORMED, str(reason)[:200])
        except BaseException as reason:
            if isinstance(reason, (KeyboardInterrupt, SystemExit, asyncio.CancelledError)):
                raise
            log.exception("A message to a sheet could not be read.")
            self.turn_away(MALFORMED, "could not be read")

    def _obey(self, room: Room, data: bytes) -> None:
        if not self._may_speak():
            self.turn_away(TOO_MANY, "too many messages")
        elif len(data) > MAX_MESSAGE:
            self.turn_away(MESSAGE_TOO_LARGE, "too large a message")
        else:
            message = read_message(data)
            if isinstance(message, SyncMessage):
                self._sync(room, message)
            elif told := room.says(self, message):
                room.fan([told], besides=self)
                self.hub.bell.tell_presence(room, told)

    def _sync(self, room: Room, message: SyncMessage) -> None:
        if message.step == STEP_1:
            self.push([sync_frame(STEP_2, room.replica.doc.get_update(message.body))])
            return
        self.count += 1
        if not self.visitor.writes:
            if message.body != NOTHING:
                self.turn_away(NOT_ALLOWED, "wrote where it may only read")
        elif room.offer(self, self.count, message.step, message.body):
            self.hub.write(room)
        else:
            self.turn_away(TOO_LARGE, "the document would become too large")

    def _may_speak(self) -> bool:
        at = time.monotonic()
        self.allowance = min(MOST_AT_ONCE, self.allowance + (at - self.measured_at) * MOST_A_SECOND) - 1
        self.measured_at = at
        return self.allowance >= 0

    def push(self, frames: Sequence[bytes | str]) -> None:
        """Send when the reader takes it. Who takes too little is closed, and comes back for what it missed."""
        if self.closing is not None:
            return
        for frame in frames:
            if isinstance(frame, bytes) or self.wants_news:
                self.waiting.append(frame)
        if len(self.waiting) > MOST_WAITING:
            self.turn_away(TOO_SLOW, "too slow a reader")
        elif self.waiting and self.pump is None:
            loop = asyncio.get_running_loop()
            pump = asyncio.Task(self._pump(), loop=loop, eager_start=True)  # sends at once what the reader takes
            self.pump = None if pump.done() else pump

    async def _pump(self) -> None:
        try:
            while self.waiting and self.closing is None:
                frame = self.waiting.popleft()
                if isinstance(frame, bytes):
                    await self.base_send({"type": "websocket.send", "bytes": frame})
                else:
                    await self.base_send({"type": "websocket.send", "text": json.dumps({"news": frame})})
        except (OSError, RuntimeError):  # the other end has gone: the loop that receives hears of it
            self.waiting.clear()
        finally:
            self.pump = None

    def turn_away(self, code: int, reason: str = "") -> None:
        """Close, once, and say why in the log."""
        if self.closing is not None:
            return
        self.closing = code
        self.waiting.clear()
        log.warning(
            "A socket of %s %s was closed with %d: %s",
            self.kind.name,
            self.visitor.sheet,
            code,
            reason or "see code",
        )
        self.hub.spawn(self._close(code))

    async def _close(self, code: int) -> None:
        try:
            await self.base_send({"type": "websocket.close", "code": code})
        except (OSError, RuntimeError):
            return


@functools.cache
def _hub() -> Hub:
    """The hub of this process, which begins with the first socket."""
    hub = Hub()
    hub.start()
    return hub


class NowhereConsumer(AsyncConsumer):
    """There is no socket at this address."""

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.close", "code": 4404})
