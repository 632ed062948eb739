"""The score of a collective in whole tenths, and what one person adds to it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from collectives.engine.formation.problem import Assignment, Person, Problem, Weights


class PointKind(StrEnum):
    """What points are for."""

    CHOICE = "choice"
    THIRD_LAST_CYCLE = "third_last_cycle"
    ABSENCE = "absence"
    POSITIONS = "positions"
    DISTRICTS = "districts"
    REGIONS = "regions"
    ALONE = "alone"
    RURAL_WITH_LARGE = "rural_with_large"


def score_of(members: Sequence[Person], *, theme: str, slot: int, weights: Weights) -> int:
    """The score of these people together. Nobody: 0. A theme that somebody did not rank gives them nothing."""
    positions = [person.position for person in members if person.position]
    alone = sum(1 for position in set(positions) if positions.count(position) == 1)
    mixed = any(person.rural for person in members) and any(person.large for person in members)
    return (
        sum(sum(choice_points(person, theme, weights)) for person in members)
        - weights.absence * sum(1 for person in members if slot not in person.slots)
        + weights.positions * len(members) * len(set(positions))
        + weights.districts * len({person.district for person in members} - {""})
        + weights.regions * len({person.region for person in members} - {""})
        - weights.alone * alone
        + weights.rural_with_large * mixed
    )


def total_score(problem: Problem, assignment: Assignment) -> int:
    """The score of all collectives. Members who are not people of the problem count for nothing."""
    people = {person.key: person for person in problem.people}
    return sum(
        score_of(
            [people[key] for key in dict.fromkeys(one.members) if key in people],
            theme=one.theme,
            slot=one.slot,
            weights=problem.weights,
        )
        for one in assignment.collectives
    )


def choice_points(person: Person, theme: str, weights: Weights) -> tuple[int, int]:
    """Points for the rank of the theme, and those for a first choice after a third one last cycle."""
    for rank, choice in enumerate(person.choices):
        if choice == theme:
            return weights.choice(rank), weights.third_last_cycle if person.third_last_cycle and rank == 0 else 0
    return 0, 0


class Tally:
    """Counts of the people in one collective: enough to say what one more, or one fewer, does to its score."""

    __slots__ = ("absent", "districts", "large", "positions", "regions", "rural", "size", "slot", "theme", "weights")

    def __init__(self, *, theme: str, slot: int, weights: Weights, members: Iterable[Person] = ()) -> None:
        self.theme, self.slot, self.weights = theme, slot, weights
        self.positions: dict[str, int] = {}
        self.districts: dict[str, int] = {}
        self.regions: dict[str, int] = {}
        self.size = self.absent = self.rural = self.large = 0
        for person in members:
            self.add(person)

    def add(self, person: Person) -> None:
        """Count one more."""
        self._count(person, 1)

    def take(self, person: Person) -> None:
        """Count one fewer; they were counted before."""
        self._count(person, -1)

    def gain(self, person: Person, *, inside: bool) -> int:
        """What somebody adds: the score with them less the score without. `inside`: they are counted already."""
        return sum(self.parts(person, inside=inside))

    def parts(self, person: Person, *, inside: bool) -> tuple[int, ...]:
        """The same by kind, in the order of PointKind."""
        weights, out = self.weights, int(inside)
        others, positions = self.size - out, len(self.positions)
        of_position = self.positions.get(person.position, 0) - out if person.position else -1
        before = positions - (inside and of_position == 0)
        after = before + (of_position == 0)
        rural, large = self.rural - (inside and person.rural), self.large - (inside and person.large)
        mixed = bool((rural or person.rural) and (large or person.large)) - bool(rural and large)
        return (
            *choice_points(person, self.theme, weights),
            -weights.absence if self.slot not in person.slots else 0,
            weights.positions * ((others + 1) * after - others * before),
            weights.districts if person.district and self.districts.get(person.district, 0) == out else 0,
            weights.regions if person.region and self.regions.get(person.region, 0) == out else 0,
            weights.alone * ((of_position == 1) - (of_position == 0)),
            weights.rural_with_large * mixed,
        )

    def _count(self, person: Person, one: int) -> None:
        self.size += one
        self.absent += one * (self.slot not in person.slots)
        self.rural += one * person.rural
        self.large += one * person.large
        for counts, name in (
            (self.positions, person.position),
            (self.districts, person.district),
            (self.regions, person.region),
        ):
            if name:
                counts[name] = counts.get(name, 0) + one
                if not counts[name]:
                    del counts[name]
