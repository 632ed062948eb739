"""Where values and days stand."""

from datetime import date, timedelta

from ilc.charts import Axis, axis_for, day_ticks
from ilc.charts.scale import x_of


def test_percents_have_five_steps():
    assert axis_for([22, 61], low=0, high=100) == Axis(0, 100, (0, 20, 40, 60, 80, 100))


def test_values_get_round_lines_and_begin_at_none_where_that_is_near():
    assert axis_for([3.0, 17.2]) == Axis(0, 20, (0, 5, 10, 15, 20))
    assert axis_for([101.0, 104.0]) == Axis(101, 104, (101, 102, 103, 104))
    assert axis_for([-4.0, 4.0]) == Axis(-4, 4, (-4, -2, 0, 2, 4))


def test_one_value_and_none_have_an_axis_too():
    assert axis_for([7.0]) == Axis(6, 14, (6, 8, 10, 12, 14))
    assert axis_for([]) == Axis(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))


def test_a_value_beyond_the_axis_stands_at_its_end():
    axis = axis_for([], low=0, high=100)

    assert [axis.place(value, 10, 110) for value in (-5, 0, 50, 120)] == [110, 110, 60, 10]


def test_days_stand_at_their_true_distance():
    days = [date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 1)]

    assert [round(x_of(days, 0, 300)(day)) for day in days] == [0, 100, 300]
    assert x_of(days[:1], 0, 300)(days[0]) == 150


def test_points_days_are_named_where_they_fit():
    days = [date(2026, 11, 2), date(2026, 11, 30), date(2027, 1, 11)]

    assert day_ticks(days, width=700, least=58) == [
        (days[0], "2 Nov"), (days[1], "30 Nov"), (days[2], "11 Jan 2027"),
    ]  # fmt: skip


def test_else_months_are_named_with_their_year_once():
    days = [date(2026, 11, 2) + timedelta(days=5 * n) for n in range(40)]

    assert [name for _day, name in day_ticks(days, width=700, least=58)] == [
        "Dec 2026", "Jan 2027", "Feb", "Mar", "Apr", "May",
    ]  # fmt: skip


def test_days_of_one_month_are_named_by_even_steps():
    days = [date(2026, 11, 2) + timedelta(days=n) for n in range(30)]

    assert [name for _day, name in day_ticks(days, width=300, least=66)] == [
        "2 Nov", "9 Nov", "16 Nov", "23 Nov", "30 Nov",
    ]  # fmt: skip
