from datetime import date

import pytest

from evidence.engine.days import read_day, tells_day_first


@pytest.mark.parametrize(
    "text",
    ["2026-11-15", "2026/11/15", "2026.11.15", "15/11/2026", "11/15/2026", "15.11.26", "15 November 2026",
     "Nov 15, 2026", "November 15th, 2026", "15 novembre 2026", "15 nov. 2026", "15 de noviembre de 2026",
     "15-Nov-2026", "15-nov-26", "Sunday, November 15, 2026", "dimanche 15 novembre 2026", "2026-11-15 00:00",
     "2026-11-15T08:30:00Z", "11/15/2026 8:30 AM", "46341", "46341.5", " 15/11/2026 "],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str):
    assert read_day(text) == date(2026, 11, 15)


def test_the_numbers_of_an_old_macintosh_count_from_1904():
    assert read_day("44879", day_zero=date(1904, 1, 1)) == date(2026, 11, 15)


def test_a_day_that_two_countries_read_in_two_ways_is_unclear_until_it_is_settled():
    assert [read_day("3/4/2026", day_first=first) for first in (None, True, False)] == [
        "unclear",
        date(2026, 4, 3),
        date(2026, 3, 4),
    ]
    assert read_day("4/4/2026") == date(2026, 4, 4)


@pytest.mark.parametrize("text", ["2026-11", "November 2026", "novembre 2026", "noviembre de 2026", "Nov. 2026"])
def test_a_month_is_its_first_day(text: str):
    assert read_day(text) == date(2026, 11, 1)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "2026-13-01", "soon", "Week 12", "15/11", "1234", "1e5", "Smarch 3, 2026", "x" * 41]
)
def test_what_is_no_day_is_told(text: str):
    assert read_day(text) == "unreadable"


def test_an_empty_cell_says_no_day():
    assert read_day("  ") is None


@pytest.mark.parametrize(
    ("texts", "first"),
    [(["3/4/2026", "15/4/2026"], True), (["3/4/2026", "4/15/2026"], False), (["3/4/2026", "2026-04-15"], None)],
)
def test_a_column_tells_which_comes_first(texts: list[str], first: bool | None):
    assert tells_day_first(texts) is first
