"""Bars of how answers are spread, as they are drawn."""

from ilc.charts import Bar, draw_bars
from tests.ilc.charts.drawing import of_kind, parsed, words_in

LEVELS = ["never", "sometimes", "often"]


def draw(*bars: Bar) -> str:
    return draw_bars(bars, levels=LEVELS, title="Usable", summary="Most say often.", protected="Protected", key="one")


def test_a_bar_is_as_long_as_another_and_its_levels_bear_their_numbers():
    drawing = draw(Bar("3 Nov", [10, 30, 60], "mean 2.5"), Bar("1 Dec", [0, 50, 50], "mean 2.5"))

    assert [round(float(one["width"])) for one in of_kind(drawing, "level")] == [61, 182, 365, 304, 304]
    assert words_in(drawing) == ["3 Nov", "1", "2", "3", "mean 2.5", "1 Dec", "2", "3", "mean 2.5"]


def test_a_narrow_level_is_drawn_without_its_number():
    assert "1" not in words_in(draw(Bar("3 Nov", [1, 49, 50])))


def test_a_protected_day_is_hatched_with_lock_and_word():
    drawing = draw(Bar("3 Nov", []))

    assert of_kind(drawing, "level") == []
    assert len(of_kind(drawing, "lock")) == 1
    assert "Protected" in words_in(drawing)


def test_it_is_a_picture_with_a_title_and_a_sentence():
    svg = parsed(draw(Bar("3 Nov", [10, 30, 60])))

    assert [one.text for one in svg[:2]] == ["Usable", "Most say often."]
