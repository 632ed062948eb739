"""Reading, bringing in and undoing rosters in the background. The truth is in `due`; Celery makes it prompt."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, BinaryIO, Final, cast
from uuid import UUID

from celery import shared_task
from django.core.files.storage import default_storage
from django.utils.timezone import now

from collectives.engine.roster import check_row
from collectives.operations import roster as due_for
from collectives.operations.roster_bring_in import PeopleChangedMeanwhile, back_to_look, bring_in
from collectives.operations.roster_check import Reading, begin_check, end_check, refuse_check, stage_rows
from collectives.operations.roster_progress import tell_progress
from collectives.operations.roster_undo import undo_roster
from ilc.due import Lease, claim, extend, finish, waiting
from ilc.tables.opening import open_table
from ilc.tables.reading import MAX_ROWS
from ilc.tables.refusals import TableRefused
from ilc.tables.seen import RowsSeen
from ilc.tenancy.scope import program_scope

_HOLD: Final = timedelta(seconds=60)
_BATCH: Final = 5_000  # rows in one transaction


@shared_task
def check_roster(*, program_id: int, roster_pk: str) -> None:
    """Read a roster's file and stage its rows, a batch to a transaction. Run again, it begins again."""
    lease = claim(program_id, due_for.CHECK, roster_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        reading = begin_check(UUID(roster_pk))
        if reading is None:
            finish(lease, now=now())
            return
    try:
        if not _stage_everything(lease, reading):
            return
    except TableRefused as refusal:
        with program_scope(program_id):
            if finish(lease, now=now()):
                refuse_check(reading, refusal)
        return
    with program_scope(program_id):
        if finish(lease, now=now()):
            end_check(reading)


@shared_task
def bring_in_roster(*, program_id: int, roster_pk: str) -> None:
    """Bring in a roster's people in one transaction. Run again, it finds nothing to do."""
    lease = claim(program_id, due_for.BRING_IN, roster_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    try:
        with program_scope(program_id):
            if extend(lease, until=now() + _HOLD):
                bring_in(UUID(roster_pk), progress=lambda line: tell_progress(program_id, roster_pk, line))
                finish(lease, now=now())
    except PeopleChangedMeanwhile:
        with program_scope(program_id):
            if finish(lease, now=now()):
                back_to_look(UUID(roster_pk))


@shared_task
def take_back_roster(*, program_id: int, roster_pk: str) -> None:
    """Undo a roster in one transaction. Run again, it finds nothing to do."""
    lease = claim(program_id, due_for.UNDO, roster_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        if extend(lease, until=now() + _HOLD):
            undo_roster(UUID(roster_pk))
            finish(lease, now=now())


@shared_task
def sweep_rosters() -> None:
    """Ring again for rosters that are due and that nobody works on."""
    tasks: dict[str, Callable[..., Any]] = {
        due_for.CHECK: check_roster.delay,
        due_for.BRING_IN: bring_in_roster.delay,
        due_for.UNDO: take_back_roster.delay,
    }
    for kind, ring in tasks.items():
        for program_id, roster_pk in waiting(kind, now=now()):
            ring(program_id=program_id, roster_pk=roster_pk)


def _stage_everything(lease: Lease, reading: Reading) -> bool:
    """Stage all rows. False when the roster was stopped, or another worker took over."""
    with default_storage.open(reading.file) as file:
        table = open_table(cast(BinaryIO, file))
        seen = RowsSeen(MAX_ROWS)
        for rows in table.batches(_BATCH):
            checked = [check_row(row, reading.mapping, seen) for row in rows]
            with program_scope(lease.program_id):
                staged = extend(lease, until=now() + _HOLD) and stage_rows(
                    reading,
                    checked,
                    share_read=table.bytes_read / table.size,
                )
            if not staged:
                return False
    return True
