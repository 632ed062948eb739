"""The log of help: what was given, by whom, when, what comes next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from collectives.models import Collective, Facilitator, Participant
from facilitation.models import Help
from facilitation.permissions.support_flag import visible_help

SHOWN = 50


@dataclass(frozen=True)
class HelpRow:
    """One entry. `addressed_to`: the facilitator who reads it, too; empty where it is for staff alone."""

    pk: UUID
    kind: str
    text: str
    given_on: date
    by: str
    initials: str
    addressed_to: str
    next_step: str


def help_log(collective: Collective, participant: Participant) -> list[HelpRow]:
    """What of one collective's log the participant may read, the latest first. One SQL query."""
    return _rows(visible_help(participant).filter(collective=collective))


def offered_to(collective: Collective, participant: Participant) -> list[HelpRow]:
    """What was addressed to one, as its facilitator. One SQL query."""
    return _rows(Help.objects.filter(collective=collective, addressed_to=participant))


def facilitators_now(collective: Collective) -> QuerySet[Participant]:
    """Those who guide it now, by name: somebody an entry can be addressed to."""
    guides = Facilitator.objects.filter(collective=collective, left_at=None)
    return Participant.objects.filter(pk__in=guides.values("participant")).order_by("name", "pk")


def _rows(entries: QuerySet[Help]) -> list[HelpRow]:
    found = entries.select_related("by", "addressed_to").order_by("-given_on", "-at", "pk")[:SHOWN]
    return [
        HelpRow(
            pk=entry.pk,
            kind=str(entry.get_kind_display()),
            text=entry.text,
            given_on=entry.given_on,
            by=entry.by.name,
            initials=entry.by.initials,
            addressed_to=entry.addressed_to.name if entry.addressed_to else "",
            next_step=entry.next_step,
        )
        for entry in found
    ]
