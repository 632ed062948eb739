"""An attacker who has all that was ever published about an indicator, and a solver of linear programs.

Of every figure the attacker knows whether it is told, and what: people, percents and ranges as inequalities. They
know how places and groups add up, which sums are complete, which figures did not change between two releases, and
that a protected cell has somebody in it. They ask the solver for the least and most of each number that is hidden.
What they get of it is a success when the two are nearer than the program's smallest group. They may also be of a
district, and know its figures.
"""

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from evidence.engine.suppression import Counts, Key, Layout, Release, Rule, Told
from evidence.engine.suppression.rule import TIERS

MUCH = 100_000.0
EPSILON = 1e-4

type Row = dict[int, float]  # a sum of unknowns by their number


@dataclass(frozen=True)
class Target:
    """A number that is hidden: the attack succeeds when it is known more narrowly than `span`."""

    name: str
    key: Key
    row: Row
    truth: float
    span: float
    of: Counts = ()


@dataclass(frozen=True)
class Success:
    """What an attacker found out."""

    target: Target
    least: float
    most: float


class Attack:
    """What is known, as a linear program."""

    def __init__(self, layout: Layout, rule: Rule, *, of_district: Hashable = None) -> None:
        self.layout, self.rule, self.of_district = layout, rule, of_district
        self.truth: list[float] = []
        self.rows: list[tuple[float, float, Row]] = []
        self.targets: dict[tuple[object, object], Target] = {}
        self.shown: set[object] = set()
        self.figures: dict[tuple[Hashable, Key, Counts], list[int]] = {}
        self.peoples: dict[tuple[Key, int], Row] = {}
        self.rests: dict[object, Row] = {}
        self.known: set[int] = set()
        self.people_told: set[tuple[Key, int]] = set()

    def learn(self, release: Release, *, day: Hashable = 0) -> None:
        """Take in what was published of a day."""
        figures = {key: tuple(figure) for key, figure in release.figures.items() if figure is not None}
        unknowns = {key: self._unknowns(day, key, figure) for key, figure in figures.items()}
        for key, figure in figures.items():
            self._read(release, day, key, figure, unknowns[key])
        for name, total, parts in sums(self.layout, figures):
            self._add_up(day, name, [(figures[key], unknowns[key]) for key in [total, *parts]], total)

    def successes(self) -> list[Success]:
        """Each number that is bounded too narrowly."""
        targets = [
            self._as_told(target)
            for (name, what), target in self.targets.items()
            if (name, what) not in self.shown and not (what == "people" and self._is_told(target))
        ]
        if self.of_district is not None:
            mine = self.layout.owners
            targets = [one for one in targets if mine.get(one.key[0]) not in {None, self.of_district}]
        if not targets:
            return []
        solver = Solver(self.rows, self.truth)
        matrix = np.zeros((len(targets), len(self.truth)))
        for number, target in enumerate(targets):
            for unknown, factor in target.row.items():
                matrix[number, unknown] += factor
        truth = matrix @ np.array(self.truth)
        least, most = truth.copy(), truth.copy()
        spans = np.array([target.span for target in targets]) - EPSILON
        found = []

        def look(costs: np.ndarray) -> None:
            values = matrix @ solver.minimum(costs)
            np.minimum(least, values, out=least)
            np.maximum(most, values, out=most)

        look(matrix.sum(axis=0))
        for number, target in enumerate(targets):
            for costs in (-matrix[number], matrix[number]):
                if most[number] - least[number] < spans[number]:
                    look(costs)
            if most[number] - least[number] < spans[number]:
                found.append(Success(target, float(least[number]), float(most[number])))
        return found

    def _is_told(self, target: Target) -> bool:
        """Whether as many people were shown, on another day or with other answers."""
        return (target.key, sum(target.of)) in self.people_told

    def _as_told(self, target: Target) -> Target:
        """Of so many people, no level can be spread over more."""
        return replace(target, span=min(target.span, sum(target.of))) if self._is_told(target) else target

    def _unknowns(self, day: Hashable, key: Key, figure: Counts) -> list[int]:
        """A figure that did not change is the same unknown; on another day only its people are."""
        place = (day, key, figure)
        if place not in self.figures:
            first = len(self.truth)
            self.truth += map(float, figure)
            self.figures[place] = list(range(first, len(self.truth)))
            people = dict.fromkeys(self.figures[place], 1.0)
            if self.of_district is not None and self.layout.owners.get(key[0]) == self.of_district:
                self.known.update(self.figures[place])
                self.rows += [(self.truth[one], self.truth[one], {one: 1.0}) for one in self.figures[place]]
            elif (key, sum(figure)) in self.peoples:
                self.rows.append((0, 0, minus(people, self.peoples[key, sum(figure)])))
            self.peoples.setdefault((key, sum(figure)), people)
        return self.figures[place]

    def _read(self, release: Release, day: Hashable, key: Key, figure: Counts, unknowns: list[int]) -> None:
        one, people = release.shown[key], dict.fromkeys(unknowns, 1.0)
        name = f"{key} of {figure} on day {day}"
        if one.told is Told.PROTECTED:
            self.rows.append((1, MUCH, people))
            span = release.smallest
            self._aim((name, "people"), Target(f"people in {name}", key, people, sum(figure), span, figure))
            for level, unknown in enumerate(unknowns):
                aim = Target(f"level {level} in {name}", key, {unknown: 1.0}, figure[level], span, figure)
                self._aim((name, level), aim)
            return
        self.people_told.add((key, sum(figure)))
        self.shown |= {(name, "people"), *((name, level) for level in range(len(figure)))}
        if one.told is Told.NOBODY:
            self.rows.append((0, 0, people))
            return
        if one.people is None:
            self.rows.append((release.smallest, MUCH, people))
        else:
            off = self.rule.round_to / 2
            self.rows.append((one.people - off, one.people + off, people))
        for unknown, (low, high) in zip(unknowns, one.ranges, strict=True):
            self.rows.append((0, MUCH, minus({unknown: 1.0}, dict.fromkeys(unknowns, low / 100))))
            self.rows.append((0, MUCH, minus(dict.fromkeys(unknowns, high / 100), {unknown: 1.0})))
        most = figure.index(max(figure))
        tier = next((points for least, points in TIERS if sum(figure) >= least), 0)
        if one.width and 100 * figure[most] >= (100 - tier) * sum(figure):
            span = min(figure[most] - math.ceil((100 - tier) * sum(figure) / 100), release.smallest)
            self._aim((name, "range"), Target(f"range of {name}", key, {unknowns[most]: 1.0}, figure[most], span))

    def _add_up(self, day: Hashable, name: object, unknowns: list[tuple[Counts, list[int]]], total: Key) -> None:
        """Take in that the first figure is the sum of the others, and of a rest that nobody shows."""
        (whole, ours), *parts = unknowns
        rest = tuple(people - sum(part[level] for part, _ in parts) for level, people in enumerate(whole))
        rows: list[Row] = []
        for level, unknown in enumerate(ours):
            rows.append({unknown: 1.0, **{theirs[level]: -1.0 for _, theirs in parts}})
        if min(rest) < 0 or not any(rest):
            self.rows += [(left, left, row) for left, row in zip(rest, rows, strict=True)]
            return
        self.rows += [(0, MUCH, row) for row in rows]
        for level, row in enumerate(rows):
            before = self.rests.setdefault((day, name, rest, level), row)
            if before is not row:
                self.rows.append((0, 0, minus(row, before)))
        span = self.rule.smallest
        if sum(rest) < span:
            words = f"the rest of {name} on day {day}, {rest}"
            people = {unknown: factor for row in rows for unknown, factor in row.items()}
            self._aim((words, "people"), Target(f"people in {words}", total, people, sum(rest), span))
            for level, row in enumerate(rows):
                self._aim((words, level), Target(f"level {level} in {words}", total, row, rest[level], span))

    def _aim(self, name: tuple[object, object], target: Target) -> None:
        before = self.targets.get(name)
        if target.span > 0 and (before is None or target.span < before.span):
            self.targets[name] = target


