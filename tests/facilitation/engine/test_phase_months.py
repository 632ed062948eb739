"""Since when a collective has been in each phase."""

from datetime import date

from facilitation.engine.phase_months import phases_began

MAY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 7) for month in (5, 8, 9, 10, 11, 12))
FORMED = {1: MAY, 2: AUGUST, 3: SEPTEMBER}


def test_each_phase_began_when_the_collective_moved_there() -> None:
    assert phases_began(FORMED, [(4, OCTOBER), (5, NOVEMBER)]) == FORMED | {4: OCTOBER, 5: NOVEMBER}


def test_moving_back_forgets_what_came_after() -> None:
    moves = [(4, OCTOBER), (5, NOVEMBER), (3, NOVEMBER), (5, DECEMBER)]

    assert phases_began(FORMED, moves) == {1: MAY, 2: AUGUST, 3: NOVEMBER, 5: DECEMBER}


def test_a_day_after_that_of_a_later_phase_says_nothing() -> None:
    assert phases_began({1: DECEMBER, 2: AUGUST, 3: SEPTEMBER}, ()) == {2: AUGUST, 3: SEPTEMBER}
