"""A week to tick, and quick ways to tick many."""

from datetime import date, time

import pytest

from collectives.models import Formation
from collectives.queries.weekly_grid import filled, spans_in_words, weekly_grid
from tests.make_formation import TUESDAY_AT_THREE

pytestmark = pytest.mark.usefixtures("scope")

HALIFAX, AUCKLAND = "America/Halifax", "Pacific/Auckland"
TWO_DAYS = 2 * 48


def formation(**fields) -> Formation:
    """Tuesdays and Thursdays, from 11:00 to 12:00 in Halifax, an hour."""
    usual = {"zone": HALIFAX, "minutes": 60, "weekdays": [1, 3], "earliest": time(11), "latest": time(12)}
    return Formation(starts_on=date(2027, 1, 1), **usual | fields)


def at(weekday: int, half_hour: int) -> int:
    return weekday * 48 + half_hour


TUESDAY = {at(1, number) for number in range(22, 26)}  # 11:00, 11:30, 12:00, 12:30
THURSDAY = {number + TWO_DAYS for number in TUESDAY}


def test_the_grid_shows_every_half_hour_that_a_session_could_take_up():
    grid = weekly_grid(formation(), zone=HALIFAX, ticked={at(1, 23)})

    assert [words for _number, words in grid.times] == ["11:00", "11:30", "12:00", "12:30"]
    assert [(day.name, [box.ticked for box in day.boxes]) for day in grid.days] == [
        ("Tuesday", [False, True, False, False]),
        ("Thursday", [False, False, False, False]),
    ]
    assert ([day.before for day in grid.days], grid.in_a_row, grid.has_both_halves) == (["", "Tuesday"], 2, True)


def test_the_same_window_is_the_next_morning_on_the_other_side_of_the_world():
    grid = weekly_grid(formation(), zone=AUCKLAND, ticked=set())

    assert [day.name for day in grid.days] == ["Wednesday", "Friday"]
    assert [words for _number, words in grid.times] == ["04:00", "04:30", "05:00", "05:30"]


def test_a_window_over_midnight_leaves_boxes_out():
    late = formation(earliest=time(23), latest=time(23, 30), weekdays=[1])

    grid = weekly_grid(late, zone=HALIFAX, ticked=set())

    assert [(day.name, [box.words if box else "" for box in day.boxes]) for day in grid.days] == [
        ("Tuesday", ["", "23:00", "23:30"]),
        ("Wednesday", ["00:00", "", ""]),
    ]


def test_a_formation_without_a_time_has_an_empty_grid():
    grid = weekly_grid(formation(weekdays=[]), zone=HALIFAX, ticked={5})

    assert (grid.days, grid.unseen, grid.has_both_halves) == ([], [5], False)


@pytest.mark.parametrize(
    ("way", "ticked", "expected"),
    [
        ("all", set(), TUESDAY | THURSDAY),
        ("none", TUESDAY | {0}, {0}),
        ("mornings", set(), {at(day, number) for day in (1, 3) for number in (22, 23)}),
        ("afternoons", {0}, {0} | {at(day, number) for day in (1, 3) for number in (24, 25)}),
        ("day-1", {at(1, 22)}, TUESDAY),
        ("day-1", TUESDAY, set()),
        ("time-23", set(), {at(1, 23), at(3, 23)}),
        ("time-23", {at(1, 23), at(3, 23), 0}, {0}),
        ("same-3", {at(1, 22), at(3, 25)}, {at(1, 22), at(3, 22)}),
        ("same-1", {at(1, 22)}, {at(1, 22)}),
        ("day-9", {at(1, 22)}, {at(1, 22)}),
        ("", {at(1, 22)}, {at(1, 22)}),
    ],
)
def test_a_quick_way_ticks_many(way, ticked, expected):
    assert filled(weekly_grid(formation(), zone=HALIFAX, ticked=ticked), way) == expected


def test_what_was_ticked_is_said_in_spans():
    ticked = [TUESDAY_AT_THREE, TUESDAY_AT_THREE + 1, TUESDAY_AT_THREE + 4, 47]

    assert spans_in_words(ticked) == [("Monday", "23:30–00:00"), ("Tuesday", "15:00–16:00, 17:00–17:30")]
