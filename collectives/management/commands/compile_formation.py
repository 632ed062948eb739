"""`manage.py compile_formation`: machine code for forming collectives, before somebody waits for it."""

from typing import Any

from django.core.management.base import BaseCommand

from collectives.engine.formation.problem import Facilitator, Person, Problem
from collectives.engine.formation.solve import solve

PEOPLE, THEMES, SLOTS = 16, ("belonging", "grading"), frozenset({1, 2})
LANGUAGES = frozenset({"en"})


class Command(BaseCommand):
    help = (
        "Compile the search that forms collectives, which else happens when it first runs after an update (most of a "
        "minute), and keep it where NUMBA_CACHE_DIR says. Does nothing where it is kept already."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        people = (Person(f"p{number}", THEMES, SLOTS, LANGUAGES, "coach", f"d{number}") for number in range(PEOPLE))
        guides = (Facilitator(theme, frozenset(THEMES), SLOTS, LANGUAGES, capacity=1) for theme in THEMES)
        solution = solve(Problem(tuple(people), tuple(guides)), seed=1)
        self.stdout.write(f"Ready: {len(solution.assignment.collectives)} collectives formed in a trial.")
