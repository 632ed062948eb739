"""The level of analysis and the crossings, read off what was brought."""

import pytest

from evidence.engine.levels import FEWEST_DAYS, Crossing, TypeCover, cover, crossings, reach_brought
from inquiry.engine.guide.draft import DraftIndicator
from inquiry.engine.guide.levels import TYPES, Reach

ALL = " ".join(TYPES)
FEW = FEWEST_DAYS - 1


def plan(*rows: tuple[str, str, int]) -> tuple[list[DraftIndicator], dict[str, int]]:
    """Indicators as (clause, types, days on which something was brought)."""
    indicators = [
        DraftIndicator(
            f"indicator:{number}",
            "x",
            "leading" if ":" in clause else "lagging",
            clause.partition(":")[0],
            tuple(types.split()),
            clause if ":" in clause else "",
        )
        for number, (clause, types, _days) in enumerate(rows)
    ]
    return indicators, {f"indicator:{number}": days for number, (*_words, days) in enumerate(rows) if days}


@pytest.mark.parametrize(
    ("rows", "level", "lift", "needed"),
    [
        ([], 0, "measure", TYPES),
        ([("if:1", "learning", 0)], 0, "measure", TYPES),
        ([("if:1", "learning", 1)], 1, "time", ("learning",)),
        ([("if:1", "learning", FEW)], 1, "time", ("learning",)),
        ([("if:1", "learning", FEWEST_DAYS)], 2, "second", ("learning",)),
        ([("if:1", "learning", 1), ("if:2", "learning", 1)], 3, "time", ("learning",)),
        ([("if:1", "learning", 4), ("if:2", "learning", 9)], 4, "type", TYPES[1:]),
        ([("if:1", "learning", 1), ("if:1", "perceptions", 0)], 1, "time", ("learning",)),
        ([("if:1", "learning", 1), ("if:1", "perceptions", 1)], 5, "time", ("learning", "perceptions")),
        ([("so_that", "learning demographic", 3)], 6, "type", ("perceptions", "processes")),
        ([("then", "learning processes perceptions", FEW)], 7, "time", TYPES[:3]),
        ([("then", "learning processes perceptions", 5)], 8, "type", ("demographic",)),
        ([("then", ALL, 1)], 9, "time", TYPES),
        ([("then", ALL, 8)], 10, "", ()),
    ],
)
def test_each_level_needs_data_and_over_time_needs_three_days(
    rows: list[tuple[str, str, int]], level: int, lift: str, needed: tuple[str, ...]
) -> None:
    here = reach_brought(*plan(*rows))

    assert (here.level, here.lift, here.needed) == (level, lift, needed)


def test_what_is_only_promised_reaches_nothing() -> None:
    assert reach_brought(*plan(("then", ALL, 0))) == Reach(0, lift="measure", needed=TYPES)


def test_types_cross_under_a_clause_by_data_or_by_promise() -> None:
    found = crossings(
        *plan(
            ("if:1", "learning", 2), ("if:1", "perceptions", 1), ("if:1", "processes", 0), ("so_that", "demographic", 3)
        )
    )

    assert {one.types: (one.state, one.clauses) for one in found if one.state != "open"} == {
        ("learning", "perceptions"): ("brought", ("if:1",)),
        ("learning", "processes"): ("planned", ("if:1",)),
        ("perceptions", "processes"): ("planned", ("if:1",)),
        ("learning", "perceptions", "processes"): ("planned", ("if:1",)),
    }
    assert (len(found), found[-1]) == (11, Crossing(TYPES, "open", ()))


def test_an_indicator_of_two_types_crosses_them_by_itself() -> None:
    found = crossings(*plan(("if:1", "learning demographic", 1)))

    assert [one.types for one in found if one.state == "brought"] == [("learning", "demographic")]


def test_a_type_is_brought_planned_or_open() -> None:
    found = {
        one.type: one
        for one in cover(*plan(("if:1", "learning", 2), ("then", "learning", 0), ("then", "processes", 0)))
    }

    assert found["learning"] == TypeCover("learning", 1, 1, 1, 0, 2)
    assert {name: one.state for name, one in found.items()} == {
        "learning": "brought",
        "perceptions": "open",
        "processes": "planned",
        "demographic": "open",
    }
