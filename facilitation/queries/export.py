"""The exports somebody asked for, and how far the one is that is being made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant, Rendering, RenderingState
from collectives.queries.rendering import Steps

KIND: Final = "export"
KEPT: Final = timedelta(days=7)
READ, WRITE, STORE = "read", "write", "store"
STEPS: Final[Steps] = ((READ, _("Reading the rows")), (WRITE, _("Writing the file")), (STORE, _("Keeping the file")))
ON_ITS_WAY: Final = (RenderingState.WAITING, RenderingState.WORKING)
MOST_LISTED: Final = 20


class ExportWhat(StrEnum):
    """What is taken along."""

    PROGRAM = "program"
    COLLECTIVES = "collectives"
    COLLECTIVE = "collective"


class ExportFormat(StrEnum):
    """As what it is written, with its words."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


FORMAT_WORDS: Final[dict[ExportFormat, tuple[str | Promise, str | Promise]]] = {
    ExportFormat.XLSX: (_("Workbook (XLSX)"), _("One sheet for each table and a dictionary: for a spreadsheet.")),
    ExportFormat.CSV: (_("Tables (CSV)"), _("One file for each table, packed in one: for statistics programs.")),
    ExportFormat.JSON: (_("JSON"), _("Everything as machines read it, with a published schema and checksums.")),
}


@dataclass(frozen=True)
class ExportSubject:
    """What is exported and as what; how a rendering names it is `key`."""

    what: ExportWhat
    form: ExportFormat
    collective: UUID | None = None

    @property
    def key(self) -> str:
        """The subject of the rendering."""
        return f"{self.place}:{self.form}"

    @property
    def place(self) -> str:
        """What all exports of the same thing have in common."""
        return f"{self.what}:{self.collective}" if self.collective else str(self.what)

    @property
    def extension(self) -> str:
        """How the file's name ends."""
        return "xlsx" if self.form is ExportFormat.XLSX else "zip"


@dataclass(frozen=True)
class ExportRow:
    """An export that was made: `gone` once it is no longer kept."""

    pk: UUID
    title: str
    form_words: str
    rows: int
    size: int
    done_at: datetime
    until: datetime
    gone: bool


def read_subject(key: str) -> ExportSubject:
    """What a rendering is about."""
    what, *collective, form = key.split(":")
    return ExportSubject(ExportWhat(what), ExportFormat(form), UUID(collective[0]) if collective else None)


def own_exports(participant: Participant) -> QuerySet[Rendering]:
    """Those that somebody asked for themself: what is in one depends on who asked, so it is nobody else's."""
    return Rendering.objects.filter(kind=KIND, asked_by=participant).order_by("-asked_at", "-pk")


def latest_export(participant: Participant, places: Sequence[str]) -> Rendering | None:
    """The one of these places that somebody asked for last, whatever became of it. One SQL query."""
    theirs = [Q(subject__startswith=f"{place}:") for place in places]
    return own_exports(participant).filter(reduce(or_, theirs)).first()


def made_exports(participant: Participant, places: Sequence[str]) -> list[ExportRow]:
    """Those of these places that were made, the newest first. One SQL query."""
    theirs = [Q(subject__startswith=f"{place}:") for place in places]
    rows = own_exports(participant).filter(reduce(or_, theirs), state=RenderingState.DONE)[:MOST_LISTED]
    return [_row(row, read_subject(row.subject)) for row in rows]


def _row(row: Rendering, subject: ExportSubject) -> ExportRow:
    done_at = row.done_at or row.asked_at
    return ExportRow(
        pk=row.pk,
        title=row.title,
        form_words=str(FORMAT_WORDS[subject.form][0]),
        rows=row.rows or 0,
        size=row.size or 0,
        done_at=done_at,
        until=done_at + KEPT,
        gone=not row.file,
    )
