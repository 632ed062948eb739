"""Protecting a table of 200 schools x 40 groups with its districts, regions and program: CPU seconds, and what is lost.

Run with `python -m tests.bench.bench_suppression`. The schools have 80 to 600 students; three tables split them by 39
groups: in three kinds, in one kind, and in four kinds of which some groups are very rare. A table at the size of a
collective follows: ten schools of five districts by grade and by language. Time is CPU time of one process, the better
of two runs. Figures hidden beyond those that the rule itself hides are what the others lose for their sake.
"""

import sys
from collections.abc import Sequence
from random import Random
from time import process_time

from evidence.engine.suppression import Counts, Key, Layout, Rule, protect

SECONDS = 1.0
BEYOND = 0.25  # of the figures that the rule itself would show
TABLES = {
    "39 groups of three kinds": ((200, 20, 4), (13, 13, 13), 1.0),
    "39 groups of one kind": ((200, 20, 4), (39,), 1.0),
    "39 groups, rare ones": ((200, 20, 4), (6, 8, 10, 15), 2.0),
    "a collective": ((10, 5, 2), (3, 2), 1.0),
}


def main() -> int:
    print(f"{'':26}{'cells':>7}{'CPU s':>8}{'the rule':>10}{'beyond it':>11}{'ranges':>8}{'above schools':>15}")
    kept = [measure(name, *shape) for name, shape in TABLES.items()]
    print(f"bounds: {SECONDS:.0f} s of CPU, {BEYOND:.0%} beyond the rule")
    return 0 if all(kept) else 1


def measure(name: str, size: tuple[int, int, int], kinds: Sequence[int], rare: float) -> bool:
    """A line for a table; whether its bounds are kept."""
    figures, layout = make_figures(*size, kinds, rare=rare)
    seconds = []
    for _ in range(2):
        began = process_time()
        shown = protect(figures, layout, Rule()).shown
        seconds.append(process_time() - began)
    hidden = {key for key, one in shown.items() if one.protected}
    by_rule = {key for key, counts in figures.items() if 0 < sum(counts) < Rule().smallest}
    beyond = len(hidden - by_rule) / max(1, len(figures) - len(by_rule))
    ranges = sum(one.width > 0 for one in shown.values()) / len(figures)
    above = sum(not str(place).startswith("school") for place, _ in hidden)
    print(
        f"{name:26}{len(figures):>7,}{min(seconds):>8.2f}{len(by_rule) / len(figures):>10.1%}{beyond:>11.1%}"
        f"{ranges:>8.1%}{above:>15}",
        flush=True,
    )
    return min(seconds) < SECONDS and beyond < BEYOND


def make_figures(
    schools: int, districts: int, regions: int, kinds: Sequence[int], *, rare: float
) -> tuple[dict[Key, Counts], Layout]:
    """A program's shares; groups of a kind differ in size, the more so with `rare`."""
    chance = Random(1)
    parents: dict[object, object] = {"program": None}
    parents |= {f"region {number}": "program" for number in range(regions)}
    parents |= {f"district {number}": f"region {number % regions}" for number in range(districts)}
    parents |= {f"school {number}": f"district {number % districts}" for number in range(schools)}
    owners = {f"district {number}": number for number in range(districts)}
    owners |= {f"school {number}": number % districts for number in range(schools)}
    groups = {f"group {kind}.{number}": kind for kind, count in enumerate(kinds) for number in range(count)}
    figures: dict[Key, Counts] = {}
    for number in range(schools):
        people = chance.randint(80, 600)
        share = chance.choice([0.5, 0.7, 0.9])
        yes = sum(chance.random() < share for _ in range(people))
        figures[f"school {number}", None] = (yes, people - yes)
        for kind, count in enumerate(kinds):
            weights = [1 / (1 + one * kind * rare / 2) for one in range(count)]
            split = [
                [found.count(one) for one in range(count)]
                for found in (chance.choices(range(count), weights, k=part) for part in (yes, people - yes))
            ]
            for one in range(count):
                figures[f"school {number}", f"group {kind}.{one}"] = (split[0][one], split[1][one])
    for level in ("district", "region", "program"):
        for place in [one for one in parents if str(one).startswith(level)]:
            below = [one for one, up in parents.items() if up == place]
            for group in (None, *groups):
                figures[place, group] = tuple(map(sum, zip(*(figures[one, group] for one in below), strict=True)))
    return figures, Layout(parents, groups, owners)


if __name__ == "__main__":
    sys.exit(main())
