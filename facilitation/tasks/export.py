"""Making exports. Safe to run twice, or at once in two workers: the due row decides who works."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from celery import shared_task
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from collectives.operations.rendering import FORGET, give_up_rendering, retry_rendering
from collectives.operations.rendering_notice import mind_asker
from collectives.tasks.rendering import LEASE, NobodyWaits, check_attempts, holding, ring_again, telling
from facilitation.operations.export import (
    ExportJob,
    NotTheirsToExport,
    begin_export,
    finish_export,
    forget_exports,
    write_export,
)
from facilitation.operations.export_stage import stage_export
from facilitation.queries.export import KIND, READ, STORE, WRITE
from ilc.due import Lease, claim, waiting_programs
from ilc.files import keep_file
from ilc.tenancy.scope import program_scope

log = logging.getLogger(__name__)
FILE: Final = "export"


@shared_task(acks_late=True)
def make_export(*, program_id: int, rendering_pk: str) -> None:
    """Make one export, if it is due and nobody else is making it."""
    lease = claim(program_id, KIND, rendering_pk, now=timezone.now(), lease=LEASE)
    if lease is None:
        return
    with program_scope(program_id):
        try:
            job = begin_export(lease, now=timezone.now())
        except NotTheirsToExport as reason:
            give_up_rendering(lease, trouble=str(reason), now=timezone.now())
            return
    if job:
        with translation.override(job.language):
            _make(lease, job)
        with program_scope(program_id):
            mind_asker(lease.key, now=timezone.now())


@shared_task
def sweep_exports() -> None:
    """Ring for every export that is due and that nobody makes: its bell was lost, or its worker."""
    ring_again(KIND, make_export)


@shared_task
def sweep_old_exports() -> None:
    """Let go of the files that were kept for a week."""
    for program_id in waiting_programs(FORGET, now=timezone.now()):
        with program_scope(program_id):
            forget_exports(now=timezone.now())


def _make(lease: Lease, job: ExportJob) -> None:
    try:
        check_attempts(lease)
        with holding(lease):
            rows, size = _make_file(lease, job)
    except NobodyWaits:
        log.info("Nobody waits for this export any more.")
    except Exception:
        log.exception("An export could not be made (attempt %d).", lease.attempt)
        with program_scope(lease.program_id):
            trouble = _("Something came between while the file was being written. Nothing of your program was changed.")
            retry_rendering(lease, trouble=trouble, now=timezone.now())
    else:
        with program_scope(lease.program_id):
            finish_export(lease, job, rows=rows, size=size, now=timezone.now())


def _make_file(lease: Lease, job: ExportJob) -> tuple[int, int]:
    """Read, write and store it: how many rows, how many bytes. What is written aside is gone afterwards."""
    tell = telling(lease)
    with TemporaryDirectory(prefix="export-") as folder:
        tell(READ)
        staged = stage_export(
            lease.program_id,
            job.scope,
            Path(folder),
            tell=lambda rows: tell(READ, rows=rows),
            tell_again=lambda rows: tell(WRITE, rows=rows),
        )
        tell(WRITE)
        path = Path(folder) / FILE
        with path.open("wb+") as file:
            write_export(file, job, staged, now=timezone.now())
            tell(STORE)
            size = file.seek(0, 2)
            file.seek(0)
            keep_file(job.file, file)
    return staged.rows, size
