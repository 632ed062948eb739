"""Bernhardt's ten levels of analysis, read off the indicators and their dates."""

import pytest

from inquiry.engine.guide.draft import DraftIndicator
from inquiry.engine.guide.levels import TYPES, Reach, reach
from tests.samples.guide import all_lexicons

EN = all_lexicons()["en"]


def plan(*rows: tuple[str, str, str]) -> list[DraftIndicator]:
    """Indicators as (clause, types, how often)."""
    return [
        DraftIndicator(
            f"indicator:{number}",
            "x",
            "leading",
            clause.partition(":")[0],
            tuple(types.split()),
            clause if ":" in clause else "",
            how_often=often,
        )
        for number, (clause, types, often) in enumerate(rows)
    ]


def reached(*rows: tuple[str, str, str]) -> Reach:
    indicators = plan(*rows)
    return reach(indicators, {one.part: EN for one in indicators})


ALL = " ".join(TYPES)


@pytest.mark.parametrize(
    ("rows", "level", "lift", "needed"),
    [
        ([], 0, "measure", TYPES),
        ([("if:1", "learning", "")], 1, "time", ("learning",)),
        ([("if:1", "learning", "in June")], 1, "time", ("learning",)),
        ([("if:1", "learning", "each month")], 2, "second", ("learning",)),
        ([("if:1", "learning", ""), ("if:2", "learning", "")], 3, "time", ("learning",)),
        ([("if:1", "learning", "monthly"), ("if:2", "learning", "weekly")], 4, "type", TYPES[1:]),
        ([("if:1", "learning", ""), ("if:1", "perceptions", "")], 5, "time", ("learning", "perceptions")),
        ([("so_that", "learning demographic", "")], 5, "time", ("learning", "demographic")),
        ([("so_that", "learning demographic", "each term")], 6, "type", ("perceptions", "processes")),
        ([("then", "learning processes perceptions", "")], 7, "time", TYPES[:3]),
        ([("then", "learning processes perceptions", "twice a year")], 8, "type", ("demographic",)),
        ([("then", ALL, "")], 9, "time", TYPES),
        ([("then", ALL, "every May")], 10, "", ()),
    ],
)
def test_each_level_and_what_would_lift_it(
    rows: list[tuple[str, str, str]], level: int, lift: str, needed: tuple[str, ...]
) -> None:
    here = reached(*rows)

    assert (here.level, here.lift, here.needed) == (level, lift, needed)


def test_types_that_show_different_clauses_are_not_laid_together() -> None:
    assert reached(("if:1", "learning", ""), ("if:2", "perceptions", "")).level == 1


def test_a_baseline_makes_a_figure_comparable() -> None:
    one = DraftIndicator("indicator:1", "x", "leading", "if", ("learning",), "if:1", baseline="41%")

    assert reach([one], {}).level == 2
