"""A proposal as the engine takes it: its collectives and seats as an assignment, its pins; and who is in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from collectives.engine.formation.check import Verdict, check
from collectives.engine.formation.problem import Assignment, Collective, Person, Pins
from collectives.models import Ballot, Participant, Proposal, ProposedCollective
from collectives.queries.formation_people import PersonFacts, facts_of, facts_of_people
from collectives.queries.formation_problem import FormationFacts, formation_facts


@dataclass(frozen=True)
class Seating:
    """A proposal and everything it has to go by. Keys of collectives and people are their ids as text.

    `strangers` are people who sit in it and whom the formation does not know: they left, do not take part any more, or
    were seated by hand without an answer. `gone` left the program, or said that they take no part. `seen` are all whom
    it has placed, or left without a seat.
    """

    proposal: Proposal
    given: FormationFacts
    rows: Mapping[str, ProposedCollective]
    assignment: Assignment
    pins: Pins
    strangers: Mapping[str, PersonFacts]
    gone: frozenset[str]
    seen: frozenset[str]

    @cached_property
    def verdict(self) -> Verdict:
        """What the engine says to it: broken rules, a sheet for each collective, the score."""
        return check(self.given.problem, self.assignment, pins=self.pins)

    @cached_property
    def places(self) -> Mapping[str, Collective]:
        """The collective of everybody who has a seat."""
        return self.assignment.places()

    @cached_property
    def known(self) -> Mapping[str, Person]:
        """The people of the problem, by their keys."""
        return {person.key: person for person in self.given.problem.people}

    @cached_property
    def _guided(self) -> Mapping[str, list[Collective]]:
        guided: dict[str, list[Collective]] = defaultdict(list)
        for collective in self.assignment.collectives:
            guided[collective.facilitator].append(collective)
        return guided

    def guided_by(self, facilitator: str) -> list[Collective]:
        """The collectives that somebody guides in it."""
        return self._guided.get(facilitator, [])

    @cached_property
    def by_key(self) -> Mapping[str, Collective]:
        """Its collectives by their keys."""
        return {collective.key: collective for collective in self.assignment.collectives}

    @property
    def bound(self) -> int | None:
        """What no proposal can pass, in tenths, where that is proven for the answers as they are now."""
        return None if self.overtaken else self.proposal.bound

    @property
    def overtaken(self) -> bool:
        """Whether an answer, an offer, a rule or a theme changed since it was formed. Never one made by hand."""
        return bool(self.proposal.digest) and self.proposal.digest != self.given.digest

    def person(self, key: str) -> PersonFacts:
        """Who somebody in it is."""
        return self.given.facts.get(key) or self.strangers[key]

    @property
    def unplaced(self) -> list[str]:
        """Those who answered and have no seat, in the order of the problem."""
        return [person.key for person in self.given.problem.people if person.key not in self.places]


def seating_of(proposal: Proposal, *, given: FormationFacts | None = None, also: Participant | None = None) -> Seating:
    """A proposal, with what its formation has to go by now; `also` somebody whom it may not know yet.

    Four SQL queries, and those of formation_facts.
    """
    given = given or formation_facts(proposal.formation, weights=proposal.asked.get("weights"))
    rows = {
        str(row.pk): row
        for row in proposal.collectives.select_related("theme", "facilitator", "collective").order_by("number")
    }
    members: dict[str, list[str]] = defaultdict(list)
    pinned: dict[str, str] = {}
    strangers = {str(also.pk): facts_of(also)} if also and str(also.pk) not in given.facts else {}
    gone, seen = set(_out(proposal.formation_id)), set()
    rows_of_seats: Iterable[tuple[UUID, UUID | None, bool, datetime | None]] = proposal.seats.order_by(
        "participant_id"
    ).values_list("participant_id", "collective_id", "pinned", "participant__left_at")
    for participant, collective, is_pinned, left_at in rows_of_seats:
        key = str(participant)
        seen.add(key)
        if collective is None:
            continue
        members[str(collective)].append(key)
        if is_pinned:
            pinned[key] = str(collective)
        if left_at:
            gone.add(key)
    unknown = {one for keys in members.values() for one in keys if one not in given.facts}
    unknown |= {str(row.facilitator_id) for row in rows.values() if str(row.facilitator_id) not in given.facts}
    strangers |= {str(one.pk): one for one in facts_of_people(UUID(key) for key in unknown)}
    collectives = tuple(
        Collective(
            key, str(row.theme_id), row.half_hour, row.language, str(row.facilitator_id), tuple(members.get(key, ()))
        )
        for key, row in rows.items()
    )
    return Seating(
        proposal,
        given,
        rows,
        Assignment(collectives),
        Pins(people=pinned),
        strangers,
        frozenset(gone),
        frozenset(seen),
    )


def _out(formation_pk: UUID) -> Iterable[str]:
    """Who said that they take no part."""
    out = Ballot.objects.filter(formation=formation_pk, takes_part=False)
    return [str(pk) for pk in out.values_list("participant_id", flat=True)]


def find_proposed(proposal: Proposal, pk: UUID | None) -> ProposedCollective | None:
    """One collective of a proposal. At most one SQL query."""
    rows = proposal.collectives.select_related("theme", "facilitator", "proposal__formation")
    return rows.filter(pk=pk).first() if pk else None


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """What people are called, by their keys. One SQL query."""
    people = Participant.objects.filter(pk__in=[UUID(key) for key in keys])
    return {str(pk): name for pk, name in people.values_list("pk", "name")}
