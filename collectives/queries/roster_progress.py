"""How far a roster is. Inside the one transaction of bringing in nobody sees the rows, so a hint is kept outside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.cache import cache
from django.utils.translation import gettext as _

from collectives.models import RosterImport, RosterState
from ilc.tenancy.scope import bound_program_id


@dataclass(frozen=True)
class RosterTask:
    """What a page shows of work under way; `percent` is None when nobody can know."""

    title: str
    percent: int | None
    poll_url: str
    left: str = ""
    steps: Sequence[tuple[str, str]] = ()
    done: bool = False


def roster_task(roster: RosterImport, *, poll_url: str) -> RosterTask:
    """The work on a roster that is being read, brought in or undone. No SQL."""
    if roster.state == RosterState.UNDOING:
        return RosterTask(_("Taking back what was brought in"), None, poll_url)
    total = roster.rows_total or 0
    if roster.state == RosterState.CHECKING:
        row, title = roster.rows_read, _("Reading row %(row)s of about %(total)s")
    else:
        row, title = told_progress(bound_program_id(), str(roster.pk)), _("Bringing in row %(row)s of %(total)s")
    if not row or not total:
        return RosterTask(_("Waiting for its turn"), None, poll_url)
    row = min(row, total)
    return RosterTask(title % {"row": intcomma(row), "total": intcomma(total)}, 100 * row // total, poll_url)


def told_progress(program_id: int, roster_pk: str) -> int:
    """The latest line that was told, 0 when none was."""
    return int(cache.get(progress_key(program_id, roster_pk)) or 0)


def progress_key(program_id: int, roster_pk: str) -> str:
    """Where the cache holds that line."""
    return f"p{program_id}:roster:{roster_pk}"