class Solver:
    """HiGHS with one program, warm from question to question."""

    def __init__(self, rows: Sequence[tuple[float, float, Row]], truth: Sequence[float]) -> None:
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("presolve", "off")
        count = len(truth)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = count, len(rows)
        model.col_cost_ = np.zeros(count)
        model.col_lower_, model.col_upper_ = np.zeros(count), np.full(count, MUCH)
        model.row_lower_ = np.array([low for low, _, _ in rows], dtype=float)
        model.row_upper_ = np.array([high for _, high, _ in rows], dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(row) for _, _, row in rows])]).astype(np.int32)
        model.a_matrix_.index_ = np.array([one for _, _, row in rows for one in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([factor for _, _, row in rows for factor in row.values()], dtype=float)
        self.solver.passModel(model)
        self.count = count

    def minimum(self, costs: np.ndarray) -> np.ndarray:
        """The unknowns where the costs are least."""
        self.solver.changeColsCost(self.count, np.arange(self.count, dtype=np.int32), costs.astype(float))
        self.solver.run()
        status = self.solver.getModelStatus()
        assert status == highspy.HighsModelStatus.kOptimal, status  # the truth is possible: all else is our mistake
        return np.array(self.solver.getSolution().col_value)


def sums(layout: Layout, figures: dict[Key, Counts]) -> Iterator[tuple[object, Key, list[Key]]]:
    """Which figures are the sum of which."""
    below: dict[Key, list[Key]] = {}
    by_kind: dict[tuple[object, object], list[Key]] = {}
    for place, group in figures:
        up = layout.parents[place]
        while up is not None and (up, group) not in figures:
            up = layout.parents[up]
        if up is not None:
            below.setdefault((up, group), []).append((place, group))
        if group is not None and (place, None) in figures:
            by_kind.setdefault((place, layout.kinds[group]), []).append((place, group))
    for total, parts in below.items():
        yield ("places in", total), total, parts
    for (place, kind), parts in by_kind.items():
        yield ("groups in", place, kind), (place, None), parts


def minus(one: Row, other: Row) -> Row:
    """The difference of two sums of unknowns."""
    found = dict(one)
    for unknown, factor in other.items():
        found[unknown] = found.get(unknown, 0.0) - factor
    return found
