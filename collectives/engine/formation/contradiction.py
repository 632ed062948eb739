"""What can never be kept at once: rules against each other, and pins against rules. Found before anybody is seated."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from collectives.engine.formation.problem import Assignment, Collective, Person, Pins, Problem
from collectives.engine.formation.standing import in_order, teams_of


class ContradictionCode(StrEnum):
    """What contradicts what."""

    TOGETHER_TOO_MANY = "together_too_many"
    TOGETHER_AND_APART = "together_and_apart"
    TOGETHER_OVER_DISTRICT_CAP = "together_over_district_cap"
    TOGETHER_THEME = "together_theme"  # no theme that all of them ranked
    TOGETHER_LANGUAGE = "together_language"  # no language that all of them share
    PIN_UNKNOWN_PERSON = "pin_unknown_person"
    PIN_UNKNOWN_COLLECTIVE = "pin_unknown_collective"
    PIN_THEME = "pin_theme"
    PIN_LANGUAGE = "pin_language"
    PIN_ABSENCES = "pin_absences"
    PIN_SIZE = "pin_size"
    PIN_DISTRICT_CAP = "pin_district_cap"
    PINS_SPLIT_TOGETHER = "pins_split_together"
    PINS_JOIN_APART = "pins_join_apart"
    PIN_FACILITATOR = "pin_facilitator"  # cannot lead it, or would lead two at once, or too many


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One of them. `people` are those concerned, `limit` what a rule allows. A pin has its `collective`."""

    code: ContradictionCode
    people: tuple[str, ...] = ()
    collective: str = ""
    limit: int = 0


class Contradictory(Exception):
    """Nobody can be seated so that rules and pins are kept."""

    def __init__(self, contradictions: tuple[Contradiction, ...]) -> None:
        super().__init__(", ".join(contradiction.code for contradiction in contradictions))
        self.contradictions = contradictions


def find_contradictions(
    problem: Problem, previous: Assignment | None = None, pins: Pins | None = None
) -> tuple[Contradiction, ...]:
    """Everything that contradicts; empty when nothing does. `pins` speak of the collectives of `previous`.

    Who is kept together with somebody pinned counts as pinned there too. People whom the problem lacks count for no
    rule. What is found here can never be kept; what is not found may still turn out impossible.
    """
    people = {person.key: person for person in problem.people}
    teams = [team for named in teams_of(problem) if len(team := in_order(named, people)) > 1]
    found = [*_of_rules(problem, teams, people)]
    if pins is not None:
        found += _Pinned(problem, previous or Assignment(), pins, teams, people).contradictions()
    return tuple(found)


def _of_rules(
    problem: Problem, teams: Iterable[tuple[str, ...]], people: Mapping[str, Person]
) -> Iterator[Contradiction]:
    rules, code = problem.rules, ContradictionCode
    for team in teams:
        members = [people[key] for key in team]
        if len(team) > rules.max_size:
            yield Contradiction(code.TOGETHER_TOO_MANY, team, limit=rules.max_size)
        for pair in dict.fromkeys(problem.apart):
            if pair[0] != pair[1] and set(pair) <= set(team):
                yield Contradiction(code.TOGETHER_AND_APART, pair)
        for too_many in _over_cap(members, rules.max_per_district):
            yield Contradiction(code.TOGETHER_OVER_DISTRICT_CAP, too_many, limit=rules.max_per_district or 0)
        if not frozenset.intersection(*(frozenset(member.choices) for member in members)):
            yield Contradiction(code.TOGETHER_THEME, team)
        if not frozenset.intersection(*(member.languages for member in members)):
            yield Contradiction(code.TOGETHER_LANGUAGE, team)


def _over_cap(members: Iterable[Person], cap: int | None) -> Iterator[tuple[str, ...]]:
    """Those of each district who are more than may be in one collective."""
    districts: dict[str, list[str]] = defaultdict(list)
    for member in members:
        if member.district:
            districts[member.district].append(member.key)
    return (tuple(keys) for keys in districts.values() if cap is not None and len(keys) > cap)


@dataclass(frozen=True)
class _Pinned:
    """Pins, and the collectives they speak of."""

    problem: Problem
    previous: Assignment
    pins: Pins
    teams: list[tuple[str, ...]]
    people: Mapping[str, Person]

    def contradictions(self) -> Iterator[Contradiction]:
        """Everything that is wrong with the pins."""
        code = ContradictionCode
        collectives = {collective.key: collective for collective in self.previous.collectives}
        asked = defaultdict(list)
        for key, at in self.pins.people.items():
            asked[at].append(key)
        for key, at in self.pins.people.items():
            if key not in self.people:
                yield Contradiction(code.PIN_UNKNOWN_PERSON, (key,), at)
        for at in sorted({*asked, *self.pins.collectives} - collectives.keys()):
            yield Contradiction(code.PIN_UNKNOWN_COLLECTIVE, tuple(asked.get(at, ())), at)
        kept = [one for one in collectives.values() if one.key in asked or one.key in self.pins.collectives]
        where = {key: at for key, at in self.pins.people.items() if key in self.people}
        for team in self.teams:
            places = {where[key] for key in team if key in where}
            if len(places) > 1:
                yield Contradiction(code.PINS_SPLIT_TOGETHER, in_order(team, where))
            elif places:
                where |= dict.fromkeys(team, places.pop())
        for collective in kept:
            there = [person for key, person in self.people.items() if where.get(key) == collective.key]
            yield from self._of_members(collective, there)
        yield from self._of_facilitators(kept)

    def _of_members(self, collective: Collective, members: list[Person]) -> Iterator[Contradiction]:
        rules, code, at = self.problem.rules, ContradictionCode, collective.key
        everybody = tuple(one.key for one in members)
        theme = tuple(one.key for one in members if collective.theme not in one.choices)
        language = tuple(one.key for one in members if collective.language not in one.languages)
        absent = tuple(one.key for one in members if collective.slot not in one.slots)
        if theme:
            yield Contradiction(code.PIN_THEME, theme, at)
        if language:
            yield Contradiction(code.PIN_LANGUAGE, language, at)
        if len(absent) > rules.max_absent:
            yield Contradiction(code.PIN_ABSENCES, absent, at, rules.max_absent)
        if len(members) > rules.max_size:
            yield Contradiction(code.PIN_SIZE, everybody, at, rules.max_size)
        for too_many in _over_cap(members, rules.max_per_district):
            yield Contradiction(code.PIN_DISTRICT_CAP, too_many, at, rules.max_per_district or 0)
        for pair in dict.fromkeys(self.problem.apart):
            if pair[0] != pair[1] and set(pair) <= set(everybody):
                yield Contradiction(code.PINS_JOIN_APART, pair, at)

    def _of_facilitators(self, kept: list[Collective]) -> Iterator[Contradiction]:
        facilitators = {facilitator.key: facilitator for facilitator in self.problem.facilitators}
        led: Counter[str] = Counter()
        busy: set[tuple[str, int]] = set()
        for collective in kept:
            facilitator = facilitators.get(collective.facilitator)
            led[collective.facilitator] += 1
            at_once = (collective.facilitator, collective.slot)
            if (
                facilitator is None
                or collective.theme not in facilitator.themes
                or collective.slot not in facilitator.slots
                or collective.language not in facilitator.languages
                or led[facilitator.key] > facilitator.capacity
                or at_once in busy
            ):
                limit = facilitator.capacity if facilitator else 0
                yield Contradiction(ContradictionCode.PIN_FACILITATOR, (), collective.key, limit)
            busy.add(at_once)
