"""A thousand explanations, why here and why not there, for a thousand people; and what would place who is left.

Run: python -m tests.bench.bench_explanations. Ends with 1 when the explanations take longer than half a second, or
what would place people longer than one, from a good assignment or from none.
"""

import sys
import time

from collectives.engine.formation.check import check
from collectives.engine.formation.explain import explain
from collectives.engine.formation.problem import Assignment, Problem, Rules
from collectives.engine.formation.unplaced import more_capacity, would_place
from tests.collectives.engine.formation.instances import greedy_assignment, random_problem

PEOPLE, GOAL, GOAL_PLACING, ROUNDS = 1000, 0.5, 1.0, 5


def main() -> int:
    problem = random_problem(1, people=PEOPLE, rules=Rules(), themes=10, slots=60, apart=150, together=20)
    assignment = greedy_assignment(problem)
    verdict = check(problem, assignment)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        explanations = explain(problem, assignment)
        times.append(time.perf_counter() - start)
    reasons = sum(len(explanation.elsewhere) for explanation in explanations)
    print(
        f"{len(explanations)} explanations with {reasons} reasons about {len(assignment.collectives)} collectives, "
        f"{len(verdict.unplaced)} people unplaced: {min(times):.3f} s, worst {max(times):.3f} s (goal {GOAL} s)"
    )
    placing = max(time_placing(problem, assignment), time_placing(problem, Assignment()))
    print(f"one more facilitator, or more of one, that would place most: {placing:.3f} s (goal {GOAL_PLACING} s)")
    return 0 if min(times) <= GOAL and placing <= GOAL_PLACING and not verdict.violations else 1


def time_placing(problem: Problem, assignment: Assignment) -> float:
    start = time.perf_counter()
    would_place(problem, assignment)
    more_capacity(problem, assignment)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
