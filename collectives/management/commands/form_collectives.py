"""`manage.py form_collectives`: who sits with whom, from files to a file."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from collectives.engine.formation.bound import aggregated_bound, lagrangian_bound, quality
from collectives.engine.formation.check import check
from collectives.engine.formation.contradiction import Contradiction, Contradictory
from collectives.engine.formation.explain import explain
from collectives.engine.formation.files import BadFile, read_pins, read_problem, read_seats, write_seats
from collectives.engine.formation.problem import Assignment, Pins, Problem, Rules
from collectives.engine.formation.solve import Solution, bonus_for_staying, solve
from collectives.engine.formation.unplaced import why_each_unplaced

MOST_AGGREGATED = 600  # people; above, the closer bound takes too long


class Command(BaseCommand):
    help = (
        "Form collectives from the files of a folder: participants.csv (id, role, district, region, slots, langs, "
        "pref1, pref2, pref3), facilitators.csv (id, themes, slots, langs, capacity), and if they are there "
        "conflicts.csv and keep_together.csv (a, b: two people never, or always, in one collective). Slots, langs and "
        "themes are lists with semicolons. The same files, seed and iterations give the same seats on every machine."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with the files")
        parser.add_argument("--out", required=True, type=Path, help="the CSV file of seats to write")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--iterations", type=int, help="how many moves to try; else by the number of people")
        parser.add_argument("--previous", type=Path, help="seats from before: as few as possible of them change")
        parser.add_argument(
            "--pins", type=Path, help="participant_id, collective_id: who stays where --previous has them"
        )
        parser.add_argument("--report", type=Path, help="a JSON file to write: bounds, collectives, every reason")
        parser.add_argument(
            "--bound-seconds", type=float, default=10, help="how long to look for the bound of a report"
        )
        parser.add_argument("--min-size", type=int, default=6)
        parser.add_argument("--max-per-district", type=int, default=3, help="0: no cap")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["pins"] and not options["previous"]:
            raise CommandError("--pins speak of the collectives of --previous: give both.")
        if options["iterations"] is not None and options["iterations"] < 1:
            raise CommandError("--iterations must be 1 or more.")
        try:
            rules = Rules(min_size=options["min_size"], max_per_district=options["max_per_district"] or None)
            problem = read_problem(options["folder"], rules=rules)
            previous = read_seats(options["previous"]) if options["previous"] else None
            pins = Pins(read_pins(options["pins"])) if options["pins"] else Pins()
            solution = solve(
                problem,
                seed=options["seed"],
                iterations=options["iterations"],
                previous=previous,
                pins=pins,
                stay_bonus=bonus_for_staying(len(problem.people)) if previous else 0,
            )
        except Contradictory as refusal:
            raise CommandError("\n".join(_worded(one) for one in refusal.contradictions)) from refusal
        except (BadFile, ValueError) as refusal:
            raise CommandError(str(refusal)) from refusal
        try:
            self.write(problem, solution, previous, pins, options)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from error

    def write(
        self, problem: Problem, solution: Solution, previous: Assignment | None, pins: Pins, options: dict[str, Any]
    ) -> None:
        """Write the files, and say what came out."""
        reasons = {key: code.value.upper() for key, code in why_each_unplaced(problem, solution.assignment).items()}
        write_seats(options["out"], problem, solution.assignment, reasons)
        places = solution.assignment.places()
        self.stdout.write(
            f"{len(places)} of {len(problem.people)} people in {len(solution.assignment.collectives)} collectives, "
            f"{solution.score / 10:.1f} points: {options['out']}"
        )
        if previous is not None:
            before = previous.places().items()
            moved = sum(1 for key, old in before if key not in places or places[key].key != old.key)
            self.stdout.write(f"{moved} of {len(previous.places())} who had a seat no longer have the same.")
        if options["report"]:
            report = make_report(problem, solution, pins=pins, seconds=options["bound_seconds"])
            options["report"].write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
            if report["quality"]:
                self.stdout.write(f"At least {100 * report['quality']:.1f} % of the best possible: {options['report']}")


def make_report(problem: Problem, solution: Solution, *, pins: Pins, seconds: float) -> dict[str, Any]:
    """What was formed, how near to the best possible, and why each person is where they are. Points in tenths."""
    verdict = check(problem, solution.assignment, pins=pins)
    lagrangian = lagrangian_bound(problem)
    few = len(problem.people) <= MOST_AGGREGATED and seconds > 0
    aggregated = aggregated_bound(problem, seconds=seconds) if few else None
    sheets = {sheet.key: asdict(sheet) for sheet in verdict.sheets}
    return {
        "people": len(problem.people),
        "unplaced": list(verdict.unplaced),
        "score": solution.score,
        "bounds": {"lagrangian": lagrangian, "aggregated": aggregated},
        "quality": quality(solution.score, lagrangian, aggregated),
        "iterations": solution.iterations,
        "violations": [asdict(violation) for violation in verdict.violations],
        "collectives": [asdict(one) | sheets[one.key] for one in solution.assignment.collectives],
        "explanations": [asdict(one) for one in explain(problem, solution.assignment, pins=pins)],
    }


def _worded(contradiction: Contradiction) -> str:
    parts = [contradiction.code.replace("_", " ")]
    if contradiction.collective:
        parts.append(f"collective {contradiction.collective}")
    if contradiction.people:
        parts.append(", ".join(contradiction.people))
    if contradiction.limit:
        parts.append(f"at most {contradiction.limit}")
    return "These rules cannot be kept at once: " + "; ".join(parts) + "."
