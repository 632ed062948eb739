"""What a formation has to go by, as the engine takes it: people, facilitators, rules, weights, and who they are."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from uuid import UUID

from collectives.engine.formation.problem import Collective, Facilitator, Person, Problem, Rules, Weights
from collectives.engine.weekly_times import HALF_HOURS_OF_DAY, MINUTES, taken_up
from collectives.models import (
    Ballot,
    BallotChoice,
    Formation,
    FormationRule,
    FormationRulePerson,
    FormationTheme,
    Offer,
    OfferTheme,
    Proposal,
    ProposalState,
    ProposedSeat,
    Surroundings,
)
from collectives.queries.formation import FEWEST_DISTRICTS, slots_of
from collectives.queries.formation_people import PersonFacts, Places, read_answers

THIRD = 3


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """A rule apart or together: whom it speaks of, why, by whom and on which day."""

    people: tuple[str, ...]
    reason: str
    set_by: str
    set_on: date


@dataclass(frozen=True)
class FormationFacts:
    """All of it. Keys of people, facilitators and themes are their ids as text; slots are half-hours of the week in
    the formation's zone.

    `problem` is what any proposal is checked against. `digest` changes when an answer, an offer, a rule or a theme
    does, and not with the weights; and with who is rural and who large, once bringing these together counts.
    """

    problem: Problem
    facts: Mapping[str, PersonFacts]
    themes: Mapping[str, str]
    slots: tuple[int, ...]
    apart: tuple[RuleFacts, ...]
    together: tuple[RuleFacts, ...]
    minutes: int
    digest: str

    def name(self, key: str) -> str:
        """What a person is called; empty for somebody whom the formation does not know."""
        return self.facts[key].name if key in self.facts else ""


def formation_facts(formation: Formation, *, weights: Mapping[str, object] | None = None) -> FormationFacts:
    """Everything a formation has to go by, with its own weights or with these.

    Ten SQL queries; two more once a proposal was accepted before.
    Left out: who has not answered, does not take part or left the program, and themes that were withdrawn.
    """
    slots = tuple(slots_of(formation))
    themes = _open_themes(formation)
    clocks = _Clocks(formation, slots)
    places = Places()
    ballots, offers = read_answers(Ballot, formation, places), read_answers(Offer, formation, places)
    wanted, guided = _wanted(formation, themes), _guided(formation, themes)
    third = _third_last_time(formation)
    people = tuple(
        Person(
            one.key,
            tuple(wanted.get(one.pk, ())),
            clocks.slots_of(one.times),
            one.languages,
            one.position,
            one.facts.district,
            one.facts.region,
            rural=one.surroundings == Surroundings.RURAL,
            large=one.surroundings == Surroundings.LARGE,
            third_last_cycle=one.facts.pk in third,
        )
        for one in ballots
    )
    facilitators = tuple(
        Facilitator(one.key, frozenset(guided.get(one.pk, ())), clocks.slots_of(one.times), one.languages, one.capacity)
        for one in offers
        if one.capacity
    )
    apart, together = _rules(formation)
    known = {person.key for person in people}
    problem = Problem(
        people,
        facilitators,
        tuple(sorted({pair for rule in apart for pair in combinations(sorted(known.intersection(rule.people)), 2)})),
        tuple(team for rule in together if len(team := tuple(sorted(known.intersection(rule.people)))) > 1),
        _sizes(formation, districts=places.districts),
        weights_of(formation.weights if weights is None else weights),
    )
    facts = {one.key: one.facts for one in (*offers, *ballots)}
    digest = _digest(problem, themes)
    return FormationFacts(problem, facts, themes, slots, apart, together, formation.minutes, digest)


def weights_of(named: Mapping[str, object]) -> Weights:
    """The engine's weights from those that are kept by name; a name that is absent keeps its usual weight."""
    usual = Weights()
    choices = named.get("choices")
    others = {
        name: int(str(named[name]))
        for name in Weights.__dataclass_fields__
        if name != "choices" and named.get(name) is not None
    }
    return replace(usual, choices=tuple(choices) if isinstance(choices, list | tuple) else usual.choices, **others)


