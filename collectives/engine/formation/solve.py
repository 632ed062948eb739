"""Forming collectives: the search as a whole, in parts between which it can be watched and stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from collectives.engine.formation.contradiction import Contradictory, find_contradictions
from collectives.engine.formation.problem import Assignment, Pins, Problem

STAY_BONUS: Final = 40
"""Tenths for everybody who stays: enough that only seating somebody who waits is worth a move."""

MANY: Final = 150
STAY_BONUS_OF_MANY: Final = 90
"""The same among more people: nearly what a seat is worth, since among many a chain of moves is easily found."""

BUDGETS: Final = (
    (40, 1_000_000),
    (80, 7_000_000),
    (150, 3_200_000),
    (600, 5_500_000),
    (3_000, 8_000_000),
    (30_000, 8_500_000),
    (1 << 60, 20_000_000),
)
"""Moves for formations of up to so many people."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is, from 0 to 1, and the best so far: a score in tenths, with what staying is rewarded with."""

    fraction: float
    best: int


@dataclass(frozen=True, slots=True)
class Solution:
    """What the search came to. `score` in tenths. `stopped`: it was cancelled, this is the best until then."""

    assignment: Assignment
    score: int
    iterations: int
    stopped: bool


def bonus_for_staying(people: int) -> int:
    """What to reward staying with in a formation of so many people, see `solve`."""
    return STAY_BONUS if people <= MANY else STAY_BONUS_OF_MANY


def default_iterations(people: int) -> int:
    """A budget that takes a few seconds and comes near the best possible for so many people."""
    return next(moves for most, moves in BUDGETS if people <= most)


def solve(
    problem: Problem,
    *,
    seed: int,
    iterations: int | None = None,
    previous: Assignment | None = None,
    pins: Pins | None = None,
    stay_bonus: int = 0,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """Form collectives. The same problem, seed and iterations give the same on every machine.

    `pins` speak of collectives of `previous`. With a `stay_bonus` (see `bonus_for_staying`) all collectives of
    `previous` that can go on keep theme, slot, language, facilitator and key, and as few people move as the gain
    allows; without, only what is pinned stays. Everybody not in a collective of the solution is unplaced; a pinned
    collective that cannot be filled comes back too small, which `check` says. Raises Contradictory when rules or pins
    contradict, and ValueError for more than 16 positions or 8 languages.
    """
    kept = pins or Pins()
    if contradictions := find_contradictions(problem, previous, kept):
        raise Contradictory(contradictions)
    budget = default_iterations(len(problem.people)) if iterations is None else max(1, iterations)
    from collectives.engine.formation.search.running import Run  # noqa: PLC0415  numba takes long to import

    run = Run(problem, seed=seed, budget=budget, previous=previous or Assignment(), pins=kept, stay=stay_bonus)
    for part in run.parts():
        if progress is not None:
            progress(Progress(min(1.0, part / budget), run.so_far()))
        if cancelled is not None and cancelled():
            run.finish()
            return Solution(*run.result(), iterations=run.spent, stopped=True)
    return Solution(*run.result(), iterations=run.spent, stopped=False)
