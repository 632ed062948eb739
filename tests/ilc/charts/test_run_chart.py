"""The run chart, as it is drawn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilc.charts import Mark, Point, draw_run_chart
from tests.ilc.charts.drawing import SVG, chart, monthly, of_kind, parsed, words_in


def test_it_is_a_picture_with_a_title_and_a_sentence():
    svg = parsed(draw_run_chart(chart(monthly(22, 28)), key="one"))

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "one-t one-d"
    assert [svg.findtext(f"{SVG}{name}") for name in ("title", "desc")] == ["Visits each month", "It rises."]


def test_words_of_people_are_escaped():
    points = [Point(date(2026, 11, 2), 5, note="<b>&"), Point(date(2026, 12, 2), 6, label="<i>")]

    drawing = draw_run_chart(replace(chart(points), title="<script>"), key="one")

    assert "<script>" not in drawing
    assert {"<b>&", "<i>"} <= set(words_in(drawing))


def test_the_line_is_broken_at_protected_points_which_stand_hatched_with_lock_and_word():
    drawing = draw_run_chart(chart(monthly(22, 28, None, None, 33, 30)), key="one")

    (line,) = of_kind(drawing, "line")
    assert line["d"].count("M") == 2
    assert len(of_kind(drawing, "shut")) == len(of_kind(drawing, "lock")) == 1
    assert of_kind(drawing, "shut")[0]["fill"] == "url(#one-hatch)"
    assert "Protected" in words_in(drawing)


def test_a_chart_of_protected_points_alone_has_no_line_and_no_point():
    drawing = draw_run_chart(chart(monthly(None, None)), key="one")

    assert of_kind(drawing, "point") == []
    assert of_kind(drawing, "line")[0]["d"] == ""


def test_target_is_a_double_line_and_each_line_bears_its_name():
    drawing = draw_run_chart(chart(monthly(22, 28), target=89, baseline=20, median=36), key="one")

    assert [len(of_kind(drawing, kind)) for kind in ("target", "baseline", "median")] == [2, 1, 1]
    assert {"Target 89", "Baseline 20", "Median 36"} <= set(words_in(drawing))


def test_names_of_lines_that_lie_close_do_not_overlap():
    drawing = draw_run_chart(chart(monthly(22, 28), target=37, baseline=35, median=36), key="one")

    places = [
        float(one.get("y", "0"))
        for one in parsed(drawing).iter(f"{SVG}text")
        if one.text in {"Target 89", "Baseline 20", "Median 36"}
    ]
    assert all(later - earlier >= 16 for earlier, later in zip(sorted(places), sorted(places)[1:], strict=False))


def test_sessions_are_rings_and_adjustments_flags_with_words_within_the_days_of_the_line():
    points = monthly(22, 28, 33)
    marks = [
        Mark(points[1].on, "session"),
        Mark(points[2].on, "adjustment", "if-action 3 added"),
        Mark(points[0].on - timedelta(days=1), "session"),
    ]

    drawing = draw_run_chart(chart(points, marks=marks), key="one")

    assert [len(of_kind(drawing, kind)) for kind in ("session", "flag")] == [1, 1]
    assert "if-action 3 added" in words_in(drawing)


def test_adjustments_that_lie_close_keep_their_flags_and_lose_words_that_have_no_room():
    points = monthly(22, 28, 33, 30)
    marks = [Mark(points[1].on + timedelta(days=n), "adjustment", f"the {n + 1}th change of it") for n in range(4)]

    drawing = draw_run_chart(chart(points, marks=marks), key="one")

    assert len(of_kind(drawing, "flag")) == 4
    assert [words for words in words_in(drawing) if "change" in words] == [
        "the 1th change of it",
        "the 2th change of it",
    ]


def test_points_with_a_note_and_the_latest_are_full():
    points = [*monthly(22, 28), Point(date(2027, 1, 4), 25, note="snow week"), Point(date(2027, 2, 1), 33, "22 of 36")]

    drawing = draw_run_chart(chart(points), key="one")

    assert len(of_kind(drawing, "point")) == 4
    assert len(of_kind(drawing, "full")) == 2
    assert {"snow week", "22 of 36"} <= set(words_in(drawing))


def test_where_only_a_range_is_told_its_ends_are_drawn():
    drawing = draw_run_chart(chart([*monthly(22), Point(date(2027, 2, 1), 97.5, ends=(95, 100))]), key="one")

    assert len(of_kind(drawing, "range")) == 1


def test_many_points_are_a_line_with_its_last_point():
    drawing = draw_run_chart(chart(monthly(*range(60))), key="one")

    assert len(of_kind(drawing, "point")) == 1
    assert len(drawing.encode()) < 4_000


def test_the_narrow_one_names_fewer_days():
    points = monthly(22, 28, 25, 33, 30, 39)

    wide, narrow = (draw_run_chart(chart(points), key="one", narrow=narrow) for narrow in (False, True))

    assert 'viewBox="0 34 400 266"' in narrow
    assert len(words_in(narrow)) < len(words_in(wide))


def test_on_paper_two_find_room_on_a_page():
    drawing = draw_run_chart(chart(monthly(22, 28)), key="one", style=".line { stroke: #123 }")

    assert 'viewBox="0 34 860 202"' in drawing


def test_without_points_there_is_no_chart():
    with pytest.raises(ValueError, match="needs a point"):
        draw_run_chart(chart([]), key="one")
