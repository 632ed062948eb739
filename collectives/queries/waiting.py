"""Who waits for a seat, in which order, and whether the next free one would fit them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from collectives.models import Collective, Formation, Participant, Seat, WaitingPlace, WaitingState
from collectives.queries.formation_seats import FormationSeats, formation_of, formation_seats, person_for
from collectives.queries.seat import place_name
from collectives.queries.seat_fit import Blocked, blocks

type Annotated = Any  # a queryset with annotations, which the stubs cannot name


@dataclass(frozen=True)
class WaitingRow:
    """Somebody who waits, as those who run the program see them. `number` counts from 1.

    `anywhere`: they wait for a seat in any collective of the formation. `sits`: where they sit now.
    """

    pk: UUID
    participant: UUID
    name: str
    initials: str
    position: str
    at: str
    number: int
    since: datetime
    anywhere: bool
    sits: Sequence[str]
    blocked: Sequence[Blocked]

    @property
    def fits(self) -> bool:
        """Whether the next free seat is for them, when nobody before them fits."""
        return not self.blocked


@dataclass(frozen=True)
class WaitedFor:
    """A collective somebody waits for, as they see it themselves."""

    pk: UUID
    number: int
    collective: str
    formation: str


def queue(collective: Collective, formation: Formation | None) -> QuerySet[WaitingPlace]:
    """The places of people who would take a seat here and have none here, first come first. One SQL query."""
    here = Seat.objects.filter(collective=collective, left_at=None).values("participant")
    waited = Q(collective=collective)
    if formation:
        waited |= Q(collective=None, formation=formation)
    rows = WaitingPlace.objects.filter(waited, state=WaitingState.WAITING, participant__left_at=None)
    people = rows.exclude(participant__in=here).select_related(
        "participant__school__district__region", "participant__district__region", "participant__user"
    )
    return people.order_by("since", "pk")


def list_waiting(collective: Collective) -> list[WaitingRow]:
    """Who waits for a seat in this collective, in order, and what stands in the way. At most sixteen SQL queries."""
    formation = formation_of(collective)
    seats = formation_seats(formation) if formation else None
    return [
        _row(place, number, blocks_of(place, collective, seats))
        for number, place in enumerate(_with_seats(queue(collective, formation)), 1)
    ]


def list_waiting_anywhere(formation: Formation) -> list[WaitingRow]:
    """Who waits for a seat in any collective of a formation, in order. One SQL query."""
    rows = WaitingPlace.objects.filter(
        formation=formation, collective=None, state=WaitingState.WAITING, participant__left_at=None
    ).select_related("participant__school__district", "participant__district")
    return [_row(place, number, ()) for number, place in enumerate(_with_seats(rows.order_by("since", "pk")), 1)]


def list_waited_for(participant: Participant) -> list[WaitedFor]:
    """What this person waits for, and their number on each list. Two SQL queries."""
    own = list(
        WaitingPlace.objects.filter(participant=participant, state=WaitingState.WAITING)
        .select_related("collective", "formation")
        .order_by("since")
    )
    lists = WaitingPlace.objects.filter(
        Q(collective__in=[one.collective_id for one in own if one.collective_id])
        | Q(collective=None, formation__in=[one.formation_id for one in own if one.formation_id]),
        state=WaitingState.WAITING,
    ).values_list("collective_id", "formation_id", "since")
    before = list(lists) if own else []
    return [
        WaitedFor(
            one.pk,
            1
            + sum(
                since < one.since
                and (
                    one.collective_id == collective
                    if one.collective_id
                    else formation == one.formation_id and not collective
                )
                for collective, formation, since in before
            ),
            one.collective.name if one.collective else "",
            one.formation.title if one.formation else "",
        )
        for one in own
    ]


def blocks_of(place: WaitingPlace, collective: Collective, seats: FormationSeats | None) -> tuple[Blocked, ...]:
    """What stands in the way of the person of this place. Nothing where there is no formation: first come. No SQL.

    Who put themselves on the list of one collective wants its theme and knows its time.
    """
    group = seats.group(collective) if seats else None
    if seats is None or group is None:
        return ()
    silent = person_for(place.participant, group)
    known = seats.person(place.participant)
    person = known or replace(silent, languages=frozenset({place.participant.language}))
    if place.collective_id and place.put_by_id == place.participant_id:
        person = replace(person, choices=(*person.choices, group.theme), slots=person.slots | {group.slot})
    return blocks(seats, group, person)


def _with_seats(rows: QuerySet[WaitingPlace]) -> Annotated:
    seats = Seat.objects.filter(participant=OuterRef("participant"), left_at=None).order_by("collective__name")
    return rows.annotate(sits=ArraySubquery(seats.values("collective__name")))


def _row(place: Any, number: int, blocked: Sequence[Blocked]) -> WaitingRow:
    person = place.participant
    return WaitingRow(
        place.pk,
        person.pk,
        person.name,
        person.initials,
        person.get_position_display(),
        place_name(person),
        number,
        place.since,
        place.collective_id is None,
        place.sits,
        blocked,
    )
