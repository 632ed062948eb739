"""How good a formation can be at most, proven: nothing legal scores more than these bounds.

Both look at each person alone, without keep-together and pins, which can only lower what is possible.
"""

import math
from collections import Counter
from dataclasses import replace
from typing import Final

from collectives.engine.formation.problem import Problem
from collectives.engine.formation.unplaced import Compatible

PRICE_ROUNDS: Final = 600


def quality(score: int, *bounds: int | None) -> float | None:
    """What share of the best possible a score reaches at least; None when no bound is known or nothing is possible."""
    known = [bound for bound in bounds if bound is not None]
    return min(1.0, score / min(known)) if known and min(known) > 0 else None


def lagrangian_bound(problem: Problem) -> int:
    """The bound in tenths from prices for seats. Takes well under a second for 1,000 people; loose below 1,000.

    Whoever no collective could hold is left out. Where a position is so rare that it cannot be in every collective,
    it is also counted by how many collectives it can reach; the lower of both is the bound.
    """
    problem = _possible(problem)
    if not problem.people:
        return 0
    weights, most = problem.weights, problem.rules.max_size
    counts = Counter(person.position for person in problem.people if person.position)
    rural = math.ceil(weights.rural_with_large / problem.rules.min_size)
    mix = weights.positions * min(len(counts), most) + weights.districts + weights.regions + rural
    bound = _priced(problem, mix)
    rare = [count for count in counts.values() if most * count < len(problem.people)]
    if rare and weights.positions and len(counts) <= most:
        reached = weights.positions * most * sum(rare)
        bound = min(bound, _priced(problem, mix - weights.positions * len(rare)) + reached)
    return bound


def aggregated_bound(problem: Problem, *, seconds: float) -> int | None:
    """The bound in tenths from an integer programme over themes, slots and languages; None when time was too short.

    Close for up to a few hundred people. The longer it may take, the lower it is; it is proven at any time, but how
    low it gets depends on the machine.
    """
    problem = _possible(problem)
    if not problem.people:
        return 0
    from collectives.engine.formation.aggregate import solve_aggregate  # noqa: PLC0415  takes long to import

    return solve_aggregate(problem, seconds=seconds)


def _possible(problem: Problem) -> Problem:
    """The problem without what binds people to each other, and without those whom nothing could hold."""
    compatible = Compatible(problem)
    people = tuple(person for person in problem.people if compatible.never(person) is None)
    return replace(problem, people=people, together=())


def _priced(problem: Problem, mix: int) -> int:
    from collectives.engine.formation.search.prices import SCALE, find_prices  # noqa: PLC0415  takes long to import
    from collectives.engine.formation.search.tables import Names, build_given  # noqa: PLC0415

    prices = find_prices(build_given(Names(problem)), extra=mix, rounds=PRICE_ROUNDS)
    return prices.bound // SCALE  # scores are whole, so what is above a whole tenth proves nothing more
