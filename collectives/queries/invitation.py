"""What an invitation says: the theme, who guides the collective, when it meets and with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from collectives.models import Collective, Facilitator, Participant, Rhythm, Seat
from collectives.queries.rhythm import RhythmDay, describe_rhythm, next_days, open_rhythm, rule_of


@dataclass(frozen=True)
class Companion:
    """Somebody one would sit with: a name and a position, no address."""

    pk: UUID
    name: str
    initials: str
    position: str


@dataclass(frozen=True)
class InvitationSheet:
    """A collective as an invitation to it tells of it, in a mail and on its page."""

    collective: Collective
    facilitators: Sequence[Companion]
    people: Sequence[Companion]
    rhythm: Rhythm | None
    at: datetime

    @property
    def meets(self) -> str:
        """The rhythm, in the language in force. Empty when none is set."""
        return describe_rhythm(self.rhythm) if self.rhythm else ""

    @property
    def first(self) -> RhythmDay | None:
        """The next day the rhythm names, with what the reader's own clocks show."""
        if self.rhythm is None:
            return None
        days = next_days(rule_of(self.rhythm), after=timezone.localdate(self.at))
        return days[0] if days else None


def invitation_sheet(collective: Collective, *, at: datetime) -> InvitationSheet:
    """What there is to say about a collective to somebody invited to it. Three SQL queries."""
    facilitators = Facilitator.objects.filter(collective=collective, left_at=None).select_related("participant")
    seats = Seat.objects.filter(collective=collective, left_at=None).select_related("participant")
    return InvitationSheet(
        collective,
        [_companion(one.participant) for one in facilitators.order_by("named_at", "participant__name")],
        [_companion(one.participant) for one in seats.order_by("participant__name", "pk")],
        open_rhythm(collective),
        at,
    )


def _companion(person: Participant) -> Companion:
    return Companion(person.pk, person.name, person.initials, person.get_position_display())
