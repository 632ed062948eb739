"""Writing to a collective's people that their cycle is closed, and when the closing is taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from collectives.models import Notice, Participant
from collectives.operations.notice import Message, write_notices
from collectives.permissions.collective import people_of
from evidence.models import PlanLine
from facilitation.models import Renewal, RenewalChoice
from facilitation.operations.renewal_undo import UNDONE_WITHIN

KIND = "renewal"


def write_renewal_notices(renewal: Renewal, *, now: datetime) -> list[Notice]:
    """Write to members and facilitators with an account, also to who left with this closing, but for whoever pressed.

    Each reads what the group said, how much goes on, the next cycle's days, and what they bring to it by its evidence
    plan. A closing that was taken back (`undone_at`) is told likewise. A fixed number of SQL queries.
    """
    went = dict(renewal.seats.exclude(seat=None).values_list("participant", "staying"))
    by = renewal.undone_by or renewal.closed_by
    assert by is not None
    here = Participant.objects.filter(
        pk__in=people_of(renewal.cycle.collective) | went.keys(), user__isnull=False, left_at=None
    )
    told = here.exclude(pk=by.pk).select_related("user").order_by("name", "pk")
    context = {
        "by": by,
        "renewal": renewal,
        "cycle": renewal.cycle,
        "collective": renewal.cycle.collective,
        "undone": renewal.undone_at is not None,
        "following": renewal.next_cycle,
        "until": renewal.closed_at and renewal.closed_at + UNDONE_WITHIN,
        **_count(renewal),
    }
    lines = _lines(renewal)
    what = "undone" if context["undone"] else "closed"
    messages = [
        Message(
            person,
            f"{what}:{renewal.pk}:{person.pk}",
            context | {"goes": went.get(person.pk, ""), "lines": lines.get(person.pk, [])},
        )
        for person in told
    ]
    return write_notices(messages, kind=KIND, template="renewal", now=now)


def _count(renewal: Renewal) -> Mapping[str, int]:
    """How many parts go on as they are, in other words, or not."""
    choices = list(renewal.parts.values_list("choice", flat=True))
    return {
        "kept": choices.count(RenewalChoice.KEEP),
        "sharpened": choices.count(RenewalChoice.SHARPEN),
        "dropped": choices.count(RenewalChoice.DROP),
    }


def _lines(renewal: Renewal) -> Mapping[UUID, Sequence[PlanLine]]:
    """What is promised for the next cycle, by who brings it, the earliest first."""
    if renewal.next_cycle is None:
        return {}
    rows = PlanLine.objects.filter(indicator__placemat__cycle=renewal.next_cycle, ended_at=None)
    lines: dict[Any, list[PlanLine]] = {}
    for row in rows.select_related("indicator").order_by("first_due", "pk"):
        lines.setdefault(row.participant_id, []).append(row)
    return lines
