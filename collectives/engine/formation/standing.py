"""Who sits where in an assignment, and what keeps somebody from sitting somewhere else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final

from collectives.engine.formation.problem import Assignment, Collective, Person, Pins, Problem
from collectives.engine.formation.score import Tally


class BlockCode(StrEnum):
    """Why somebody does not sit in a collective: the first of these that holds, in this order."""

    NONE_OPEN = "none_open"
    THEME_NOT_RANKED = "theme_not_ranked"
    LANGUAGE = "language"
    TIME = "time"
    KEEP_APART = "keep_apart"
    DISTRICT_CAP = "district_cap"
    FULL = "full"
    WOULD_LEAVE_TOO_SMALL = "would_leave_too_small"
    KEEP_TOGETHER = "keep_together"
    PINNED = "pinned"
    POSSIBLE = "possible"


NOBODY: Final[frozenset[str]] = frozenset()


class Table:
    """A collective as it stands: who sits in it, counted. People who are not of the problem only take a seat."""

    __slots__ = ("collective", "seated", "tally")

    def __init__(self, collective: Collective, people: Mapping[str, Person], problem: Problem) -> None:
        self.collective = collective
        self.seated: dict[str, Person | None] = {key: people.get(key) for key in collective.members}
        members = [person for person in self.seated.values() if person]
        self.tally = Tally(theme=collective.theme, slot=collective.slot, weights=problem.weights, members=members)

    def members(self) -> list[Person]:
        """The people of the problem in it."""
        return [person for person in self.seated.values() if person]

    def absent(self) -> tuple[str, ...]:
        """Who cannot make the slot."""
        return tuple(person.key for person in self.members() if self.collective.slot not in person.slots)

    def join(self, person: Person) -> None:
        """Seat somebody."""
        self.seated[person.key] = person
        self.tally.add(person)

    def leave(self, person: Person) -> None:
        """Take somebody's seat away."""
        del self.seated[person.key]
        self.tally.take(person)


class Standing:
    """A problem and an assignment, ready to be asked. `move` changes what stands, never the assignment."""

    def __init__(self, problem: Problem, assignment: Assignment, *, pins: Pins | None = None) -> None:
        self.problem, self.pins = problem, pins or Pins()
        self.people = {person.key: person for person in problem.people}
        self.tables = {one.key: Table(one, self.people, problem) for one in assignment.collectives}
        self.at = {key: table for table in self.tables.values() for key in table.seated}
        self.team = {key: team for team in teams_of(problem) for key in team}

    @cached_property
    def apart(self) -> Mapping[str, frozenset[str]]:
        """For each person, whom they are kept apart from."""
        apart = defaultdict(set)
        for one, other in self.problem.apart:
            if one != other:
                apart[one].add(other)
                apart[other].add(one)
        return {key: frozenset(others) for key, others in apart.items()}

    @cached_property
    def by_theme(self) -> Mapping[str, list[Table]]:
        """The collectives of each theme."""
        found = defaultdict(list)
        for table in self.tables.values():
            found[table.collective.theme].append(table)
        return found

    def unplaced(self) -> list[Person]:
        """Everybody without a seat."""
        return [person for person in self.problem.people if person.key not in self.at]

    def obstacle(self, person: Person, table: Table) -> BlockCode:
        """What keeps somebody out of a collective, whatever they leave behind."""
        rules, tally, collective = self.problem.rules, table.tally, table.collective
        cap = rules.max_per_district
        capped = cap is not None and bool(person.district) and tally.districts.get(person.district, 0) >= cap
        found = BlockCode.POSSIBLE
        if collective.theme not in person.choices:
            found = BlockCode.THEME_NOT_RANKED
        elif collective.language not in person.languages:
            found = BlockCode.LANGUAGE
        elif collective.slot not in person.slots and tally.absent >= rules.max_absent:
            found = BlockCode.TIME
        elif not self.apart.get(person.key, NOBODY).isdisjoint(table.seated):
            found = BlockCode.KEEP_APART
        elif capped:
            found = BlockCode.DISTRICT_CAP
        elif len(table.seated) >= rules.max_size:
            found = BlockCode.FULL
        return found

    def block(self, person: Person, table: Table) -> BlockCode:
        """What keeps somebody from moving into a collective in which they do not sit, alone."""
        found = self.obstacle(person, table)
        if found != BlockCode.POSSIBLE:
            return found
        source = self.at.get(person.key)
        if source is not None and len(source.seated) <= self.problem.rules.min_size:
            return BlockCode.WOULD_LEAVE_TOO_SMALL
        if any(mate not in table.seated for mate in self.team.get(person.key, ()) if mate != person.key):
            return BlockCode.KEEP_TOGETHER
        if self.pins.people.get(person.key, table.collective.key) != table.collective.key:
            return BlockCode.PINNED
        return BlockCode.POSSIBLE

    def change(self, person: Person, table: Table | None) -> int:
        """What a move into a collective where they do not sit, or out of all of them, does to the whole score."""
        source = self.at.get(person.key)
        gained = table.tally.gain(person, inside=False) if table else 0
        return gained - (source.tally.gain(person, inside=True) if source else 0)

    def move(self, person: Person, table: Table | None) -> None:
        """Let somebody sit in a collective, or in none."""
        source = self.at.pop(person.key, None)
        if source is not None:
            source.leave(person)
        if table is not None:
            table.join(person)
            self.at[person.key] = table


def teams_of(problem: Problem) -> list[tuple[str, ...]]:
    """Who is kept together, groups that share somebody as one, in the order they are first named."""
    team: dict[str, list[str]] = {}
    for group in problem.together:
        merged = list(dict.fromkeys(key for named in group for key in team.get(named, [named])))
        team.update(dict.fromkeys(merged, merged))
    different = {id(members): members for members in team.values()}
    return [tuple(members) for members in different.values() if len(members) > 1]


def in_order(keys: Iterable[str], among: Iterable[str]) -> tuple[str, ...]:
    """Those of the keys that are among some others, in the order of the keys."""
    inside = frozenset(among)
    return tuple(key for key in keys if key in inside)
