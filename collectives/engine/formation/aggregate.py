"""An integer programme that every legal assignment satisfies, solved by HiGHS for its proven bound.

A cell is a theme, a language and a slot; its collectives are counted together, so that people are not told apart by
which of them they sit in. Each rule holds for the sum as well: at most ten for each collective, one absent, and so on.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

import highspy
import numpy as np

from collectives.engine.formation.problem import Facilitator, Person, Problem
from collectives.engine.formation.score import choice_points

TOLERANCE: Final = 1e-6  # of the bound, and at least a twentieth of a tenth: HiGHS computes with floating point
LEAST_TOLERANCE: Final = 0.05

QUIETLY: Final = {"output_flag": False, "log_to_console": False, "threads": 1, "mip_heuristic_effort": 0.0}


class Programme:
    """Variables and rows; every row is an upper limit of a sum."""

    def __init__(self) -> None:
        self.worth: list[float] = []
        self.most: list[float] = []
        self.whole: list[bool] = []
        self.starts: list[int] = [0]
        self.columns: list[int] = []
        self.factors: list[float] = []
        self.limits: list[float] = []

    def variable(self, worth: float, *, most: float, whole: bool = False) -> int:
        """A number from 0 to `most`, with what one of it adds to the score."""
        self.worth.append(worth)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.worth) - 1

    def row(self, terms: Iterable[tuple[int, float]], limit: float = 0) -> None:
        """The sum of these terms is at most `limit`."""
        for column, factor in terms:
            self.columns.append(column)
            self.factors.append(factor)
        self.starts.append(len(self.columns))
        self.limits.append(limit)

    def bound(self, seconds: float) -> float | None:
        """The proven upper bound of the score after so many seconds."""
        model: Any = highspy.HighsLp()
        count, rows = len(self.worth), len(self.limits)
        model.num_col_, model.num_row_ = count, rows
        model.col_cost_, model.col_lower_ = np.array(self.worth, float), np.zeros(count)
        model.col_upper_ = np.array(self.most, float)
        model.row_lower_, model.row_upper_ = np.full(rows, -highspy.kHighsInf), np.array(self.limits, float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = np.array(self.starts), np.array(self.columns)
        model.a_matrix_.value_ = np.array(self.factors, float)
        model.sense_ = highspy.ObjSense.kMaximize
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        solver: Any = highspy.Highs.__base__  # Highs itself greets on the standard output before it can be told not to
        highs = solver()
        for option, value in {**QUIETLY, "time_limit": float(seconds)}.items():
            highs.setOptionValue(option, value)
        highs.passModel(model)
        highs.run()
        found = float(highs.getInfo().mip_dual_bound)
        return found if math.isfinite(found) and found < highspy.kHighsInf else None


def solve_aggregate(problem: Problem, *, seconds: float) -> int | None:
    """The bound in tenths, rounded down to a whole one: scores are whole."""
    programme = Programme()
    seats: dict[str, list[int]] = defaultdict(list)
    led: dict[str, list[int]] = defaultdict(list)
    at_once: dict[tuple[str, int], list[int]] = defaultdict(list)
    for (theme, language, slot), facilitators in _cells(problem).items():
        people = [one for one in problem.people if theme in one.choices and language in one.languages]
        if problem.rules.max_absent == 0:
            people = [one for one in people if slot in one.slots]
        coming = sum(slot in one.slots for one in people)
        if len(people) < problem.rules.min_size or coming < problem.rules.min_size - problem.rules.max_absent:
            continue
        leaders = []
        for facilitator in facilitators:
            leads = programme.variable(0, most=1, whole=True)
            leaders.append(leads)
            led[facilitator.key].append(leads)
            at_once[facilitator.key, slot].append(leads)
        cell = _Cell(programme, problem, theme=theme, slot=slot, people=people, leaders=leaders)
        for person, seat in cell.seats.items():
            seats[person].append(seat)
    capacity = {facilitator.key: facilitator.capacity for facilitator in problem.facilitators}
    for columns in (*seats.values(), *at_once.values()):
        programme.row([(column, 1) for column in columns], 1)
    for key, columns in led.items():
        programme.row([(column, 1) for column in columns], capacity[key])
    if not seats:
        return 0
    bound = programme.bound(seconds)
    return None if bound is None else math.floor(bound + max(LEAST_TOLERANCE, TOLERANCE * bound))


def _cells(problem: Problem) -> dict[tuple[str, str, int], list[Facilitator]]:
    cells: dict[tuple[str, str, int], list[Facilitator]] = defaultdict(list)
    for facilitator in problem.facilitators:
        for theme in sorted(facilitator.themes):
            for language in sorted(facilitator.languages):
                for slot in sorted(facilitator.slots):
                    cells[theme, language, slot].append(facilitator)
    return dict(sorted(cells.items()))


class _Cell:
    """The collectives of one cell: how many are open, who sits in them, and what their mix adds."""

    def __init__(
        self, programme: Programme, problem: Problem, *, theme: str, slot: int, people: list[Person], leaders: list[int]
    ) -> None:
        self.programme, self.people, self.problem = programme, people, problem
        rules, weights = problem.rules, problem.weights
        self.open = programme.variable(0, most=len(leaders))
        programme.row([(self.open, 1), *((leader, -1) for leader in leaders)])
        programme.row([(self.open, -1), *((leader, 1) for leader in leaders)])
        away = {person.key for person in people if slot not in person.slots}
        self.seats = {
            person.key: programme.variable(
                sum(choice_points(person, theme, weights)) - weights.absence * (person.key in away), most=1
            )
            for person in people
        }
        everybody = list(self.seats.values())
        programme.row([(self.open, rules.min_size), *((seat, -1) for seat in everybody)])
        self.at_most(everybody, rules.max_size)
        self.at_most([self.seats[key] for key in away], rules.max_absent)
        for person in people:
            if person.key not in away:
                self.at_most([self.seats[person.key]], 1)
        for one, other in dict.fromkeys(problem.apart):
            if one != other and one in self.seats and other in self.seats:
                self.at_most([self.seats[one], self.seats[other]], 1)
        self.mix()

    def at_most(self, seats: list[int], each: int) -> None:
        """So many of these seats in each collective."""
        if seats:
            self.programme.row([(self.open, -each), *((seat, 1) for seat in seats)])

    def mix(self) -> None:
        """What positions, districts, regions and rural beside large can add at most."""
        rules, weights = self.problem.rules, self.problem.weights
        everybody = list(self.seats.values())
        for seats in self.by("position"):  # how many sit where this position is
            among = self.programme.variable(weights.positions, most=highspy.kHighsInf)
            self.programme.row([(among, 1), *((seat, -1) for seat in everybody)])
            self.programme.row([(among, 1), *((seat, -rules.max_size) for seat in seats)])
        for seats in self.by("district"):
            self.present(seats, weights.districts)
            if rules.max_per_district is not None and len(seats) > rules.max_per_district:
                self.at_most(seats, rules.max_per_district)
        for seats in self.by("region"):
            self.present(seats, weights.regions)
        if weights.rural_with_large:
            rural, large = self.by("rural"), self.by("large")
            both = self.programme.variable(weights.rural_with_large if rural and large else 0, most=highspy.kHighsInf)
            for seats in (*rural, *large, [self.open]):
                self.programme.row([(both, 1), *((seat, -1) for seat in seats)])

    def by(self, kind: str) -> list[list[int]]:
        """The seats of people of one position, district and so on; of whom it is not known are left out."""
        groups: dict[object, list[int]] = defaultdict(list)
        for person in self.people:
            if name := getattr(person, kind):
                groups[name].append(self.seats[person.key])
        return list(groups.values())

    def present(self, seats: list[int], worth: int) -> None:
        """What it adds that somebody of these sits in a collective, at most once in each."""
        if not worth:
            return
        if len(seats) == 1:
            self.programme.worth[seats[0]] += worth
            return
        here = self.programme.variable(worth, most=highspy.kHighsInf)
        self.programme.row([(here, 1), *((seat, -1) for seat in seats)])
        self.programme.row([(here, 1), (self.open, -1)])
