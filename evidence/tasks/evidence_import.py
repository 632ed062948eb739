"""Reading, bringing in and undoing tables of data points. The truth is in `due`; Celery makes it prompt."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, BinaryIO, Final, cast
from uuid import UUID

from celery import shared_task
from django.core.files.storage import default_storage
from django.utils.timezone import localdate, now

from evidence.engine.evidence_import import RowReader
from evidence.operations import evidence_import as due_for
from evidence.operations.evidence_import_bring_in import (
    PointsChangedMeanwhile,
    StoppedMeanwhile,
    back_to_look,
    bring_in,
)
from evidence.operations.evidence_import_check import Checking, begin_check, end_check, refuse_check, stage_points
from evidence.operations.evidence_import_progress import tell_progress
from evidence.operations.evidence_import_undo import undo_import
from ilc.due import Lease, claim, extend, finish, waiting
from ilc.tables.copies import TableCopy
from ilc.tables.reading import MAX_ROWS
from ilc.tables.refusals import TableRefused, TooManyRows
from ilc.tables.seen import RowsSeen
from ilc.tenancy.scope import program_scope

_HOLD: Final = timedelta(seconds=60)
_BATCH: Final = 10_000  # rows in one transaction, fewer where each holds several data points
_MOST_POINTS: Final = MAX_ROWS


@shared_task
def check_evidence_import(*, program_id: int, import_pk: str) -> None:
    """Read a table's copy and stage its data points, a batch to a transaction. Run again, it begins again."""
    lease = claim(program_id, due_for.CHECK, import_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        checking = begin_check(UUID(import_pk), today=localdate())
        if checking is None:
            finish(lease, now=now())
            return
    try:
        if not _stage_everything(lease, checking):
            return
    except TableRefused as refusal:
        with program_scope(program_id):
            if finish(lease, now=now()):
                refuse_check(checking, refusal)
        return
    with program_scope(program_id):
        if finish(lease, now=now()):
            end_check(checking)


@shared_task
def bring_in_evidence(*, program_id: int, import_pk: str) -> None:
    """Bring in a table's data points in one transaction. Run again, it finds nothing to do."""
    lease = claim(program_id, due_for.BRING_IN, import_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    try:
        with program_scope(program_id):
            if extend(lease, until=now() + _HOLD):
                bring_in(UUID(import_pk), progress=lambda line: tell_progress(program_id, import_pk, line))
                finish(lease, now=now())
    except StoppedMeanwhile:
        finish(lease, now=now())
    except PointsChangedMeanwhile:
        with program_scope(program_id):
            if finish(lease, now=now()):
                back_to_look(UUID(import_pk))


@shared_task
def take_back_evidence(*, program_id: int, import_pk: str) -> None:
    """Undo a table in one transaction. Run again, it finds nothing to do."""
    lease = claim(program_id, due_for.UNDO, import_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        if extend(lease, until=now() + _HOLD):
            undo_import(UUID(import_pk))
            finish(lease, now=now())


@shared_task
def sweep_evidence_imports() -> None:
    """Ring again for tables that are due and that nobody works on."""
    tasks: dict[str, Callable[..., Any]] = {
        due_for.CHECK: check_evidence_import.delay,
        due_for.BRING_IN: bring_in_evidence.delay,
        due_for.UNDO: take_back_evidence.delay,
    }
    for kind, ring in tasks.items():
        for program_id, import_pk in waiting(kind, now=now()):
            ring(program_id=program_id, import_pk=import_pk)


def _stage_everything(lease: Lease, checking: Checking) -> bool:
    """Stage all data points. False when the table was stopped, or another worker took over."""
    reader = RowReader(checking.reading, RowsSeen(_MOST_POINTS))
    _spread, columns = checking.reading.spread
    staged = 0
    with default_storage.open(checking.file) as file:
        for rows in TableCopy(cast(BinaryIO, file)).batches(max(1, _BATCH // max(1, len(columns)))):
            points = [point for row in rows for point in reader.read(row)]
            staged += len(points)
            if staged > _MOST_POINTS:
                raise TooManyRows(limit=_MOST_POINTS)
            with program_scope(lease.program_id):
                if not (extend(lease, until=now() + _HOLD) and stage_points(checking, points, rows=len(rows))):
                    return False
    return True
