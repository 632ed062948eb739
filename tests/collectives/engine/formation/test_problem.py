"""What a formation is given: limits that are refused at once, and the points of a rank."""

import pytest

from collectives.engine.formation.problem import Assignment, Collective, Rules, Weights


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_size": 1},
        {"min_size": 11},
        {"max_size": 11},
        {"min_size": 7, "max_size": 6},
        {"max_absent": -1},
        {"min_size": 2, "max_absent": 2},
        {"max_per_district": 0},
    ],
)
def test_rules_that_cannot_be_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"cannot be|not within"):
        Rules(**wrong)


@pytest.mark.parametrize("wrong", [{"positions": -1}, {"choices": ()}, {"choices": (60, -1)}, {"absence": 1001}])
def test_weights_that_cannot_be_are_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="weight"):
        Weights(**wrong)


def test_a_rank_beyond_the_weights_counts_as_the_last() -> None:
    assert [Weights(choices=(60, 40)).choice(rank) for rank in range(4)] == [60, 40, 40, 40]


def test_places_say_where_everybody_sits() -> None:
    collective = Collective("C1", theme="grading", slot=3, language="en", facilitator="F", members=("a", "b"))

    assert Assignment((collective,)).places() == {"a": collective, "b": collective}
