"""A thousand explanations, why here and why not there, for a thousand people.

Run: python -m tests.bench.bench_explanations. Ends with 1 when they take longer than half a second.
"""

import sys
import time

from collectives.engine.formation.check import check
from collectives.engine.formation.explain import explain
from collectives.engine.formation.problem import Rules
from tests.collectives.engine.formation.instances import greedy_assignment, random_problem

PEOPLE, GOAL, ROUNDS = 1000, 0.5, 5


def main() -> int:
    problem = random_problem(1, people=PEOPLE, rules=Rules(), themes=10, slots=20, apart=150, together=20)
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
    return 0 if min(times) <= GOAL and not verdict.violations else 1


if __name__ == "__main__":
    sys.exit(main())
