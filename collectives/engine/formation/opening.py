"""What would give a seat to most of those who have none: one more facilitator, or a little more of one there is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from collectives.engine.formation.problem import Assignment, Facilitator, Person, Pins, Problem
from collectives.engine.formation.score import choice_points, score_of
from collectives.engine.formation.standing import NOBODY, Standing

MOST_OPENINGS: Final = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """A collective that could be opened: whom it gives a seat, and who moves there so that it is large enough.

    Moving them breaks no rule where they sit now. More people may turn out to fit when everybody is seated anew.
    """

    theme: str
    slot: int
    language: str
    placed: tuple[str, ...]
    movers: tuple[str, ...] = ()


class StretchCode(StrEnum):
    """What a facilitator would have to offer more; the least first."""

    NOTHING = "nothing"
    ONE_MORE_COLLECTIVE = "one_more_collective"
    ONE_MORE_SLOT = "one_more_slot"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A collective that a facilitator of the problem could lead, and what they would have to offer for it."""

    facilitator: str
    code: StretchCode
    opening: Opening


_STRETCHES: Final = list(StretchCode)


class _Cell(NamedTuple):
    """A theme, a language and a slot, and how many unplaced people may fit there at most."""

    most: int
    theme: str
    language: str
    slot: int


def would_place(problem: Problem, assignment: Assignment, *, pins: Pins | None = None) -> tuple[Opening, ...]:
    """Where one more facilitator would place most unplaced people, the most helpful first; MOST_OPENINGS at most.

    Of several slots that place the same people for the same theme, the one that asks fewest others to move.
    """
    seekers = _Seekers(Standing(problem, assignment, pins=pins))
    return tuple(opening for opening, _ in seekers.best(seekers.cells, {}))


def more_capacity(problem: Problem, assignment: Assignment, *, pins: Pins | None = None) -> tuple[Stretch, ...]:
    """The same with facilitators there are: what little more of one of them would place most unplaced people."""
    seekers = _Seekers(Standing(problem, assignment, pins=pins))
    guides = {cell: found for cell in seekers.cells if (found := seekers.guide(cell))}
    codes = {cell: code for cell, (code, _) in guides.items()}
    cells = sorted(guides, key=lambda cell: (-cell.most, _STRETCHES.index(codes[cell])))
    return tuple(Stretch(guides[cell][1], codes[cell], opening) for opening, cell in seekers.best(cells, codes))


