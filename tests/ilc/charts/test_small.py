"""Small charts, as they are drawn."""

from dataclasses import replace
from datetime import date

from ilc.charts import Small, axis_for, draw_small, draw_spark
from tests.ilc.charts.drawing import monthly, of_kind, words_in

AXIS = axis_for([], low=0, high=100)
DAYS = (date(2026, 11, 2), date(2027, 11, 1))
SMALL = Small("Oakfield", "It rises.", monthly(20, 40), AXIS, DAYS, foot="0", top="100%", target=80)


def test_small_multiples_name_the_ends_of_their_axis():
    drawing = draw_small(SMALL, key="one")

    assert words_in(drawing) == ["100%", "0"]
    assert len(of_kind(drawing, "target")) == 2


def test_those_beside_each_other_share_days_and_axis():
    early, late = (
        draw_small(replace(SMALL, points=points), key="one") for points in (monthly(40), monthly(None, None, None, 40))
    )

    (first,), (second,) = of_kind(early, "full"), of_kind(late, "full")
    assert first["cy"] == second["cy"]
    assert float(first["cx"]) < float(second["cx"])


def test_protected_points_break_the_line_and_are_hatched():
    drawing = draw_spark(replace(SMALL, points=monthly(20, None, 40, None)), key="one")

    assert of_kind(drawing, "line")[0]["d"].count("M") == 2
    assert len(of_kind(drawing, "shut")) == len(of_kind(drawing, "lock")) == 2
    assert drawing.count("<pattern") == 1


def test_a_single_point_is_a_dot():
    drawing = draw_spark(replace(SMALL, points=monthly(20)), key="one")

    assert len(of_kind(drawing, "full")) == 1
