"""Forming collectives: share of the proven bound, time and memory of the command, on programs at random.

Run: python -m tests.bench.bench_formation [people ...]. The command runs in a process of its own on one core; its whole
time counts, from the start of Python to the written file: on the clock, and of that core alone. Quality below its goal
or a broken rule ends with 1; times stand beside their goals. 1,000 people are held against prices alone where that is
enough, else against the aggregated bound after minutes.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from collectives.engine.formation.bound import aggregated_bound, lagrangian_bound
from collectives.engine.formation.check import check
from collectives.engine.formation.files import read_problem, read_seats
from tests.bench.formation_problems import write_program

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = (1, 2)
LATE, MOST_MOVED = 50, 3


class Goal(NamedTuple):
    """What so many people should reach. `loose`: against prices alone. `bound`: seconds for the aggregated bound."""

    people: int
    aggregated: float
    loose: float
    seconds: float
    bound: float


GOALS = (
    Goal(30, 0.99, 0.0, 2, 60),
    Goal(60, 0.98, 0.0, 5, 60),
    Goal(120, 0.97, 0.0, 5, 60),
    Goal(300, 0.975, 0.0, 5, 150),
    Goal(1_000, 0.985, 0.94, 10, 300),
    Goal(10_000, 0.99, 0.99, 10, 0),
    Goal(100_000, 0.0, 0.0, 0, 0),
)


def main() -> int:
    wanted = {int(number) for number in sys.argv[1:]}
    with tempfile.TemporaryDirectory() as folder:
        warm = Path(folder)
        write_program(warm, people=30, seed=0)
        run(warm)  # compiles what is not compiled yet
    print("people      seed  quality  bound       goal   time s  of the core (goal)   MB   broken rules")
    kept = [
        measure(goal, seed=seed, tight=tight)
        for goal in GOALS
        if not wanted or goal.people in wanted
        for tight in (False, True)
        for seed in (SEEDS if goal.people < 100_000 else SEEDS[:1])
    ]
    kept += [latecomers()] if not wanted or 1_000 in wanted else []
    return 0 if all(kept) else 1


def measure(goal: Goal, *, seed: int, tight: bool) -> bool:
    """Form one program, print a line, and say whether quality and rules are kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_program(folder, people=goal.people, seed=seed, tight=tight)
        seconds, core, megabytes = run(folder, seed=seed)
        problem = read_problem(folder)
        verdict = check(problem, read_seats(folder / "seats.csv"))
    bound, kind, least = lagrangian_bound(problem), "prices", goal.loose
    enough = goal.loose and verdict.score >= goal.loose * bound
    closer = aggregated_bound(problem, seconds=goal.bound) if goal.bound and not enough else None
    if closer is not None and closer < bound:
        bound, kind, least = closer, "aggregated", goal.aggregated
    quality = verdict.score / bound
    print(
        f"{goal.people:7,} {'tight' if tight else 'plain'} {seed}  {quality:.4f}  {kind:10}  {least:.3f}"
        f"  {seconds:6.2f}  {core:6.2f} ({goal.seconds:2.0f})   {megabytes:5.0f}   {len(verdict.violations)}",
        flush=True,
    )
    return quality >= least and not verdict.violations


def latecomers() -> bool:
    """Seat those who come late among 1,000, and count who had to move."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_program(folder, people=1_000, seed=1)
        participants = folder / "participants.csv"
        lines = participants.read_text(encoding="utf-8").splitlines(keepends=True)
        participants.write_text("".join(lines[:-LATE]), encoding="utf-8")
        run(folder, out="before.csv")
        participants.write_text("".join(lines), encoding="utf-8")
        seconds, _, _ = run(folder, "--previous", str(folder / "before.csv"))
        before, after = (read_seats(folder / file).places() for file in ("before.csv", "seats.csv"))
        broken = check(read_problem(folder), read_seats(folder / "seats.csv")).violations
    moved = sum(1 for key, one in before.items() if key not in after or after[key].key != one.key)
    late = sum(1 for line in lines[-LATE:] if line.split(",")[0] in after)
    print(f"{late} of {LATE} latecomers among 1,000 seated, {moved} moved (goal {MOST_MOVED}), {seconds:.2f} s")
    return moved <= MOST_MOVED and not broken


def run(folder: Path, *options: str, seed: int = 1, out: str = "seats.csv") -> tuple[float, float, float]:
    """Seconds on the clock and of one core that the command takes, and its peak megabytes."""
    core = str(max(os.sched_getaffinity(0)))
    formed = ["manage.py", "form_collectives", str(folder), "--out", str(folder / out)]
    command = ["taskset", "-c", core, sys.executable, *formed]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--seed", str(seed), *options],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
