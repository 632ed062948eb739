"""What to do when somebody leaves a collective: the least harmful ways on, each of them legal."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Final

from collectives.engine.formation.problem import Assignment, Person, Pins, Problem
from collectives.engine.formation.standing import BlockCode, Standing, Table

MOST_REPAIRS: Final = 3


class RepairKind(StrEnum):
    """What is done."""

    NOTHING = "nothing"  # carry on as they are
    FILL_WAITING = "fill_waiting"  # seat somebody who has no seat
    MOVE_IN = "move_in"  # move somebody in from another collective
    DISSOLVE = "dissolve"  # seat everybody elsewhere


@dataclass(frozen=True, slots=True)
class Move:
    """One person from a collective to another, by their keys. `from_` None: had no seat. `to` None: has none then."""

    person: str
    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class Repair:
    """One way on. `change` is what the whole score becomes more than it is once the leaver is gone."""

    kind: RepairKind
    moves: tuple[Move, ...]
    change: int

    @property
    def moved(self) -> tuple[str, ...]:
        """Who had a seat and gets another one, or none."""
        return tuple(move.person for move in self.moves if move.from_ is not None)

    @property
    def unseated(self) -> tuple[str, ...]:
        """Who had a seat and has none afterwards."""
        return tuple(move.person for move in self.moves if move.to is None)


def repairs(
    problem: Problem,
    assignment: Assignment,
    leaver: str,
    *,
    waiting: Iterable[str] | None = None,
    pins: Pins | None = None,
) -> tuple[Repair, ...]:
    """The least harmful repairs, MOST_REPAIRS at most; none for somebody without a seat.

    First those after which fewest people are without a seat, then those that move fewest, then the best score. The
    best of each kind comes before a second one of a kind. `waiting`: who may be seated, the first in turn preferred
    among equals; None: everybody without a seat. Whoever leaves is out of every rule.
    """
    collective = assignment.places().get(leaver)
    if collective is None:
        return ()
    standing = _without(problem, assignment, leaver, pins)
    turn = [person.key for person in standing.unplaced()] if waiting is None else waiting
    queue = [standing.people[key] for key in turn if key in standing.people and key not in standing.at]
    mender = _Mender(standing, standing.tables[collective.key], queue)
    different: dict[frozenset[Move], Repair] = {}
    for way in (*mender.nothing(), *mender.fill(), *mender.move_in(), *mender.dissolve()):
        different.setdefault(frozenset(way.moves), way)
    ways = sorted(different.values(), key=_harm)
    first = {way.kind: way for way in reversed(ways)}
    others = [way for way in ways if first[way.kind] is not way]
    return tuple(sorted([*sorted(first.values(), key=_harm), *others][:MOST_REPAIRS], key=_harm))


def _harm(way: Repair) -> tuple[int, int, int]:
    return len(way.unseated), len(way.moved), -way.change


def _without(problem: Problem, assignment: Assignment, leaver: str, pins: Pins | None) -> Standing:
    left = replace(
        problem,
        people=tuple(person for person in problem.people if person.key != leaver),
        apart=tuple(pair for pair in problem.apart if leaver not in pair),
        together=tuple(tuple(key for key in team if key != leaver) for team in problem.together),
    )
    collectives = tuple(
        replace(one, members=tuple(key for key in one.members if key != leaver)) for one in assignment.collectives
    )
    if pins is not None:
        pins = replace(pins, people={key: at for key, at in pins.people.items() if key != leaver})
    return Standing(left, Assignment(collectives), pins=pins)


class _Mender:
    """Tries ways on in a standing, and puts everybody back after each."""

    def __init__(self, standing: Standing, table: Table, queue: list[Person]) -> None:
        self.standing, self.table, self.queue = standing, table, queue
        self.short = max(0, standing.problem.rules.min_size - len(table.seated))
        self.made: list[Move] = []
        self.change = 0

    def nothing(self) -> Iterator[Repair]:
        """Carry on."""
        if not self.short:
            yield Repair(RepairKind.NOTHING, (), 0)

    def fill(self) -> Iterator[Repair]:
        """Seat people who have no seat, as many as are needed, or one."""
        for first in self._fitting(self.queue)[:MOST_REPAIRS]:
            yield from self._try(RepairKind.FILL_WAITING, partial(self._refill, first, [self.queue]))

    def move_in(self) -> Iterator[Repair]:
        """Move people in; where nobody is needed, only when the whole gains by it."""
        seated = [person for person in self.standing.problem.people if person.key in self.standing.at]
        for first in self._fitting(seated)[:MOST_REPAIRS]:
            if self.short or self.standing.change(first, self.table) > 0:
                yield from self._try(RepairKind.MOVE_IN, partial(self._refill, first, [self.queue, seated]))

    def dissolve(self) -> Iterator[Repair]:
        """Seat everybody elsewhere, where they may; only when too few are left and nobody is pinned here."""
        pins, key = self.standing.pins, self.table.collective.key
        if self.short and key not in pins.collectives and key not in pins.people.values():
            yield from self._try(RepairKind.DISSOLVE, self._scatter)

    def _try(self, kind: RepairKind, way: Callable[[], bool]) -> Iterator[Repair]:
        self.made, self.change = [], 0
        legal = way()
        if legal:
            yield Repair(kind, tuple(self.made), self.change)
        for move in reversed(self.made):
            person = self.standing.people[move.person]
            self.standing.move(person, self.standing.tables[move.from_] if move.from_ is not None else None)

    def _move(self, person: Person, to: Table | None) -> None:
        source = self.standing.at.get(person.key)
        self.change += self.standing.change(person, to)
        self.made.append(Move(person.key, source.collective.key if source else None, to.collective.key if to else None))
        self.standing.move(person, to)

    def _fitting(self, people: Iterable[Person]) -> list[Person]:
        """Those who may come in, whoever brings the whole most first."""
        table = self.table
        found = [
            person
            for person in people
            if person.key not in table.seated and self.standing.block(person, table) == BlockCode.POSSIBLE
        ]
        return sorted(found, key=lambda person: -self.standing.change(person, table))

    def _refill(self, first: Person, sources: list[list[Person]]) -> bool:
        self._move(first, self.table)
        for _ in range(self.short - 1):
            found = next((fitting for people in sources if (fitting := self._fitting(people))), None)
            if found is None:
                return False
            self._move(found[0], self.table)
        return True

    def _scatter(self) -> bool:
        parties = self._parties()
        while parties:
            havens = [self._havens(party) for party in parties]
            index = min(range(len(parties)), key=lambda index: len(havens[index]) or len(self.standing.tables))
            for person in parties.pop(index):
                self._move(person, next(iter(havens[index]), None))
        return True

    def _parties(self) -> list[list[Person]]:
        """Those who are left, alone or with whom they are kept together."""
        parties: dict[tuple[str, ...], list[Person]] = {}
        for person in self.table.members():
            parties.setdefault(self.standing.team.get(person.key, (person.key,)), []).append(person)
        return list(parties.values())

    def _havens(self, party: list[Person]) -> list[Table]:
        """The collectives that may take all of a party, the best for the whole first."""
        found: list[tuple[int, int, Table]] = []
        for table in self.standing.tables.values():
            if table is not self.table and self.standing.obstacle(party[0], table) == BlockCode.POSSIBLE:
                worth = self._taking(party, table)
                if worth is not None:
                    found.append((-worth, len(found), table))
        return [table for _, _, table in sorted(found)]

    def _taking(self, party: list[Person], table: Table) -> int | None:
        """What a collective gains by a party; None when not all of them may come."""
        gained, came = 0, []
        for person in party:
            if self.standing.obstacle(person, table) != BlockCode.POSSIBLE:
                break
            gained += table.tally.gain(person, inside=False)
            table.join(person)
            came.append(person)
        for person in came:
            table.leave(person)
        return gained if len(came) == len(party) else None
