"""One document that people have open at this server: its words, who is here, what waits to be written down."""

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from inquiry.coediting.access import Visitor
from inquiry.coediting.kind import Sheet, SheetKind
from inquiry.coediting.news import sheet_channel
from inquiry.coediting.replica import Replica
from inquiry.coediting.store import State
from inquiry.coediting.wire import STEP_1, UPDATE, Logged, Presence, presence_frame, saved_frame, sync_frame
from inquiry.engine.saving import Touch

MOST_PEOPLE = 200  # sockets of one document at one server
MAX_DOCUMENT = 4_000_000  # bytes
MOST_PATIENCE = 0.25  # seconds more for servers that did not make the rows last: one makes them for all
PRESENCE_SECONDS = 45  # clients say every 15 seconds that they are here


class Client(Protocol):
    """A socket, as a room sees it. `push` never waits."""

    visitor: Visitor

    def push(self, frames: Sequence[bytes | str]) -> None: ...
    def turn_away(self, code: int) -> None: ...


@dataclass(slots=True)
class Waiting:
    """A sync message of a client that is durable once all before it are. `update` None: it added nothing."""

    client: Client
    count: int
    update: Logged | None
    parts: frozenset[str]


@dataclass(slots=True)
class Here:
    """What one page said of itself, and when. `client` None: at another server."""

    clock: int
    state: dict[str, Any]
    client: Client | None
    seen_at: float


