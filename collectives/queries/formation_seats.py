"""The collectives that came from a formation as they sit today, in the words of the engine; and which those are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from uuid import UUID
from zoneinfo import ZoneInfo

from collectives.engine.formation.problem import Assignment, Facilitator, Person, Problem
from collectives.engine.formation.problem import Collective as Group
from collectives.engine.rhythm import instant
from collectives.engine.weekly_times import half_hour_of
from collectives.models import (
    MAX_SEATS,
    Collective,
    Formation,
    Invitation,
    Participant,
    ProposedCollective,
    Rhythm,
    Seat,
    Surroundings,
)
from collectives.models import Facilitator as Guide
from collectives.queries.formation_people import surroundings_of
from collectives.queries.formation_problem import formation_facts
from collectives.queries.seat import district_name


@dataclass(frozen=True)
class FormationSeats:
    """Who sits where, and everything a formation has to go by. Keys are ids as text.

    Who sits without having answered, and a facilitator who offered nothing, are taken as what they do now. `apart`:
    every pair that a rule keeps apart, those, too, of whom one has neither answered nor a seat.
    """

    formation: Formation
    problem: Problem
    assignment: Assignment
    collectives: Mapping[str, Collective]
    names: Mapping[str, str]
    apart: tuple[tuple[str, str], ...]

    def group(self, collective: Collective) -> Group | None:
        """The collective as the engine knows it. None when it did not come from this formation, or is closed."""
        key = str(collective.pk)
        return next((one for one in self.assignment.collectives if one.key == key), None)

    def person(self, participant: Participant) -> Person | None:
        """What somebody wants and can do. None for who has not answered and sits nowhere."""
        key = str(participant.pk)
        return next((one for one in self.problem.people if one.key == key), None)


def formation_of(collective: Collective) -> Formation | None:
    """The formation a collective came from, or was last filled for. At most two SQL queries."""
    proposed = ProposedCollective.objects.filter(collective=collective).select_related("proposal__formation")
    if (found := proposed.order_by("-pk").first()) is not None:
        return found.proposal.formation
    invited = Invitation.objects.filter(collective=collective, formation__isnull=False).select_related("formation")
    latest = invited.order_by("-sent_at").first()
    return latest.formation if latest else None


def seats_in(formation: Formation | None) -> int:
    """How many may sit in a collective: what its formation says, and never more than ten."""
    return formation.most if formation else MAX_SEATS


def seats_left(collective: Collective) -> int:
    """How many seats are free. Three SQL queries."""
    taken = Seat.objects.filter(collective=collective, left_at=None).count()
    return max(0, seats_in(formation_of(collective)) - taken)


def formation_seats(formation: Formation) -> FormationSeats:
    """How the open collectives of a formation sit now. Thirteen SQL queries, however many there are."""
    proposed = _proposed(formation)
    collectives = {one.pk: one for row in proposed if (one := row.collective) is not None}
    seats = list(
        Seat.objects.filter(collective__in=list(collectives), left_at=None)
        .select_related("participant__school__district__region", "participant__district__region")
        .order_by("number")
    )
    groups = _groups(formation, proposed, collectives, seats)
    facts = formation_facts(formation)
    unknown = {group.slot for group in groups} - set(facts.slots)
    people = {
        person.key: replace(person, slots=person.slots | unknown) if unknown else person
        for person in facts.problem.people
    }
    by_key = {group.key: group for group in groups}
    for seat in seats:
        key, group = str(seat.participant_id), by_key[str(seat.collective_id)]
        people.setdefault(key, person_for(seat.participant, group))
    apart = tuple(sorted({pair for rule in facts.apart for pair in combinations(sorted(rule.people), 2)}))
    problem = replace(
        facts.problem,
        people=tuple(people.values()),
        apart=tuple(pair for pair in apart if people.keys() >= set(pair)),
        facilitators=_facilitators(facts.problem.facilitators, groups),
    )
    names = {str(seat.participant_id): seat.participant.name for seat in seats}
    names |= {key: fact.name for key, fact in facts.facts.items()}
    return FormationSeats(
        formation, problem, Assignment(groups), {str(pk): one for pk, one in collectives.items()}, names, apart
    )


def _groups(
    formation: Formation,
    proposed: Iterable[ProposedCollective],
    collectives: Mapping[UUID, Collective],
    seats: Sequence[Seat],
) -> tuple[Group, ...]:
    rhythms = {row.collective_id: row for row in Rhythm.objects.filter(collective__in=list(collectives), ended_at=None)}
    slots = {
        row.collective_id: _slot(rhythms.get(row.collective_id), formation, row.half_hour)
        for row in proposed
        if row.collective_id
    }
    guides = _guides(collectives)
    return tuple(
        Group(
            str(pk),
            str(one.theme_id),
            slots[pk],
            one.language,
            guides.get(pk, f"nobody:{pk}"),
            tuple(str(seat.participant_id) for seat in seats if seat.collective_id == pk),
        )
        for pk, one in collectives.items()
    )


def person_for(participant: Participant, group: Group) -> Person:
    """Somebody who said nothing, as if they wanted what this collective is. No SQL when places were selected."""
    district = participant.school.district if participant.school else participant.district
    around = surroundings_of(participant)
    return Person(
        str(participant.pk),
        (group.theme,),
        frozenset({group.slot}),
        frozenset({participant.language, group.language}),
        participant.position,
        district_name(participant),
        district.region.name if district else "",
        rural=around == Surroundings.RURAL,
        large=around == Surroundings.LARGE,
    )


def _proposed(formation: Formation) -> Sequence[ProposedCollective]:
    rows = ProposedCollective.objects.filter(proposal__formation=formation, collective__closed_at=None)
    return list(rows.exclude(collective=None).select_related("collective__theme").order_by("collective__name", "pk"))


def _guides(collectives: Iterable[UUID]) -> dict[UUID, str]:
    rows = Guide.objects.filter(collective__in=list(collectives), left_at=None).order_by("-named_at")
    return {row.collective_id: str(row.participant_id) for row in rows}


def _slot(rhythm: Rhythm | None, formation: Formation, half_hour: int) -> int:
    """The half-hour of the formation's week at which a collective begins: what its rhythm says by now."""
    if rhythm is None or rhythm.weekday is None:
        return half_hour
    if rhythm.zone == formation.zone:
        return half_hour_of(rhythm.weekday, rhythm.wall_time)
    day = datetime.fromordinal(rhythm.starts_on.toordinal() + (rhythm.weekday - rhythm.starts_on.weekday()) % 7).date()
    shown = instant(day, rhythm.wall_time, rhythm.zone).astimezone(ZoneInfo(formation.zone))
    return half_hour_of(shown.weekday(), shown.time())


def _facilitators(offered: Sequence[Facilitator], groups: Sequence[Group]) -> tuple[Facilitator, ...]:
    known = {one.key: one for one in offered}
    guided: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        guided[group.facilitator].append(group)
    for key, led in guided.items():
        one = known.get(key, Facilitator(key, frozenset(), frozenset(), frozenset(), 0))
        known[key] = replace(
            one,
            themes=one.themes | {group.theme for group in led},
            slots=one.slots | {group.slot for group in led},
            languages=one.languages | {group.language for group in led},
            capacity=max(one.capacity, len(led)),
        )
    return tuple(known.values())
