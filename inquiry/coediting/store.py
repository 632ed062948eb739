"""The log in PostgreSQL, for servers of sockets: asyncpg, which asks least of the event loop (decision 0032).

Each transaction is bound to its program.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

import asyncpg
from django.conf import settings

from inquiry.coediting.wire import Logged

CONNECTIONS = 4  # of each process
ONLY_LIBPQ = {
    *("connect_timeout", "tcp_user_timeout", "client_encoding", "channel_binding", "gssencmode", "load_balance_hosts"),
    *("keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count"),
}
BIND = "SELECT set_config('app.program_id', $1, true)"
APPEND = """
SELECT document, before
FROM append_to_log($1, $2::uuid[], $3::uuid[], $4::bytea[], $5::uuid[], $6::timestamptz[])
"""
HEADS = "SELECT id, head_seq, materialised_seq, epoch FROM document WHERE program_id = $1 AND id = ANY($2)"
STATE = """
SELECT head_seq, materialised_seq, snapshot_seq, epoch, CASE WHEN snapshot_seq > $1 THEN snapshot END
FROM document WHERE program_id = $2 AND id = $3
"""
UPDATES = """
SELECT seq, payload, by_id, at FROM document_update WHERE program_id = $1 AND document_id = $2 AND seq > $3 ORDER BY seq
"""


@dataclass(frozen=True)
class Head:
    """How far a document is: its log, the rows made of it, and its epoch."""

    seq: int
    materialised_seq: int
    epoch: UUID


@dataclass(frozen=True)
class State:
    """What somebody lacks who knows a document up to a number: perhaps a snapshot, and the updates behind it."""

    head: Head
    snapshot: bytes | None
    snapshot_seq: int
    updates: Sequence[Logged]


class Addition(NamedTuple):
    """One update that waits to be written down."""

    document: UUID
    epoch: UUID
    update: Logged


class Store:
    """The connections of one process.

    Kept by hand: asyncpg's pool starts a task to take each back, which costs half as much as an append does.
    """

    def __init__(self) -> None:
        self.address = address(settings.DATABASES["default"])
        self.spare: list[asyncpg.Connection] = []
        self.places = asyncio.Semaphore(CONNECTIONS)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[asyncpg.Connection]:
        """One that nobody else uses meanwhile. What fails on it ends it, and whoever asks next connects again."""
        async with self.places:
            connection = self.spare.pop() if self.spare else await asyncpg.connect(self.address)
            try:
                yield connection
            except BaseException:
                connection.terminate()
                raise
            self.spare.append(connection)

    async def append(self, program_id: int, additions: Sequence[Addition]) -> Mapping[UUID, int]:
        """Write the updates down, all or none. By document, the number before its first: what is reset is missing."""
        documents = [one.document for one in additions]
        epochs = [one.epoch for one in additions]
        payloads = [one.update.payload for one in additions]
        people = [one.update.by for one in additions]
        moments = [one.update.at for one in additions]
        async with self._connection() as connection:
            rows = await connection.fetch(APPEND, program_id, documents, epochs, payloads, people, moments)
        return {row["document"]: row["before"] for row in rows}

    async def heads(self, program_id: int, documents: Iterable[UUID]) -> Mapping[UUID, Head]:
        """How far each document is."""
        async with self._connection() as connection, connection.transaction():
            await connection.execute(BIND, str(program_id))
            rows = await connection.fetch(HEADS, program_id, list(documents))
        return {document: Head(*head) for document, *head in rows}

    async def read(self, program_id: int, document: UUID, *, known: int) -> State | None:
        """What stands behind update `known`; None when there is no such document. Snapshot and log of one moment."""
        async with self._connection() as connection, connection.transaction(isolation="repeatable_read"):
            await connection.execute(BIND, str(program_id))
            row = await connection.fetchrow(STATE, known, program_id, document)
            if row is None:
                return None
            head, materialised_seq, snapshot_seq, epoch, snapshot = row
            since = max(known, snapshot_seq)
            updates = [Logged(*one) for one in await connection.fetch(UPDATES, program_id, document, since)]
        return State(Head(head, materialised_seq, epoch), snapshot, snapshot_seq, updates)


def address(options: Mapping[str, Any]) -> str:
    """Where PostgreSQL is, for asyncpg, from an entry of Django's DATABASES. What only libpq knows is left out."""
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {key: options[name] for key, name in names.items() if options.get(name)}
    more = {name: value for name, value in options.get("OPTIONS", {}).items() if name not in ONLY_LIBPQ}
    return "postgresql://?" + urlencode(given | more)
