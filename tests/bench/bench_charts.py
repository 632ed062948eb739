"""How long drawing charts takes: run charts of 12 and 60 points, a small multiple, a line beside words, bars.

Run: python -m tests.bench.bench_charts. CPU time of this process, the middle of many rounds; the goal is one
millisecond for each.
"""

from tests import conftest

conftest.django.setup()

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from ilc.charts import (
    Bar,
    ChartWords,
    Mark,
    Point,
    RunChart,
    Small,
    axis_for,
    draw_bars,
    draw_run_chart,
    draw_small,
    draw_spark,
)

GOAL_MS = 1.0
ROUNDS, EACH = 30, 20
FIRST = date(2026, 9, 7)


def points(count: int) -> list[Point]:
    """So many a week apart; every seventh is protected, every ninth has a note."""
    return [
        Point(
            FIRST + timedelta(weeks=n),
            None if n % 7 == 3 else 30.0 + n * 17 % 40,
            label="22 of 36",
            note="snow week" if n % 9 == 4 else "",
        )
        for n in range(count)
    ]


def chart(count: int) -> RunChart:
    """A run chart with all that can be on it."""
    marks = [Mark(FIRST + timedelta(weeks=4 * n), "session") for n in range(count // 4)]
    marks += [Mark(FIRST + timedelta(weeks=6 * n + 2), "adjustment", "if-action 3 added") for n in range(count // 12)]
    return RunChart(
        title="Classrooms visited where the routine was in use",
        summary="It rises.",
        points=points(count),
        axis=axis_for([], low=0, high=100),
        say=lambda value: f"{value:g} %",
        words=ChartWords("Protected", "Target 89", "Baseline 20", "Median 36"),
        marks=marks,
        target=89,
        baseline=20,
        median=36,
    )


def main() -> int:
    small = Small("Oakfield", "It rises.", points(12), axis_for([], low=0, high=100), (FIRST, FIRST), "0", "100 %", 89)
    bars = [Bar(f"{n} Nov", [10, 20, 30, 25, 15], "mean 3.2") for n in range(12)]
    twelve, sixty = chart(12), chart(60)
    narrow = replace(sixty, title="narrow")
    found = {
        "run chart, 12 points": _time(lambda: draw_run_chart(twelve, key="a")),
        "run chart, 60 points": _time(lambda: draw_run_chart(sixty, key="a")),
        "run chart, 60 points, narrow": _time(lambda: draw_run_chart(narrow, key="a", narrow=True)),
        "small multiple, 12 points": _time(lambda: draw_small(small, key="a")),
        "line beside words, 12 points": _time(lambda: draw_spark(small, key="a")),
        "bars, 12 days": _time(
            lambda: draw_bars(bars, levels=list("abcde"), title="t", summary="s", protected="Protected", key="a")
        ),
    }
    for name, (took, size) in found.items():
        print(f"{name:32} {took:6.3f} ms  {size / 1000:5.1f} kB")
    slow = [name for name, (took, _size) in found.items() if took > GOAL_MS]
    print(f"goal {GOAL_MS} ms each: {'missed by ' + ', '.join(slow) if slow else 'met'}")
    return 1 if slow else 0


def _time(draw: Callable[[], str]) -> tuple[float, int]:
    """Milliseconds of CPU a drawing takes, and its bytes."""
    size = len(draw().encode())
    took = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for _ in range(EACH):
            draw()
        took.append((time.process_time() - begin) * 1000 / EACH)
    return median(took), size


if __name__ == "__main__":
    sys.exit(main())
