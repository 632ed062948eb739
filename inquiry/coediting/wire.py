"""What goes over the socket and between servers: y-websocket's binary protocol and a little of our own.

A frame is a list of unsigned integers (7 bits a byte, the lowest first) and byte strings with their length before them.
Source: y-protocols, PROTOCOL.md (sync and awareness).
"""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

SYNC, AWARENESS, SAVED = 0, 1, 100
STEP_1, STEP_2, UPDATE = 0, 1, 2
NOTHING = b"\x00\x00"  # the update that changes nothing
MOST_DIGITS = 63  # bits of the largest integer
MAX_MESSAGE = 1_000_000  # bytes
MAX_STATE = 4_000  # characters of one person's presence
NOBODY = UUID(int=0)
EPOCH_OF_TIME = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Malformed(ValueError):
    """Bytes that say nothing in this protocol."""


class Reader:
    """Reads a frame from its beginning. Every method raises Malformed where the bytes end too early."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def integer(self) -> int:
        value = shift = 0
        while True:
            if self.at >= len(self.data) or shift > MOST_DIGITS:
                raise Malformed("an integer without an end")
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if byte < 128:  # noqa: PLR2004  the highest bit says that more follow
                return value
            shift += 7

    def take(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise Malformed("fewer bytes than were announced")
        self.at += size
        return self.data[self.at - size : self.at]

    def string(self) -> bytes:
        return self.take(self.integer())

    def end(self) -> None:
        if self.at != len(self.data):
            raise Malformed("bytes after the end")


def integer(value: int) -> bytes:
    """An unsigned integer."""
    out = bytearray()
    while value > 127:  # noqa: PLR2004
        out.append(128 | (value & 127))
        value >>= 7
    out.append(value)
    return bytes(out)


def string(data: bytes) -> bytes:
    """Bytes with their length before them."""
    return integer(len(data)) + data


@dataclass(frozen=True, slots=True)
class SyncMessage:
    """`step` is one of STEP_1 (a state, which asks for what it lacks), STEP_2 and UPDATE (both an update)."""

    step: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Presence:
    """What one client says of itself. `state` None: it has gone."""

    client: int
    clock: int
    state: dict[str, Any] | None


def read_message(data: bytes) -> SyncMessage | list[Presence]:
    """One frame from a client. Raises Malformed."""
    reader = Reader(data)
    kind = reader.integer()
    if kind == SYNC:
        step = reader.integer()
        if step not in {STEP_1, STEP_2, UPDATE}:
            raise Malformed("no such step")
        message = SyncMessage(step, reader.string())
        reader.end()
        return message
    if kind == AWARENESS:
        states = _read_presence(Reader(reader.string()))
        reader.end()
        return states
    raise Malformed("no such message")


def read_presence(frame: bytes) -> list[Presence]:
    """What another server told with `presence_frame`. Raises Malformed."""
    message = read_message(frame)
    if isinstance(message, SyncMessage):
        raise Malformed("no presence")
    return message


def _read_presence(reader: Reader) -> list[Presence]:
    states = []
    for _ in range(reader.integer()):
        client, clock, text = reader.integer(), reader.integer(), reader.string()
        if len(text) > MAX_STATE:
            raise Malformed("a presence that says too much")
        try:
            state = json.loads(text)
        except (ValueError, RecursionError) as reason:
            raise Malformed("a presence that is no JSON") from reason
        if state is not None and not isinstance(state, dict):
            raise Malformed("a presence that is no object")
        states.append(Presence(client, clock, state))
    return states


def sync_frame(step: int, body: bytes) -> bytes:
    """A state or an update on its way to a client."""
    return bytes((SYNC, step)) + string(body)


def saved_frame(count: int) -> bytes:
    """The first `count` sync messages of this socket are on disk."""
    return bytes((SAVED,)) + integer(count)


def presence_frame(states: Sequence[Presence]) -> bytes:
    """Who is here, for clients."""
    body = bytearray(integer(len(states)))
    for one in states:
        text = json.dumps(one.state, ensure_ascii=False, separators=(",", ":")).encode()
        body += integer(one.client) + integer(one.clock) + string(text)
    return bytes((AWARENESS,)) + string(bytes(body))


class Logged(NamedTuple):
    """One update of the log. `seq` is 0 before it has got its number."""

    seq: int
    payload: bytes
    by: UUID | None
    at: datetime


def batch_bytes(updates: Sequence[Logged]) -> bytes:
    """Consecutive updates on their way to another server."""
    body = bytearray(integer(updates[0].seq) + integer(len(updates)))
    for one in updates:
        moment = (one.at - EPOCH_OF_TIME) // MICROSECOND
        body += (one.by or NOBODY).bytes + moment.to_bytes(8) + string(one.payload)
    return bytes(body)


def read_batch(data: bytes) -> list[Logged]:
    """What `batch_bytes` made. Raises Malformed."""
    reader = Reader(data)
    first, count = reader.integer(), reader.integer()
    updates = []
    for step in range(count):
        by = _person(reader.take(16))
        at = EPOCH_OF_TIME + int.from_bytes(reader.take(8)) * MICROSECOND
        updates.append(Logged(first + step, reader.string(), by, at))
    reader.end()
    return updates


@functools.lru_cache(maxsize=1000)
def _person(data: bytes) -> UUID | None:
    by = UUID(bytes=data)
    return None if by == NOBODY else by
