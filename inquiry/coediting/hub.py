"""The rooms of one server process: commit, then show it to the others, then tell the writer that it is saved."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import UUID

from inquiry.coediting.access import RESET, Turned, Visitor, let_in
from inquiry.coediting.asking import ask_again
from inquiry.coediting.bell import Bell
from inquiry.coediting.keeping import KEEP_AFTER_SECONDS, keep_from_log, keep_room
from inquiry.coediting.kind import SheetKind
from inquiry.coediting.log import COMPACT_AT
from inquiry.coediting.news import HISTORY, WRITTEN
from inquiry.coediting.room import MOST_PATIENCE, MOST_PEOPLE, Client, Room, Waiting
from inquiry.coediting.store import Addition, Store
from inquiry.coediting.wire import STEP_1, UPDATE, Reader, read_batch, read_presence, sync_frame

log = logging.getLogger(__name__)

THREADS = 4
LOOK_SECONDS, LOOK_SECONDS_ALONE = 1.0, 0.2  # between looks for what others wrote: with Redis, and without
IDLE_SECONDS = 30  # a room that nobody has open is forgotten
HOLE_SECONDS = 0.05
FULL = 4429


class Hub:
    """One for each process, made with its event loop."""

    def __init__(self) -> None:
        self.store = Store()
        self.rooms: dict[UUID, Room] = {}
        self.opening: dict[UUID, asyncio.Lock] = {}
        self.writers: dict[int, asyncio.Task[None]] = {}
        self.threads = ThreadPoolExecutor(THREADS, "coediting")
        self.bell = Bell(self.hear)
        self.tasks: set[asyncio.Task[Any]] = set()

    def start(self) -> None:
        """Begin to listen and to look around."""
        for work in (self.bell.ear.listen(), self.bell.post(), self._look_around(), ask_again(self.rooms, self.thread)):
            self.spawn(work)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run beside everything else; what goes wrong is logged."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (trouble := task.exception()):
            log.error("Work on open documents stopped.", exc_info=trouble)

    async def thread[T](self, work: Callable[..., T], *values: Any) -> T:
        """Call what waits for the database in its own way."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, lambda: work(*values))

    async def admit(self, *, cookies: str, slug: str, kind: SheetKind, sheet: UUID, epoch: str) -> Visitor | Turned:
        """Who comes in, or the code with which they are turned away."""
        visitor = await self.thread(lambda: let_in(cookies=cookies, slug=slug, kind=kind, sheet=sheet))
        if isinstance(visitor, Visitor) and epoch and epoch != str(visitor.epoch):
            return Turned(RESET)
        return visitor

    async def join(self, client: Client) -> Room | Turned:
        """The room of a document, with the client in it; read from the log when it is not open here yet."""
        visitor = client.visitor
        lock = self.opening.setdefault(visitor.document, asyncio.Lock())
        async with lock:
            room = self.rooms.get(visitor.document)
            if room is None or room.epoch != visitor.epoch:
                room = await self._open(visitor)
        if room is None:
            return Turned(RESET)
        if len(room.clients) >= MOST_PEOPLE:
            return Turned(FULL)
        room.clients.add(client)
        room.idle_since = None
        return room

    async def _open(self, visitor: Visitor) -> Room | None:
        room = Room(visitor.program_id, visitor.document, visitor.kind, visitor.sheet, visitor.epoch)
        before = self.rooms.get(room.document)
        try:
            await self.bell.join(room)  # before reading: what is written meanwhile is heard
            state = await self.store.read(room.program_id, room.document, known=0)
            if state is None or state.head.epoch != room.epoch:
                return None
            room.take_state(state)
            self.rooms[room.document] = room
        finally:
            if self.rooms.get(room.document) is not room:
                self.bell.part(room, to=before)
        if before:
            self.close(before, RESET)  # whoever is in it would write where nobody looks any more
        self.bell.ask_who_is_there(room)
        return room

    def leave(self, room: Room, client: Client) -> None:
        """A socket has closed."""
        gone = room.leave(client)
        if gone:
            room.fan([gone])
            self.bell.tell_presence(room, gone)
        if not room.clients:
            room.idle_since = time.monotonic()

    async def catch_up(self, room: Room) -> None:
        """Bring in what the log has and we have not, and show it."""
        state = await self.store.read(room.program_id, room.document, known=room.applied)
        if state is None or state.head.epoch != room.epoch:
            self.close(room, RESET)
            return
        news = room.take_state(state)
        if news:
            room.fan([sync_frame(UPDATE, update) for update in news])

    def close(self, room: Room, code: int) -> None:
        """This is not the document any more: everybody goes, and may come back to the new one."""
        if self.rooms.get(room.document) is room:
            del self.rooms[room.document]
        for client in list(room.clients):
            client.turn_away(code)
        if room.dirty_since is not None:
            self.spawn(self.thread(keep_from_log, room))

    # Writing down -------------------------------------------------------------------------------------

    def write(self, room: Room) -> None:
        """Something waits in the room's queue: one writer for each program takes all that waits at once."""
        if room.program_id not in self.writers:
            self.writers[room.program_id] = self.spawn(self._write(room.program_id))

    async def _write(self, program_id: int) -> None:
        try:
            while True:
                rooms = [room for room in self.rooms.values() if room.queue and room.program_id == program_id]
                if not rooms:
                    return
                batches = [(room, room.queue) for room in rooms]
                for room in rooms:
                    room.queue, room.committing = [], True
                await self._commit(program_id, batches)
        finally:
            del self.writers[program_id]

    async def _commit(self, program_id: int, batches: list[tuple[Room, list[Waiting]]]) -> None:
        additions = [
            Addition(room.document, room.epoch, one.update) for room, batch in batches for one in batch if one.update
        ]
        before = await self._insist(lambda: self.store.append(program_id, additions)) if additions else {}
        for room, batch in batches:
            room.committing = False
            adds = any(one.update for one in batch)
            if adds and room.document not in before:
                self.close(room, RESET)
                continue
            logged = room.deliver(batch, before.get(room.document, 0))
            if logged:
                self.bell.tell_log(room, logged)
            if room.ahead:
                self.spawn(self._heal(room))

    @staticmethod
    async def _insist[T](work: Callable[[], Awaitable[T]]) -> T:
        """Try until it is done: PostgreSQL may be away for a while; until it is back nothing is told to be saved."""
        pause = 0.05
        while True:
            try:
                return await work()
            except Exception as trouble:  # noqa: BLE001  whatever it is, the words wait in memory
                log.warning("Could not write to the log, trying again: %s", trouble)
                await asyncio.sleep(pause)
                pause = min(2.0, pause * 2)

    async def _heal(self, room: Room) -> None:
        """A number is missing: it may be on its way; else it is in the log."""
        await asyncio.sleep(HOLE_SECONDS)
        if room.ahead:
            await self.catch_up(room)

    # From other servers -------------------------------------------------------------------------------

    async def hear(self, room: Room, kind: str, body: bytes) -> None:
        """What Redis brought for a room: a batch of the log, presence, a question who is here, or news."""
        match kind:
            case "log":
                updates = room.take_log(read_batch(body))
                room.fan([sync_frame(UPDATE, update) for update in updates])
                if room.ahead:
                    self.spawn(self._heal(room))
            case "presence":
                room.hears(read_presence(body))
                room.fan([body])
            case "who":
                if (greeting := room.greet()) and any(one.client for one in room.people.values()):
                    self.bell.tell_presence(room, greeting)
            case "kept":
                room.kept(Reader(body).integer())
                room.patience = MOST_PATIENCE
                room.fan([HISTORY])
            case "news":
                if body.decode() == WRITTEN:
                    await self.catch_up(room)
                else:
                    room.fan([body.decode()])

    # Now and then -------------------------------------------------------------------------------------

    async def _look_around(self) -> None:
        looked_at = 0.0
        while True:
            await asyncio.sleep(LOOK_SECONDS_ALONE)
            pause = LOOK_SECONDS if self.bell.hears else LOOK_SECONDS_ALONE
            self._keep_rows()
            if time.monotonic() - looked_at >= pause:
                looked_at = time.monotonic()
                try:
                    await self._look_at_heads()
                    await self._forget()
                except Exception as trouble:  # noqa: BLE001  PostgreSQL may be away; the next look comes soon
                    log.warning("Could not look at open documents: %s", trouble)

    async def _look_at_heads(self) -> None:
        """What was written elsewhere and never told to us."""
        for program_id in {room.program_id for room in self.rooms.values()}:
            rooms = [room for room in self.rooms.values() if room.program_id == program_id]
            heads = await self.store.heads(program_id, [room.document for room in rooms])
            for room in rooms:
                head = heads.get(room.document)
                if head is None or head.epoch != room.epoch:
                    self.close(room, RESET)
                elif head.seq > room.applied and not room.committing:
                    await self.catch_up(room)

    def _keep_rows(self) -> None:
        """Rows are made of documents a little after words came, while those in memory are those on disk."""
        at = time.monotonic()
        for room in self.rooms.values():
            if room.dirty_since is None or room.keeping or at - room.dirty_since < KEEP_AFTER_SECONDS + room.patience:
                continue
            if room.settled:
                room.keeping = True
                self.spawn(self._keep(room, keep_room(room)))
            elif at - room.dirty_since > 2 * KEEP_AFTER_SECONDS:
                room.keeping = True
                self.spawn(self._keep(room, partial(keep_from_log, room)))

    async def _keep(self, room: Room, work: Callable[[], int]) -> None:
        since, room.dirty_since = room.dirty_since, None
        try:
            seq = await self.thread(work)
        except Exception:
            room.dirty_since = since
            log.exception("The rows of a sheet could not be made; tried again.")
            await asyncio.sleep(1)
        else:
            room.kept(seq)
            room.patience = 0.0
            if room.materialised - room.snapshot_seq >= COMPACT_AT:
                room.snapshot_seq = room.materialised
            self.bell.tell_kept(room, seq)
            room.fan([HISTORY])
        finally:
            room.keeping = False

    async def _forget(self) -> None:
        at = time.monotonic()
        for room in list(self.rooms.values()):
            if gone := room.forget_silent(at=at):
                room.fan([gone])
            idle = room.idle_since is not None and at - room.idle_since > IDLE_SECONDS
            if idle and not room.clients and room.settled and room.dirty_since is None:
                del self.rooms[room.document]
                self.opening.pop(room.document, None)
                self.bell.part(room)


def first_frames(room: Room, client: Client) -> list[bytes | str]:
    """What somebody hears who comes in: our state, which asks for what we lack, and who is here."""
    frames: list[bytes | str] = [sync_frame(STEP_1, room.replica.doc.get_state())] if client.visitor.writes else []
    greeting = room.greet()
    return [*frames, greeting] if greeting else frames
