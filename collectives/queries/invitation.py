"""What an invitation says: the theme, who guides the collective, when it meets and with whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from collectives.models import (
    Collective,
    Facilitator,
    Invitation,
    InvitationState,
    Participant,
    Position,
    Rhythm,
    Seat,
    Theme,
    WaitingPlace,
    WaitingState,
)
from collectives.queries.formation_seats import seats_left
from collectives.queries.rhythm import RhythmDay, describe_rhythm, next_days, rule_of


@dataclass(frozen=True)
class Companion:
    """Somebody one would sit with: a name and a position, no address."""

    pk: UUID
    name: str
    initials: str
    position_code: str

    @property
    def position(self) -> str:
        """What they do, in the language in force. Empty when nobody wrote it down."""
        return str(Position(self.position_code).label) if self.position_code else ""

    def __str__(self) -> str:
        return f"{self.name}, {self.position}" if self.position_code else self.name


@dataclass(frozen=True)
class InvitationSheet:
    """A collective as an invitation to it tells of it, in a mail and on its page."""

    collective: Collective
    facilitators: Sequence[Companion]
    people: Sequence[Companion]
    rhythm: Rhythm | None
    at: datetime
    _told: dict[tuple[str, str], tuple[str, RhythmDay | None]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def meets(self) -> str:
        """The rhythm, in the language in force. Empty when none is set."""
        return self._tell()[0]

    @property
    def first(self) -> RhythmDay | None:
        """The next day the rhythm names, with what the reader's own clocks show."""
        return self._tell()[1]

    def _tell(self) -> tuple[str, RhythmDay | None]:
        """Worked out once for all who read one language by the same clocks: a whole collective is written to."""
        reader = (get_language() or "", timezone.get_current_timezone_name())
        if self.rhythm is None:
            return "", None
        if reader not in self._told:
            days = next_days(rule_of(self.rhythm), after=timezone.localdate(self.at))
            self._told[reader] = describe_rhythm(self.rhythm), days[0] if days else None
        return self._told[reader]


def invitation_sheet(collective: Collective, *, at: datetime) -> InvitationSheet:
    """What there is to say about a collective to somebody invited to it. Three SQL queries."""
    return invitation_sheets([collective], at=at)[collective.pk]


def invitation_sheets(collectives: Iterable[Collective], *, at: datetime) -> dict[UUID, InvitationSheet]:
    """The same for several collectives, by their ids. Three SQL queries."""
    wanted = list(collectives)
    guides: dict[UUID, list[Companion]] = defaultdict(list)
    people: dict[UUID, list[Companion]] = defaultdict(list)
    facilitators = Facilitator.objects.filter(collective__in=wanted, left_at=None).select_related("participant")
    for guide in facilitators.order_by("named_at", "participant__name"):
        guides[guide.collective_id].append(_companion(guide.participant))
    seats = Seat.objects.filter(collective__in=wanted, left_at=None).select_related("participant")
    for seat in seats.order_by("participant__name", "pk"):
        people[seat.collective_id].append(_companion(seat.participant))
    rhythms = {one.collective_id: one for one in Rhythm.objects.filter(collective__in=wanted, ended_at=None)}
    return {one.pk: InvitationSheet(one, guides[one.pk], people[one.pk], rhythms.get(one.pk), at) for one in wanted}


def _companion(person: Participant) -> Companion:
    return Companion(person.pk, person.name, person.initials, person.position)


@dataclass(frozen=True)
class AnswerSheet:
    """An invitation as the page to answer it shows it. `waiting`: which place on the list the person has."""

    invitation: Invitation
    sheet: InvitationSheet
    others: Sequence[Companion]
    stands: bool
    seats_left: int
    waiting: WaitingPlace | None
    waiting_number: int

    @property
    def answered_at(self) -> datetime:
        """When the last answer was given; when it was sent, as long as there is none."""
        return self.invitation.answered_at or self.invitation.sent_at

    @property
    def state(self) -> str:
        """The answer so far; a seat that ended otherwise counts as taken back."""
        seat = self.invitation.seat
        if self.invitation.state != InvitationState.DECLINED and (seat is None or seat.left_at):
            return InvitationState.WITHDRAWN
        return self.invitation.state


def find_invitation(pk: UUID) -> Invitation | None:
    """The latest invitation of the same person to the same collective as this one. At most two SQL queries."""
    asked = Invitation.objects.filter(pk=pk).first()
    if asked is None:
        return None
    rows = Invitation.objects.filter(collective=asked.collective_id, participant=asked.participant_id)
    people = rows.select_related("collective__theme", "participant__user", "seat", "formation", "wished_theme")
    return people.order_by("-sent_at", "-pk").first()


def answer_sheet(invitation: Invitation, *, at: datetime) -> AnswerSheet:
    """What the page of an invitation shows. At most eight SQL queries."""
    sheet = invitation_sheet(invitation.collective, at=at)
    declined = invitation.state == InvitationState.DECLINED
    place = None
    if declined:
        places = WaitingPlace.objects.filter(
            collective=invitation.collective, participant=invitation.participant, state=WaitingState.WAITING
        )
        place = places.first()
    return AnswerSheet(
        invitation,
        sheet,
        [one for one in sheet.people if one.pk != invitation.participant_id],
        stands=invitation.collective.closed_at is None and invitation.participant.left_at is None,
        seats_left=seats_left(invitation.collective) if declined else 0,
        waiting=place,
        waiting_number=waiting_number(place) if place else 0,
    )


def waiting_number(place: WaitingPlace) -> int:
    """Which place on its list somebody has, counted from 1. One SQL query."""
    before = WaitingPlace.objects.filter(
        collective=place.collective_id, formation=place.formation_id, state=WaitingState.WAITING
    )
    return before.filter(since__lt=place.since).count() + 1


def themes_to_wish(invitation: Invitation) -> QuerySet[Theme]:
    """The themes that somebody may ask for instead. One SQL query when read."""
    return Theme.objects.filter(set_aside_at=None).exclude(pk=invitation.collective.theme_id).order_by("name")


def waiting_invitations(participant: Participant) -> list[Invitation]:
    """The invitations this person has not answered, the oldest first, with their collective. One SQL query."""
    rows = Invitation.objects.filter(
        participant=participant, state=InvitationState.SENT, seat__left_at=None, collective__closed_at=None
    )
    return list(rows.select_related("collective__theme").order_by("sent_at"))
