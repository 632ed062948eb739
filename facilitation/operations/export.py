"""Asking for an export, writing its file, and letting it go after a week."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Rendering, RenderingState
from collectives.operations.rendering import FORGET, ask_rendering, begin_rendering, finish_rendering
from collectives.permissions.collective import visible_collectives
from facilitation.operations.export_json import write_archive
from facilitation.operations.export_sheets import write_csv_archive, write_workbook
from facilitation.operations.export_stage import StagedExport
from facilitation.permissions.export import can_export_collectives, can_export_program
from facilitation.queries.export import (
    KEPT,
    KIND,
    ON_ITS_WAY,
    ExportFormat,
    ExportSubject,
    ExportWhat,
    own_exports,
    read_subject,
)
from facilitation.queries.export_rows import ExportScope
from ilc.due import Lease, finish, lock_batch, schedule
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

AT_ONCE: Final = 50


class NotTheirsToExport(Refused):
    """The right to it ended after it was asked for."""


@dataclass(frozen=True)
class ExportJob:
    """All that a worker needs to make an export."""

    program: Program
    subject: ExportSubject
    scope: ExportScope
    digest: str
    language: str

    @property
    def file(self) -> str:
        """The key under which it is stored."""
        return f"p{self.program.pk}/exports/{self.digest}.{self.subject.extension}"


@transaction.atomic
def ask_export(subject: ExportSubject, *, by: Participant, language: str, now: datetime) -> Rendering:
    """The one of this that is on its way for them, or a new one: data change, so no export is given twice."""
    Participant.objects.select_for_update(no_key=True).get(pk=by.pk)  # one may press twice
    under_way = own_exports(by).filter(subject=subject.key, state__in=ON_ITS_WAY).first()
    return under_way or ask_rendering(
        kind=KIND,
        subject=subject.key,
        digest=uuid4().hex,
        title=export_title(subject, by=by)[:250],
        language=language,
        by=by,
        now=now,
    )


def may_export(participant: Participant, subject: ExportSubject) -> bool:
    """Whether this is theirs to take along. One SQL query at most."""
    if subject.what is ExportWhat.PROGRAM:
        return can_export_program(participant)
    if subject.what is ExportWhat.COLLECTIVES:
        return can_export_collectives(participant)
    return visible_collectives(participant).filter(pk__in=[subject.collective]).exists()


def export_title(subject: ExportSubject, *, by: Participant) -> str:
    """What it is called, and its file."""
    if subject.what is ExportWhat.COLLECTIVE:
        return visible_collectives(by).get(pk__in=[subject.collective]).name
    name = Program.objects.get(pk=bound_program_id()).name
    return name if subject.what is ExportWhat.PROGRAM else _("Collectives of %(program)s") % {"program": name}


def begin_export(lease: Lease, *, now: datetime) -> ExportJob | None:
    """What to make; None when nobody waits for it any more. Raises NotTheirsToExport."""
    rendering = begin_rendering(lease.key)
    if rendering is None:
        finish(lease, now=now)
        return None
    subject, exporter = read_subject(rendering.subject), rendering.asked_by
    if exporter.left_at or not may_export(exporter, subject):
        raise NotTheirsToExport(_("This is no longer yours to export."))
    scope = ExportScope(exporter, whole=subject.what is ExportWhat.PROGRAM, collective=subject.collective)
    program = Program.objects.get(pk=lease.program_id)
    return ExportJob(program, subject, scope, rendering.digest, rendering.language)


def write_export(file: BinaryIO, job: ExportJob, staged: StagedExport, *, now: datetime) -> None:
    """The file itself, in the language of the page it was asked for on. No SQL."""
    writers: dict[ExportFormat, Callable[[BinaryIO, StagedExport], None]] = {
        ExportFormat.CSV: write_csv_archive,
        ExportFormat.XLSX: write_workbook,
    }
    if job.subject.form in writers:
        writers[job.subject.form](file, staged)
    else:
        write_archive(file, staged, program=job.program, now=now)


def finish_export(lease: Lease, job: ExportJob, *, rows: int, size: int, now: datetime) -> None:
    """It is stored, and kept for a week. Nothing happens when nobody waits for it any more."""
    if finish_rendering(lease, file=job.file, pages=None, rows=rows, size=size, now=now):
        schedule(FORGET, lease.key, due_at=now + KEPT)


def forget_exports(*, now: datetime) -> int:
    """Let go of the files that were kept for a week; that they were made stays known. How many. Safe to run twice."""
    with transaction.atomic():
        rows = lock_batch(FORGET, now=now, limit=AT_ONCE)
        for row in rows:
            rendering = Rendering.objects.filter(pk=row.key, state=RenderingState.DONE).exclude(file="").first()
            if rendering:
                default_storage.delete(rendering.file)
                rendering.file = ""
                rendering.save(update_fields=["file"])
            row.done_at = now
            row.save(update_fields=["done_at"])
    return len(rows)
