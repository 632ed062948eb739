"""What a line says in words: kind, and no more than the rules allow."""

from datetime import date, timedelta

import pytest

from evidence.engine.suppression import Told
from evidence.queries.figure import Figure, FigureTable
from evidence.queries.line_words import line_words

FIRST = date(2026, 11, 3)
RISING = [10.0, 12, 11, 13, 12, 14, 15, 16, 17, 18]


def table(*values: float | None) -> FigureTable:
    """A day every four weeks; None is protected."""
    days = [FIRST + timedelta(weeks=4 * number) for number in range(len(values))]
    whole = {
        day: Figure(Told.PROTECTED, "protected")
        if value is None
        else Figure(Told.FIGURE, f"{value:g} %", f"{value:g} %", value)
        for day, value in zip(days, values, strict=True)
    }
    return FigureTable(days, whole)


def test_few_points_are_too_few_to_say_and_have_no_median():
    words = line_words(table(10, 20), direction="rise")

    assert (words.headline, words.median) == ("2 points: too few to say.", None)
    assert "From 10 points on" in words.text


@pytest.mark.parametrize(
    ("direction", "said"),
    [
        ("rise", "That is the way you hoped for."),
        ("fall", "That is not the way you hoped for."),
        ("hold", "You hoped it would hold."),
    ],
)
def test_a_trend_is_welcome_by_what_was_hoped_for(direction: str, said: str) -> None:
    words = line_words(table(*RISING), direction=direction)

    assert words.headline == "6 points in a row rise, from 23 February 2027 to 13 July 2027."
    assert said in words.text
    assert "unlikely to be chance alone" in words.text
    assert "significant" not in f"{words.headline} {words.text} {words.question}"


def test_protected_days_are_left_out_and_counted_in_the_summary():
    words = line_words(table(10, None, 20), direction="rise", target="60 %")

    assert words.headline == "2 points: too few to say."
    assert words.summary == (
        "From 3 November 2026 to 29 December 2026; the latest is 20 %, the lowest 10 %, the highest 20 %."
        " The target is 60 %. 1 day is protected. 2 points: too few to say."
    )


def test_a_shift_is_named_with_its_side():
    words = line_words(table(9, 8, 9, 8, 9, 8, 1, 2, 1, 2, 1, 2), direction="rise")

    assert words.headline.startswith("6 points in a row lie below the median")
    assert "That is not the way you hoped for." in words.text


def test_without_points_it_says_that_nothing_is_shown():
    words = line_words(table(), direction="rise")

    assert (words.headline, words.question) == ("Nothing is shown yet.", "")
