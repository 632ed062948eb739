import io

from django.core.management import call_command

from collectives.engine.formation.search.compiling import cache_folder
from collectives.engine.formation.solve import solve
from tests.collectives.engine.formation.instances import random_problem


def test_after_it_forming_collectives_compiles_nothing() -> None:
    said = io.StringIO()
    call_command("compile_formation", stdout=said)
    kept = {path.name for path in cache_folder().iterdir()}

    problem = random_problem(1, together=0)
    first = solve(problem, seed=1, iterations=2_000)
    solve(problem, seed=2, iterations=2_000, previous=first.assignment)

    assert said.getvalue() == "Ready: 2 collectives formed in a trial.\n"
    assert {"anneal", "restore", "seat_waiting", "tidy"} <= {name.split("-")[0] for name in kept}
    assert {path.name for path in cache_folder().iterdir()} == kept
