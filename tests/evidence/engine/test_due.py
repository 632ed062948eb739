"""When evidence is due."""

from datetime import date

import pytest

from evidence.engine.due import due_days, next_due, open_due

JANUARY_31 = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("how_often", "expected"),
    [
        ("once", [date(2027, 1, 31)]),
        ("monthly", [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]),
        ("six_weeks", [date(2027, 1, 31), date(2027, 3, 14), date(2027, 4, 25)]),
        ("term", [date(2027, 1, 31), date(2027, 4, 30)]),
    ],
)
def test_due_days_keep_their_step_and_the_last_of_the_month(how_often: str, expected: list[date]) -> None:
    assert list(due_days(JANUARY_31, how_often=how_often, until=None, up_to=date(2027, 5, 1))) == expected


def test_nothing_is_due_after_the_plan_ends() -> None:
    days = due_days(JANUARY_31, how_often="monthly", until=date(2027, 3, 31), up_to=date(2030, 1, 1))

    assert list(days)[-1] == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("today", "brought", "expected"),
    [
        (date(2027, 1, 20), [], None),
        (date(2027, 1, 24), [], date(2027, 1, 31)),
        (date(2027, 2, 14), [], date(2027, 1, 31)),
        (date(2027, 2, 14), [date(2027, 1, 31)], None),
        (date(2027, 2, 21), [date(2027, 1, 31)], date(2027, 2, 28)),
        (date(2027, 2, 21), [], date(2027, 2, 28)),
    ],
)
def test_it_is_asked_for_a_week_ahead_and_until_the_next(
    today: date, brought: list[date], expected: date | None
) -> None:
    found = open_due(JANUARY_31, how_often="monthly", until=None, brought=brought, today=today)

    assert found == expected


def test_what_is_due_each_week_is_not_always_asked_for() -> None:
    monday = date(2027, 2, 1)
    asked = [
        open_due(monday, how_often="weekly", until=None, brought=[monday], today=monday.replace(day=day))
        for day in range(1, 8)
    ]

    assert asked == [None] * 5 + [date(2027, 2, 8)] * 2


def test_once_is_asked_for_until_it_is_brought() -> None:
    def asked(brought: list[date]) -> date | None:
        return open_due(JANUARY_31, how_often="once", until=None, brought=brought, today=date(2027, 6, 1))

    assert (asked([]), asked([JANUARY_31])) == (JANUARY_31, None)


@pytest.mark.parametrize(
    ("how_often", "until", "expected"),
    [("once", None, None), ("monthly", None, date(2027, 3, 31)), ("monthly", date(2027, 3, 1), None)],
)
def test_the_next_day_still_to_come(how_often: str, until: date | None, expected: date | None) -> None:
    found = next_due(JANUARY_31, how_often=how_often, until=until, brought=[], today=date(2027, 3, 5))

    assert found == expected


def test_a_first_day_years_ahead_is_still_the_next() -> None:
    found = next_due(date(2035, 1, 1), how_often="once", until=None, brought=[], today=date(2027, 1, 1))

    assert found == date(2035, 1, 1)
