"""What answers along a scale tell about a small group of whom all are asked."""

from itertools import combinations_with_replacement
from statistics import median

import pytest

from facilitation.engine.pulse import Spread, moved, spread_of


def counts_of(*answers: int) -> list[int]:
    return [answers.count(step) for step in range(1, 6)]


def test_when_all_ten_answered_nothing_is_uncertain() -> None:
    spread = spread_of(counts_of(2, 3, 3, 3, 4, 4, 4, 4, 5, 5), asked=10)

    assert spread == Spread((0, 1, 3, 4, 2), 10, median=4, low=3, high=4, least=4, most=4)
    assert (spread.answers, spread.silent, spread.open) == (10, 0, False)


def test_the_range_is_what_every_possible_answer_of_the_silent_allows() -> None:
    answers = [2, 3, 3, 4, 4, 5, 5]

    spread = spread_of(counts_of(*answers), asked=10)

    possible = [median([*answers, *others]) for others in combinations_with_replacement(range(1, 6), 3)]
    assert (spread.least, spread.most) == (min(possible), max(possible)) == (3, 4.5)


def test_at_most_a_quarter_lies_outside_the_middle_half_on_either_side() -> None:
    for number in range(1, 8):
        for answers in combinations_with_replacement(range(1, 6), number):
            spread = spread_of(counts_of(*answers), asked=number)

            assert sum(one < spread.low for one in answers) <= number / 4
            assert sum(one > spread.high for one in answers) <= number / 4
            assert spread.low <= spread.median <= spread.high


def test_where_the_silent_are_half_of_the_group_nothing_can_be_said() -> None:
    assert spread_of(counts_of(3, 3, 3, 3, 3), asked=10).open is False
    assert spread_of(counts_of(3, 3, 3, 3, 3), asked=12).open is True


def test_it_moved_only_where_no_answer_of_the_silent_could_undo_it() -> None:
    before = spread_of(counts_of(2, 2, 2, 2, 3, 3), asked=6)

    assert moved(spread_of(counts_of(4, 4, 4, 4, 4, 5), asked=7), before) == "up"
    assert moved(before, spread_of(counts_of(4, 4, 4, 4, 4, 5), asked=7)) == "down"
    assert moved(spread_of(counts_of(3, 4, 4, 4, 4), asked=10), before) == ""


def test_the_middle_between_two_steps_is_marked_on_both() -> None:
    spread = spread_of(counts_of(3, 3, 4, 4), asked=4)

    assert [(cell.step, cell.times, cell.inside, cell.middle) for cell in spread.cells] == [
        (1, 0, False, False),
        (2, 0, False, False),
        (3, 2, True, True),
        (4, 2, True, True),
        (5, 0, False, False),
    ]


@pytest.mark.parametrize(("counts", "asked"), [([0] * 5, 6), ([0, 0, 3, 0, 0], 2)])
def test_no_answer_and_more_answers_than_people_are_no_spread(counts: list[int], asked: int) -> None:
    with pytest.raises(ValueError, match="answers of"):
        spread_of(counts, asked=asked)
