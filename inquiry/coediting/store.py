"""The log in PostgreSQL, for servers of sockets: psycopg on the event loop, each transaction bound to its program."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool

from inquiry.coediting.wire import Logged

CONNECTIONS = 4  # of each process
BIND = "SELECT set_config('app.program_id', %s, true)"
APPEND = """
SELECT document, before
FROM append_to_log(%(program)s, %(documents)s::uuid[], %(epochs)s::uuid[], %(payloads)s::bytea[], %(people)s::uuid[],
                   %(moments)s::timestamptz[])
"""
HEADS = "SELECT id, head_seq, materialised_seq, epoch FROM document WHERE program_id = %s AND id = ANY(%s)"
STATE = """
SELECT head_seq, materialised_seq, snapshot_seq, epoch, CASE WHEN snapshot_seq > %s THEN snapshot END
FROM document WHERE program_id = %s AND id = %s
"""
UPDATES = """
SELECT seq, payload, by_id, at FROM document_update WHERE program_id = %s AND document_id = %s AND seq > %s ORDER BY seq
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


@dataclass(frozen=True)
class Addition:
    """One update that waits to be written down."""

    document: UUID
    epoch: UUID
    update: Logged


class Store:
    """The connections of one process."""

    def __init__(self) -> None:
        options: Mapping[str, Any] = settings.DATABASES["default"]
        names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        given = {key: str(options[name]) for key, name in names.items() if options.get(name)}
        self.pool = AsyncConnectionPool(
            make_conninfo("", **given, **options.get("OPTIONS", {})),
            min_size=1,
            max_size=CONNECTIONS,
            open=False,
            kwargs={"autocommit": True},
        )

    async def open(self) -> None:
        """Begin to connect. Comes back at once: who asks while PostgreSQL is away waits, or is told."""
        await self.pool.open(wait=False)

    async def append(self, program_id: int, additions: Sequence[Addition]) -> Mapping[UUID, int]:
        """Write the updates down, all or none. By document, the number before its first: what is reset is missing."""
        values = {
            "program": program_id,
            "documents": [one.document for one in additions],
            "epochs": [one.epoch for one in additions],
            "payloads": [one.update.payload for one in additions],
            "people": [one.update.by for one in additions],
            "moments": [one.update.at for one in additions],
        }
        async with self.pool.connection() as connection:
            cursor = await connection.execute(APPEND, values, binary=True)
            return dict(await cursor.fetchall())

    async def heads(self, program_id: int, documents: Iterable[UUID]) -> Mapping[UUID, Head]:
        """How far each document is. What leaves in one pipeline is one transaction: the binding lasts to its end."""
        async with self.pool.connection() as connection, connection.pipeline():
            await connection.execute(BIND, [str(program_id)])
            cursor = await connection.execute(HEADS, [program_id, list(documents)], binary=True)
        return {document: Head(*head) for document, *head in await cursor.fetchall()}

    async def read(self, program_id: int, document: UUID, *, known: int) -> State | None:
        """What stands behind update `known`; None when there is no such document. Snapshot and log of one moment."""
        async with self.pool.connection() as connection, connection.transaction():
            await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            await connection.execute(BIND, [str(program_id)])
            cursor = await connection.execute(STATE, [known, program_id, document], binary=True)
            row = await cursor.fetchone()
            if row is None:
                return None
            head, materialised_seq, snapshot_seq, epoch, snapshot = row
            since = max(known, snapshot_seq)
            cursor = await connection.execute(UPDATES, [program_id, document, since], binary=True)
            updates = [Logged(*one) for one in await cursor.fetchall()]
        return State(Head(head, materialised_seq, epoch), snapshot, snapshot_seq, updates)