@dataclass(eq=False)
class Room:
    """Updates go into the replica as they come, into `queue`, and to the others once they are on disk."""

    program_id: int
    document: UUID
    kind: SheetKind
    sheet: UUID
    epoch: UUID
    replica: Replica = field(init=False)
    applied: int = 0
    materialised: int = 0
    snapshot_seq: int = 0
    size: int = 0
    ahead: set[int] = field(default_factory=set)
    clients: set[Client] = field(default_factory=set)
    queue: list[Waiting] = field(default_factory=list)
    committing: bool = False
    touches: list[Touch] = field(default_factory=list)
    people: dict[int, Here] = field(default_factory=dict)
    dirty_since: float | None = None
    patience: float = field(default_factory=lambda: random.uniform(0, MOST_PATIENCE))  # noqa: S311  nobody gains by guessing it
    keeping: bool = False
    row: Sheet | None = None  # to make rows for; read once
    idle_since: float | None = None
    channel: str = field(init=False)  # where servers tell each other of it
    asked_at: float = field(default_factory=time.monotonic)  # whether those here still may

    def __post_init__(self) -> None:
        self.replica = self.kind.replica()
        self.channel = sheet_channel(self.program_id, self.kind.name, self.sheet)

    @property
    def settled(self) -> bool:
        """Whether what is in memory is what the log says up to `applied`, no more and no less."""
        return not (self.queue or self.committing or self.ahead)

    def take_state(self, state: State) -> list[bytes]:
        """Bring in what others wrote; what our clients have not seen of it."""
        news = []
        if state.snapshot is not None and state.snapshot_seq > self.applied:
            if self.applied:
                self.replica.apply(state.snapshot)
            else:
                self.replica = self.kind.replica([state.snapshot])  # sooner, because nobody watches what it changes
            self.size = len(state.snapshot)
            self._note(range(self.applied + 1, state.snapshot_seq + 1))
            news.append(state.snapshot)
        self.materialised = max(self.materialised, state.head.materialised_seq)
        self.snapshot_seq = max(self.snapshot_seq, state.snapshot_seq)
        return news + self.take_log(state.updates)

    def take_log(self, updates: Iterable[Logged]) -> list[bytes]:
        """Bring in numbered updates of other servers; those that were new."""
        news = []
        for one in updates:
            if one.seq <= self.applied or one.seq in self.ahead:
                continue
            parts = self.replica.apply(one.payload)
            self.written(one, parts)
            news.append(one.payload)
        return news

    def written(self, update: Logged, parts: Iterable[str]) -> None:
        """Note that an update that is in memory has this number in the log."""
        self._note([update.seq])
        self.size += len(update.payload)
        if update.seq > self.materialised:
            self.touches += [Touch(update.seq, part, update.by, update.at) for part in parts]
            self.dirty_since = self.dirty_since or time.monotonic()

    def kept(self, seq: int) -> None:
        """Rows stand as the document did at this number. What came after waits since it came."""
        self.materialised = max(self.materialised, seq)
        self.touches = [touch for touch in self.touches if touch.seq > self.materialised]
        waits = (datetime.now(UTC) - self.touches[0].at).total_seconds() if self.touches else 0.0
        self.dirty_since = time.monotonic() - max(0.0, waits) if self.touches else None

    def offer(self, client: Client, count: int, step: int, body: bytes) -> bool:
        """Take in what a client wrote, and let it wait for the disk. False when the document would become too large.

        What has no effect is either known already, or waits for something that the client holds back: then it is
        written down all the same, and the client is asked for everything, once. Raises ValueError.
        """
        if self.size + len(body) > MAX_DOCUMENT:
            return False
        parts = self.replica.apply(body)
        effect = self.replica.effect
        waits = (effect is None or step != UPDATE) and self.replica.lacks_of(body)
        if waits and step == UPDATE:
            client.push([sync_frame(STEP_1, self.replica.doc.get_state())])
        payload = body if waits or (effect and step == UPDATE) else effect
        update = Logged(0, payload, client.visitor.participant, datetime.now(UTC)) if payload else None
        self.queue.append(Waiting(client, count, update, parts))
        return True

    def deliver(self, batch: Sequence[Waiting], before: int) -> list[Logged]:
        """The batch is on disk from number `before` + 1 on: number it, show it to the others, tell who sent it."""
        logged, counts, frames = [], {}, []
        for one in batch:
            counts[one.client] = one.count
            if one.update is None:
                continue
            before += 1
            update = one.update._replace(seq=before)
            self.written(update, one.parts)
            frames.append((one.client, sync_frame(UPDATE, update.payload)))
            logged.append(update)
        for client in self.clients:
            client.push([frame for writer, frame in frames if writer is not client])
        for client, count in counts.items():
            client.push([saved_frame(count)])
        return logged

    def fan(self, frames: Sequence[bytes | str], *, besides: Client | None = None) -> None:
        """To everybody here but one."""
        for client in self.clients:
            if client is not besides:
                client.push(frames)

    def _note(self, seqs: Iterable[int]) -> None:
        for seq in seqs:
            if seq == self.applied + 1:
                self.applied = seq
            elif seq > self.applied:
                self.ahead.add(seq)
        if self.ahead:
            while self.applied + 1 in self.ahead:
                self.applied += 1
            self.ahead = {seq for seq in self.ahead if seq > self.applied}

    # Who is here ------------------------------------------------------------------------------------

    def greet(self) -> bytes | None:
        """Everybody who is here, for somebody who comes."""
        states = [Presence(client, one.clock, one.state) for client, one in self.people.items()]
        return presence_frame(states) if states else None

    def says(self, client: Client, states: Sequence[Presence]) -> bytes | None:
        """What a page says of itself, under the name that we know; the frame for the others. None: nothing new.

        Raises Impostor when it speaks for another's page, or gives itself another name.
        """
        told = []
        for one in states:
            here = self.people.get(one.client)
            if here is not None and here.state["user"]["id"] != str(client.visitor.participant):
                if one.state is None or one.clock <= here.clock:
                    continue  # clients repeat what they heard
                raise Impostor("speaks for another's page")
            if here is not None and one.state is not None and one.clock <= here.clock:
                here.client, here.seen_at = client, time.monotonic()
            elif here is not None or one.state is not None:
                told.append(self._keep(client, one))
        return presence_frame(told) if told else None

    def _keep(self, client: Client, one: Presence) -> Presence:
        if one.state is None:
            self.people.pop(one.client, None)
            return one
        visitor = client.visitor
        claimed = one.state.get("user")
        if isinstance(claimed, dict) and claimed.get("name", visitor.name) != visitor.name:
            raise Impostor("gives itself another name")
        user = {"id": str(visitor.participant), "name": visitor.name, "initials": visitor.initials}
        state = one.state | {"user": user}
        self.people[one.client] = Here(one.clock, state, client, time.monotonic())
        return Presence(one.client, one.clock, state)

    def hears(self, states: Sequence[Presence]) -> None:
        """What another server says of the pages there."""
        for one in states:
            here = self.people.get(one.client)
            if here is not None and (here.client is not None or one.clock < here.clock):
                continue
            if one.state is None:
                self.people.pop(one.client, None)
            else:
                self.people[one.client] = Here(one.clock, one.state, None, time.monotonic())

    def leave(self, client: Client) -> bytes | None:
        """A socket has closed: its pages are no longer here."""
        self.clients.discard(client)
        gone = [(page, one.clock) for page, one in self.people.items() if one.client is client]
        return self._gone(gone)

    def forget_silent(self, *, at: float) -> bytes | None:
        """Pages of other servers that have said nothing for long: that server may be dead."""
        silent = [
            (page, one.clock)
            for page, one in self.people.items()
            if one.client is None and at - one.seen_at > PRESENCE_SECONDS
        ]
        return self._gone(silent)

    def _gone(self, pages: Sequence[tuple[int, int]]) -> bytes | None:
        for page, _clock in pages:
            del self.people[page]
        return presence_frame([Presence(page, clock, None) for page, clock in pages]) if pages else None


class Impostor(Exception):
    """Somebody speaks in another's name."""
