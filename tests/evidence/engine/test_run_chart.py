"""The rules of run charts, at their edges."""

from evidence.engine.run_chart import Reading, Shift, Trend, read_line

QUIET = [5.0, 6, 4, 6, 4, 6, 4, 6, 4, 5]


def test_no_points_say_nothing():
    assert read_line([]) == Reading(0, None, few=True)


def test_nine_points_are_too_few_for_any_rule():
    assert read_line([1.0, 2, 3, 4, 5, 6, 7, 8, 9]) == Reading(9, 5, few=True)


def test_ten_points_without_a_pattern():
    assert read_line(QUIET) == Reading(10, 5, few=False)


def test_six_points_on_one_side_are_a_shift_five_are_none():
    six = [9.0, 8, 9, 8, 9, 8, 1, 2, 1, 2, 1, 2]
    five = [9.0, 8, 9, 8, 9, 1, 2, 1, 2, 1]

    assert read_line(six).shifts == (Shift("above", 6, 0, 5), Shift("below", 6, 6, 11))
    assert read_line(five).shifts == ()


def test_points_on_the_median_neither_add_to_a_shift_nor_break_it():
    values = [9.0, 8, 5, 9, 8, 5, 9, 8, 1, 5, 2, 1, 2, 1, 2]

    reading = read_line(values)

    assert reading.median == 5
    assert reading.shifts == (Shift("above", 6, 0, 7), Shift("below", 6, 8, 14))


def test_five_rising_points_are_a_trend_four_are_none():
    five = [5.0, 4, 6, 4, 5, 6, 7, 8, 3, 4]
    four = [5.0, 4, 6, 4, 5, 6, 7, 3, 4, 3]

    assert read_line(five).trends == (Trend("rising", 5, 3, 7),)
    assert read_line(four).trends == ()


def test_falling_points_are_a_trend_too_and_equal_ones_are_passed_over():
    values = [3.0, 9, 8, 8, 7, 7, 6, 5, 9, 3, 9]

    assert read_line(values).trends == (Trend("falling", 5, 1, 7),)


def test_a_trend_may_run_to_the_end_and_the_turning_point_belongs_to_both():
    values = [1.0, 2, 3, 4, 5, 4, 3, 2, 1, 0]

    assert read_line(values).trends == (Trend("rising", 5, 0, 4), Trend("falling", 6, 4, 9))


def test_a_line_that_stays_on_its_median_says_nothing():
    assert read_line([4.0] * 12) == Reading(12, 4, few=False)