def without_overlap(facts: FormationFacts, *, kept: Iterable[Collective] = ()) -> Problem:
    """The problem for a run: who may guide several collectives is offered slots that do not run into one another.

    The engine keeps them from two collectives in one slot; a meeting takes up more than the half-hour it begins in.
    Of each day they keep the row of slots, a meeting apart, that most people who want their themes can make; and the
    slots of those of the `kept` collectives that they guide, with what does not run into these.
    """
    apart = -(-facts.minutes // MINUTES)
    if apart == 1:
        return facts.problem
    wanted: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for person in facts.problem.people:
        for theme in person.choices:
            for slot in person.slots:
                wanted[theme][slot] += 1
    guided: dict[str, set[int]] = defaultdict(set)
    for collective in kept:
        guided[collective.facilitator].add(collective.slot)
    facilitators = tuple(
        replace(one, slots=_spread(one, guided[one.key], wanted, apart)) if one.capacity > 1 else one
        for one in facts.problem.facilitators
    )
    return replace(facts.problem, facilitators=facilitators)


def _spread(
    facilitator: Facilitator, guided: set[int], wanted: Mapping[str, Mapping[int, int]], apart: int
) -> frozenset[int]:
    held = facilitator.slots & guided
    free = [slot for slot in sorted(facilitator.slots) if all(abs(slot - one) >= apart for one in held)]
    kept: set[int] = set(held)
    days: dict[int, list[int]] = defaultdict(list)
    for slot in free:
        days[slot // HALF_HOURS_OF_DAY].append(slot)
    for slots in days.values():
        rows = [[slot for slot in slots if slot % apart == rest] for rest in range(apart)]
        kept.update(max(rows, key=lambda row: sum(wanted[theme][slot] for theme in facilitator.themes for slot in row)))
    return frozenset(kept)


class _Clocks:
    """Which slots somebody can make who named half-hours on the clocks of their own zone."""

    def __init__(self, formation: Formation, slots: Iterable[int]) -> None:
        self._formation, self._slots = formation, tuple(slots)
        self._taken: dict[str, list[tuple[int, int]]] = {}
        self._known: dict[tuple[str, tuple[int, ...]], frozenset[int]] = {}

    def slots_of(self, times: tuple[str, tuple[int, ...]]) -> frozenset[int]:
        if times not in self._known:
            free = sum(1 << half_hour for half_hour in set(times[1]))
            self._known[times] = frozenset(slot for slot, taken in self._in(times[0]) if free & taken == taken)
        return self._known[times]

    def _in(self, zone: str) -> list[tuple[int, int]]:
        if zone not in self._taken:
            asked = {"minutes": self._formation.minutes, "zone": self._formation.zone, "on": self._formation.starts_on}
            spans = {slot: taken_up(slot, shown_in=zone, **asked) for slot in self._slots}
            self._taken[zone] = [(slot, sum(1 << one for one in span)) for slot, span in spans.items()]
        return self._taken[zone]


def _open_themes(formation: Formation) -> dict[str, str]:
    rows = FormationTheme.objects.filter(formation=formation, withdrawn_at=None)
    return {str(pk): name for pk, name in rows.order_by("theme__name").values_list("theme_id", "theme__name")}


def _wanted(formation: Formation, themes: Mapping[str, str]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = BallotChoice.objects.filter(ballot__formation=formation).order_by("rank")
    for ballot, theme in rows.values_list("ballot_id", "theme_id"):
        if str(theme) in themes:
            found[ballot].append(str(theme))
    return found


def _guided(formation: Formation, themes: Mapping[str, str]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for offer, theme in OfferTheme.objects.filter(offer__formation=formation).values_list("offer_id", "theme_id"):
        if str(theme) in themes:
            found[offer].append(str(theme))
    return found


def _rules(formation: Formation) -> tuple[tuple[RuleFacts, ...], tuple[RuleFacts, ...]]:
    people: dict[UUID, list[str]] = defaultdict(list)
    rows = FormationRulePerson.objects.filter(rule__formation=formation, rule__ended_at=None).order_by("pk")
    for rule_pk, participant_pk in rows.values_list("rule_id", "participant_id"):
        people[rule_pk].append(str(participant_pk))
    found: dict[str, list[RuleFacts]] = {kind: [] for kind in FormationRule.Kind.values}
    for rule in (
        FormationRule.objects.filter(formation=formation, ended_at=None).select_related("set_by").order_by("pk")
    ):
        found[rule.kind].append(RuleFacts(tuple(people[rule.pk]), rule.reason, rule.set_by.name, rule.set_at.date()))
    return tuple(found[FormationRule.Kind.APART]), tuple(found[FormationRule.Kind.TOGETHER])


def _third_last_time(formation: Formation) -> set[UUID]:
    """Who sat in their third choice in the proposal that was accepted last before this formation."""
    former = Proposal.objects.filter(state=ProposalState.ACCEPTED).exclude(formation=formation)
    latest = former.order_by("-settled_at").values_list("pk", "formation_id").first()
    if latest is None:
        return set()
    ballots = BallotChoice.objects.filter(rank=THIRD, ballot__formation=latest[1])
    third = set(ballots.values_list("ballot__participant_id", "theme_id"))
    sat = ProposedSeat.objects.filter(proposal=latest[0], collective__isnull=False)
    return {
        person
        for person, theme in sat.values_list("participant_id", "collective__theme_id")
        if (person, theme) in third
    }


def _sizes(formation: Formation, *, districts: int) -> Rules:
    return Rules(
        formation.fewest,
        formation.most,
        min(1, formation.fewest - 1),
        formation.district_most if districts >= FEWEST_DISTRICTS else None,
    )


def _digest(problem: Problem, themes: Mapping[str, str]) -> str:
    mixed = [(p.key, p.rural, p.large) for p in problem.people if p.rural or p.large]
    parts = [
        *([p.key, *p.choices, sorted(p.slots), sorted(p.languages), p.position, p.district] for p in problem.people),
        *([f.key, sorted(f.themes), sorted(f.slots), sorted(f.languages), f.capacity] for f in problem.facilitators),
        [problem.apart, problem.together, problem.rules, sorted(themes)],
        *(mixed if problem.weights.rural_with_large else []),
    ]
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()
