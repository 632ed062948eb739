"""Who sits in a collective, and how mixed the group is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext, ngettext

from collectives.models import Collective, Facilitator, Invitation, Participant, Position, Role, RoleGrant, Seat
from collectives.permissions.participant import visible_participants
from collectives.permissions.seat import visible_seats

LISTED = 30

type Annotated = Any  # a queryset with annotations, which the stubs cannot name


@dataclass(frozen=True)
class SeatRow:
    """One taken seat, and who sits there. `invitation`: how theirs stands, a state; empty when there was none."""

    pk: UUID
    number: int
    participant: UUID
    name: str
    initials: str
    position: str
    at: str
    district: str
    seated_at: datetime
    invitation: str = ""
    email: str = ""


def list_seats(collective: Collective, *, addresses: Mapping[UUID, str] | None = None) -> list[SeatRow]:
    """The seats taken now, by number; with the e-mails that the reader may see, if any. One SQL query."""
    emails = addresses or {}
    invited = Invitation.objects.filter(seat=OuterRef("pk")).order_by("-sent_at").values("state")[:1]
    seats = (
        visible_seats(collective)
        .filter(left_at=None)
        .select_related("participant__school__district", "participant__district")
        .annotate(invitation=Subquery(invited))
    )
    rows = [_seat_row(seat, seat.participant) for seat in seats.order_by("number")]
    return [replace(row, email=emails.get(row.participant, "")) for row in rows]


def _seat_row(seat: Any, person: Participant) -> SeatRow:
    return SeatRow(
        seat.pk,
        seat.number,
        person.pk,
        person.name,
        person.initials,
        person.get_position_display(),
        place_name(person),
        district_name(person),
        seat.seated_at,
        seat.invitation or "",
    )


def district_name(person: Participant) -> str:
    """The district of a participant: their school's, or their own. No SQL when both were selected with the row."""
    if person.school:
        return person.school.district.name
    return person.district.name if person.district else ""


def place_name(person: Participant) -> str:
    """The school and the district of a participant, as far as they are known. Costs as district_name."""
    return ", ".join(part for part in (person.school.name if person.school else "", district_name(person)) if part)


def mix_in_words(seats: Sequence[SeatRow]) -> str:
    """How mixed a group is: "9 leaders from 4 districts: 3 principals and 6 others". Empty for an empty group."""
    if not seats:
        return ""
    leaders = ngettext("%(count)d leader", "%(count)d leaders", len(seats)) % {"count": len(seats)}
    districts = len({seat.district for seat in seats if seat.district})
    if districts:
        where = ngettext("%(count)d district", "%(count)d districts", districts) % {"count": districts}
        leaders = gettext("%(leaders)s from %(districts)s") % {"leaders": leaders, "districts": where}
    positions = Counter(seat.position for seat in seats if seat.position)
    order = {str(label): place for place, label in enumerate(Position.labels)}
    parts = [
        gettext("%(position)s (%(count)d)") % {"position": position, "count": count}
        for position, count in sorted(positions.items(), key=lambda item: (-item[1], order.get(item[0], 0)))
    ]
    return gettext("%(leaders)s: %(mix)s") % {"leaders": leaders, "mix": ", ".join(parts)} if parts else leaders


@dataclass(frozen=True)
class FormerSeatRow:
    """A seat that ended."""

    name: str
    left_at: datetime
    left_by: str
    reason: str


@dataclass(frozen=True)
class Candidate:
    """Somebody who could get a seat or a task in a collective. `elsewhere`: the collectives they sit in now."""

    pk: UUID
    name: str
    initials: str
    position: str
    at: str
    elsewhere: Sequence[str]
    facilitates: bool


def list_former_seats(collective: Collective) -> list[FormerSeatRow]:
    """The seats that ended, latest first. One SQL query."""
    seats = visible_seats(collective).exclude(left_at=None).select_related("participant", "left_by")
    return [
        FormerSeatRow(seat.participant.name, seat.left_at, seat.left_by.name if seat.left_by else "", seat.left_reason)
        for seat in seats.order_by("-left_at")
        if seat.left_at
    ]


def find_ended_seat(collective: Collective, pk: UUID | None) -> Seat | None:
    """A seat of this collective that ended, if its participant has none there now. At most one SQL query."""
    if pk is None:
        return None
    now_there = Seat.objects.filter(collective=collective, left_at=None, participant=OuterRef("participant"))
    seats = visible_seats(collective).exclude(left_at=None).exclude(Exists(now_there))
    return seats.select_related("participant").filter(pk=pk).first()


def find_candidates(participant: Participant, collective: Collective, *, words: str) -> tuple[list[Candidate], bool]:
    """People without a seat in this collective whose name, school or district holds the words.

    Leaders come first, and among them those who sit nowhere.
    The second value tells whether there are more than are listed. One SQL query.
    """
    here = Seat.objects.filter(participant=OuterRef("pk"), left_at=None, collective=collective)
    people = _people(participant, words).exclude(Exists(here)).order_by("-leads", "sits", "name", "pk")
    return _candidates(people)


def find_possible_facilitators(
    participant: Participant, collective: Collective, *, words: str
) -> tuple[list[Candidate], bool]:
    """People who do not guide this collective, those with the facilitator's role first. One SQL query."""
    here = Facilitator.objects.filter(participant=OuterRef("pk"), left_at=None, collective=collective)
    people = _people(participant, words).exclude(Exists(here)).order_by("-facilitates_some", "name", "pk")
    return _candidates(people)


def _people(participant: Participant, words: str) -> Annotated:
    seats = Seat.objects.filter(participant=OuterRef("pk"), left_at=None)
    grants = RoleGrant.objects.filter(participant=OuterRef("pk"), taken_at=None)
    people = visible_participants(participant).filter(left_at=None)
    for word in words.split():
        people = people.filter(
            Q(name__icontains=word)
            | Q(school__name__icontains=word)
            | Q(district__name__icontains=word)
            | Q(school__district__name__icontains=word)
        )
    return people.select_related("school__district", "district").annotate(
        sits=Exists(seats),
        leads=Exists(grants.filter(role=Role.LEADER)),
        elsewhere=ArraySubquery(seats.order_by("collective__name").values("collective__name")),
        facilitates_some=Exists(grants.filter(role=Role.FACILITATOR)),
    )


def _candidates(people: Annotated) -> tuple[list[Candidate], bool]:
    rows = [
        Candidate(
            person.pk,
            person.name,
            person.initials,
            person.get_position_display(),
            place_name(person),
            person.elsewhere,
            person.facilitates_some,
        )
        for person in people[: LISTED + 1]
    ]
    return rows[:LISTED], len(rows) > LISTED
