"""Who meets whom, and the calendar of vessels, as they are drawn."""

import pytest

from ilc.charts import Arc, Month, MonthVessel, draw_arcs, draw_calendar
from tests.ilc.charts.drawing import of_kind, words_in

NAMES = ("Bayview", "Chebucto <North>", "Tidewater")


def test_an_arc_is_thicker_and_wider_the_more_and_the_farther_two_meet() -> None:
    drawing = draw_arcs(NAMES, [Arc(0, 1, 1), Arc(0, 2, 4)], title="Who", summary="Two pairs.", key="d")

    near, far = of_kind(drawing, "arc")
    assert words_in(drawing) == list(NAMES)
    assert float(near["stroke-width"]) < float(far["stroke-width"])
    assert len(of_kind(drawing, "point")) == len(NAMES)


def test_it_needs_a_name() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        draw_arcs([], [], title="", summary="", key="d")


def test_a_month_is_as_full_as_its_seats_dashed_or_a_line() -> None:
    months = [MonthVessel(Month.HELD, 0.5), MonthVessel(Month.HELD), MonthVessel(Month.NONE), MonthVessel(Month.EMPTY)]

    drawing = draw_calendar(months, says="Half & half")

    [came] = of_kind(drawing, "came")
    assert came["height"] == "12.0"
    assert [len(of_kind(drawing, kind)) for kind in ("held", "unknown", "none", "later")] == [2, 1, 1, 1]
    assert "Half &amp; half" in drawing
