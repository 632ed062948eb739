"""Proven bounds: never below what is reached, close where that can be counted by hand."""

import subprocess
import sys
from dataclasses import replace

import pytest

from collectives.engine.formation.bound import aggregated_bound, lagrangian_bound, quality
from collectives.engine.formation.problem import Facilitator, Person, Problem, Rules, Weights
from collectives.engine.formation.solve import solve
from tests.collectives.engine.formation.instances import EVERY_WEIGHT
from tests.collectives.engine.formation.test_solve import random_problem

LONG_ENOUGH = 60  # seconds; these are solved in a fraction of one


@pytest.mark.parametrize("weights", [Weights(), EVERY_WEIGHT, Weights(choices=(10,), positions=0, districts=50)])
@pytest.mark.parametrize(
    "rules",
    [Rules(min_size=4, max_size=7), Rules(min_size=2, max_absent=0), Rules(max_absent=2, max_per_district=None)],
)
def test_nothing_that_is_reached_is_above_a_bound(rules: Rules, weights: Weights) -> None:
    for seed in range(2):
        problem = random_problem(seed, people=24, rules=rules, weights=weights, together=0)

        score = solve(problem, seed=1, iterations=30_000).score

        assert score <= lagrangian_bound(problem)
        assert score <= (aggregated_bound(problem, seconds=LONG_ENOUGH) or 0)


def test_both_are_reached_where_everybody_gets_what_they_want() -> None:
    people = tuple(
        Person(f"p{n}", ("grading",), frozenset({1}), frozenset({"en"}), f"position {n % 5}", f"district {n}")
        for n in range(10)
    )
    problem = Problem(people, (Facilitator("f", frozenset({"grading"}), frozenset({1}), frozenset({"en"}), 1),))

    score = solve(problem, seed=1, iterations=1000).score

    assert (score, lagrangian_bound(problem), aggregated_bound(problem, seconds=LONG_ENOUGH)) == (1000, 1000, 1000)


def test_keeping_people_together_does_not_raise_a_bound() -> None:
    problem = random_problem(3, people=24)
    bare = replace(problem, together=())

    assert lagrangian_bound(problem) == lagrangian_bound(bare)
    assert aggregated_bound(problem, seconds=LONG_ENOUGH) == aggregated_bound(bare, seconds=LONG_ENOUGH)


def test_prices_give_the_same_bound_each_time() -> None:
    problem = random_problem(4, people=200)

    assert lagrangian_bound(problem) == lagrangian_bound(problem)


@pytest.mark.parametrize("problem", [Problem((), ()), replace(random_problem(1), facilitators=())])
def test_where_nobody_can_be_seated_the_bound_is_zero(problem: Problem) -> None:
    assert (lagrangian_bound(problem), aggregated_bound(problem, seconds=1)) == (0, 0)


def test_the_solver_prints_nothing_not_even_at_its_first_use() -> None:
    first_use = (
        "from collectives.engine.formation.aggregate import solve_aggregate\n"
        "from tests.collectives.engine.formation.instances import random_problem\n"
        "assert solve_aggregate(random_problem(1, people=20), seconds=5)"
    )

    ran = subprocess.run([sys.executable, "-c", first_use], capture_output=True, check=True)

    assert (ran.stdout, ran.stderr) == (b"", b"")


def test_without_time_there_is_no_aggregated_bound_or_a_true_one() -> None:
    problem = random_problem(5, people=60)

    bound = aggregated_bound(problem, seconds=0.0)

    assert bound is None or bound >= solve(problem, seed=1, iterations=30_000).score


def test_quality_is_a_share_of_the_lowest_bound() -> None:
    assert (quality(90, 100, 120), quality(90, None, 100), quality(90, None), quality(0, 0)) == (0.9, 0.9, None, None)
