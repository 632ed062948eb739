"""How far a table is. Inside the one transaction of bringing in nobody sees the rows: a hint is kept outside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.cache import cache
from django.utils.translation import gettext as _

from evidence.models import EvidenceImport, EvidenceImportState
from ilc.tenancy.scope import bound_program_id


@dataclass(frozen=True)
class ImportTask:
    """What a page shows of work under way; `percent` is None when nobody can know."""

    title: str
    percent: int | None
    poll_url: str
    left: str = ""
    steps: Sequence[tuple[str, str]] = ()
    done: bool = False


def import_task(evidence_import: EvidenceImport, *, poll_url: str) -> ImportTask:
    """The work on a table that is being read, brought in or undone. No SQL."""
    if evidence_import.state == EvidenceImportState.UNDOING:
        return ImportTask(_("Taking back what was brought in"), None, poll_url)
    total = evidence_import.rows_total
    if evidence_import.state == EvidenceImportState.CHECKING:
        row, title = evidence_import.rows_read, _("Reading row %(row)s of %(total)s")
    else:
        row = told_progress(bound_program_id(), str(evidence_import.pk))
        title = _("Bringing in row %(row)s of %(total)s")
    if not row or not total:
        return ImportTask(_("Waiting for its turn"), None, poll_url)
    row = min(row, total)
    return ImportTask(title % {"row": intcomma(row), "total": intcomma(total)}, 100 * row // total, poll_url)


def told_progress(program_id: int, import_pk: str) -> int:
    """The latest row that was told, 0 when none was."""
    return int(cache.get(progress_key(program_id, import_pk)) or 0)


def progress_key(program_id: int, import_pk: str) -> str:
    """Where the cache holds that row."""
    return f"p{program_id}:evidence-import:{import_pk}"