@dataclass(frozen=True)
class _Seekers:
    """Those without a seat, in parties: alone, or all who are kept together."""

    standing: Standing

    @cached_property
    def parties(self) -> Mapping[tuple[str, str], list[tuple[Person, ...]]]:
        """Who would sit in a collective of a theme and a language."""
        standing, found = self.standing, defaultdict(list)
        for person in standing.unplaced():
            team = standing.team.get(person.key, (person.key,))
            party = tuple(standing.people[key] for key in team if key in standing.people)
            if person is not party[0] or any(one.key in standing.at for one in party):
                continue
            for theme in dict.fromkeys(person.choices):
                for language in sorted(person.languages):
                    if all(theme in one.choices and language in one.languages for one in party):
                        found[theme, language].append(party)
        for (theme, _), parties in found.items():
            self._easiest_first(parties, theme)
        return found

    def _easiest_first(self, parties: list[tuple[Person, ...]], theme: str) -> None:
        """Those with fewest others to be kept apart from before the rest, then those who ranked the theme higher."""
        apart, here = self.standing.apart, {person.key for party in parties for person in party}

        def cost(party: tuple[Person, ...]) -> tuple[int, int]:
            conflicts = sum(len(apart.get(person.key, NOBODY) & here) for person in party)
            return conflicts, sum(person.choices.index(theme) for person in party)

        parties.sort(key=cost)

    @cached_property
    def movers(self) -> Mapping[tuple[str, str], list[Person]]:
        """Seated people who could leave where they sit, by theme and language; who gains most comes first."""
        standing, found = self.standing, defaultdict(list)
        for person in standing.problem.people:
            table = standing.at.get(person.key)
            bound = person.key in standing.team or person.key in standing.pins.people
            if table is None or bound or len(table.seated) <= standing.problem.rules.min_size:
                continue
            for theme in dict.fromkeys(person.choices):
                for language in person.languages:
                    found[theme, language].append(person)
        for (theme, _), people in found.items():
            people.sort(key=lambda person: -self._gained(person, theme))
        return found

    def _gained(self, person: Person, theme: str) -> int:
        weights, here = self.standing.problem.weights, self.standing.at[person.key].collective
        return sum(choice_points(person, theme, weights)) - sum(choice_points(person, here.theme, weights))

    @cached_property
    def cells(self) -> list[_Cell]:
        """Where somebody without a seat can come, those for most of them first."""
        rules, found = self.standing.problem.rules, []
        for (theme, language), parties in self.parties.items():
            coming: Counter[int] = Counter()
            for party in parties:
                for person in party:
                    coming.update(person.slots)
            everybody = sum(len(party) for party in parties)
            for slot, count in coming.items():
                most = min(count + rules.max_absent, everybody, rules.max_size)
                found.append(_Cell(most, theme, language, slot))
        return sorted(found, key=lambda cell: (-cell.most, cell.theme, cell.language, cell.slot))

    def best(self, cells: Iterable[_Cell], codes: Mapping[_Cell, StretchCode]) -> list[tuple[Opening, _Cell]]:
        """The most helpful openings in these cells, which come those for most people first."""
        found: dict[tuple[str, tuple[str, ...]], tuple[tuple[int, ...], Opening, _Cell]] = {}
        for cell in cells:
            if len(found) >= MOST_OPENINGS:
                worst = sorted(entry[0][:2] for entry in found.values())[MOST_OPENINGS - 1]
                if worst <= (-cell.most, 0):
                    break
            opening = self.open(cell)
            if opening is None:
                continue
            stretch = _STRETCHES.index(codes.get(cell, StretchCode.NOTHING))
            worth = (-len(opening.placed), len(opening.movers), stretch, -self._score(opening))
            kind = (cell.theme, opening.placed)
            if kind not in found or worth < found[kind][0]:
                found[kind] = (worth, opening, cell)
        best = sorted(found.values(), key=lambda entry: (entry[0], entry[2]))
        return [(opening, cell) for _, opening, cell in best[:MOST_OPENINGS]]

    def open(self, cell: _Cell) -> Opening | None:
        """The collective that could be opened in a cell; None when it would be too small."""
        pair, rules = (cell.theme, cell.language), self.standing.problem.rules
        group = _Group(self.standing, cell.slot)
        for party in sorted(self.parties[pair], key=lambda party: sum(cell.slot not in one.slots for one in party)):
            if len(group.members) == rules.max_size:
                break
            group.admit(party)
        placed = [person.key for person in group.members]
        left: Counter[str] = Counter()
        for person in self.movers.get(pair, ()) if placed else ():
            if len(group.members) >= rules.min_size:
                break
            table = self.standing.at[person.key]
            spare = len(table.seated) - left[table.collective.key] > rules.min_size
            if spare and cell.slot in person.slots and group.admit((person,)):
                left[table.collective.key] += 1
        if len(group.members) < rules.min_size:
            return None
        keys = [person.key for person in group.members]
        return Opening(cell.theme, cell.slot, cell.language, tuple(placed), tuple(keys[len(placed) :]))

    def guide(self, cell: _Cell) -> tuple[StretchCode, str] | None:
        """Who could lead in a cell with least more than they offered; None when nobody could."""
        best = None
        for facilitator in self.guides.get((cell.theme, cell.language), ()):
            code = self._stretch(facilitator, cell.slot)
            if code is not None and (best is None or _STRETCHES.index(code) < _STRETCHES.index(best[0])):
                best = (code, facilitator.key)
        return best

    def _stretch(self, facilitator: Facilitator, slot: int) -> StretchCode | None:
        spare = len(self.busy.get(facilitator.key, ())) < facilitator.capacity
        if slot in self.busy.get(facilitator.key, ()):
            return None
        if slot in facilitator.slots:
            return StretchCode.NOTHING if spare else StretchCode.ONE_MORE_COLLECTIVE
        return StretchCode.ONE_MORE_SLOT if spare else None

    @cached_property
    def guides(self) -> Mapping[tuple[str, str], list[Facilitator]]:
        """Who offered a theme and a language."""
        found = defaultdict(list)
        for facilitator in self.standing.problem.facilitators:
            for theme in facilitator.themes:
                for language in facilitator.languages:
                    found[theme, language].append(facilitator)
        return found

    @cached_property
    def busy(self) -> Mapping[str, list[int]]:
        """In which slots each facilitator leads."""
        found = defaultdict(list)
        for table in self.standing.tables.values():
            found[table.collective.facilitator].append(table.collective.slot)
        return found

    def _score(self, opening: Opening) -> int:
        members = [self.standing.people[key] for key in (*opening.placed, *opening.movers)]
        weights = self.standing.problem.weights
        return score_of(members, theme=opening.theme, slot=opening.slot, weights=weights)


class _Group:
    """A collective in the making."""

    def __init__(self, standing: Standing, slot: int) -> None:
        self.standing, self.slot = standing, slot
        self.members: list[Person] = []
        self.shunned: set[str] = set()
        self.districts: Counter[str] = Counter()
        self.absent = 0

    def admit(self, party: tuple[Person, ...]) -> bool:
        """Take all of a party in, or nobody; whether it was taken in."""
        rules, apart = self.standing.problem.rules, self.standing.apart
        absent = self.absent + sum(self.slot not in person.slots for person in party)
        if len(self.members) + len(party) > rules.max_size or absent > rules.max_absent:
            return False
        districts = self.districts + Counter(person.district for person in party if person.district)
        cap = rules.max_per_district
        if cap is not None and any(districts[person.district] > cap for person in party):
            return False
        shunned = self.shunned.union(*(apart.get(person.key, NOBODY) for person in party))
        if any(person.key in shunned for person in party):
            return False
        self.members += party
        self.shunned, self.districts, self.absent = shunned, districts, absent
        return True
