"""What can go wrong while people write together. Each fault happens once, in the middle of a round."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core.management import call_command

from ilc.tenancy.scope import program_scope
from inquiry.coediting.log import compact
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Document, DocumentUpdate, Placemat
from tests.live import Server
from tests.own_servers import OwnServers
from tests.typist import Ledger, Typist


@dataclass
class Round:
    """What a fault may lay its hands on."""

    own: OwnServers
    servers: Sequence[Server]
    program_id: int
    placemats: Sequence[UUID]
    typists: Sequence[Typist]
    chance: random.Random
    ends_pages: bool = False
    kept: list[Ledger] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)


type Fault = Callable[[Round], Awaitable[None]]


async def one_server_is_killed(now: Round) -> None:
    """Killed, and back after a second; meanwhile one page of each document has no network for two seconds."""
    away = now.typists[:: len(now.typists) // len(now.placemats)]
    for one in away:
        one.offline = True
        await one.cut()
    now.servers[0].kill()
    await asyncio.sleep(1)
    await asyncio.to_thread(now.servers[0].start)
    await asyncio.sleep(1)
    for one in away:
        one.offline = False


async def a_server_is_killed_while_logs_are_folded(now: Round) -> None:
    """As before, and all the time logs become snapshots."""
    folding = asyncio.create_task(_fold(now))
    await one_server_is_killed(now)
    await folding


async def _fold(now: Round) -> None:
    while not now.over.is_set():
        await sync_to_async(_fold_once)(now)
        await asyncio.sleep(0.2)


def _fold_once(now: Round) -> None:
    for pk in now.placemats:
        with program_scope(now.program_id):
            placemat = Placemat.objects.select_related("document").get(pk=pk)
            ensure_fresh(placemat)
            if placemat.document:
                compact(placemat.document, least=20)


async def everything_is_killed(now: Round) -> None:
    """Both servers and all pages, at one stroke. Only the log is left."""
    for server in now.servers:
        server.kill()
    for one in now.typists:
        one.stopped = True
    for server in now.servers:
        await asyncio.to_thread(server.start)


async def postgres_is_killed(now: Round) -> None:
    """Away for two seconds. Nothing is told to be saved meanwhile, and no page is closed."""
    await asyncio.to_thread(now.own.kill_postgres)
    await asyncio.sleep(2)
    await asyncio.to_thread(now.own.start_postgres)


async def redis_is_killed(now: Round) -> None:
    """Away for three seconds: servers look into the log."""
    await asyncio.to_thread(now.own.kill_valkey)
    await asyncio.sleep(3)
    await asyncio.to_thread(now.own.start_valkey)


async def a_page_withholds_updates(now: Round) -> None:
    """Some pages keep every fifth update to themselves until they are asked."""
    for one in now.typists[::3]:
        one.withholds = True


async def a_backup_is_restored(now: Round) -> None:
    """The documents become what they were a second ago, under servers and pages that hold newer ones."""
    before = [Ledger(saved=set(one.saved), saved_away=set(one.saved_away)) for one in _ledgers(now)]
    backup = await sync_to_async(_backup)(now)
    await asyncio.sleep(1)
    after = {id(one): Ledger() for one in _ledgers(now)}
    for one in now.typists:
        one.after_reset = after[id(one.ledger)]
    for old, earlier in zip(_ledgers(now), before, strict=True):
        earlier.taken_away = old.taken_away  # whoever took away later may have been in the backup or not
    now.kept = before
    await sync_to_async(_restore)(now, backup)
    await asyncio.sleep(3)


def _ledgers(now: Round) -> list[Ledger]:
    return list({id(one.ledger): one.ledger for one in now.typists}.values())


type Backup = list[tuple[Document, list[DocumentUpdate]]]


def _backup(now: Round) -> Backup:
    with program_scope(now.program_id):
        # one moment, as a backup is: between a document and its log nobody writes
        documents = Document.objects.select_for_update(of=("self",)).filter(placemats__in=now.placemats).order_by("pk")
        return [(one, list(one.updates.order_by("seq"))) for one in documents]


def _restore(now: Round, backup: Backup) -> None:
    with program_scope(now.program_id):
        for document, updates in backup:
            Document.objects.select_for_update().get(pk=document.pk)  # in the order in which servers take them
            document.updates.all().delete()
            document.save()
            DocumentUpdate.objects.bulk_create(updates)
    call_command("new_epochs", verbosity=0)


FAULTS: dict[str, Fault] = {
    "kill -9 of one server, some pages offline": one_server_is_killed,
    "kill -9 of one server while logs are folded": a_server_is_killed_while_logs_are_folded,
    "kill -9 of both servers and all pages": everything_is_killed,
    "kill -9 of PostgreSQL, away for 2 s": postgres_is_killed,
    "kill -9 of Redis, away for 3 s": redis_is_killed,
    "pages that withhold updates": a_page_withholds_updates,
    "a backup restored under open pages": a_backup_is_restored,
}
