import pytest

from evidence.engine.suppression import Rule, Shown, Told
from evidence.engine.suppression.rule import bounds_of, ranges_of, told_of, width_at_first


def test_a_rule_never_shows_groups_below_five():
    with pytest.raises(ValueError, match="below 5"):
        Rule(smallest=4)

    assert Rule(smallest=5).smallest == 5


def test_a_rule_does_not_round_to_less_than_nothing():
    with pytest.raises(ValueError, match="rounded"):
        Rule(round_to=-5)


@pytest.mark.parametrize(
    ("people", "band"),
    [
        (300, (99, 100)),
        (299, (98, 100)),
        (100, (98, 100)),
        (99, (95, 100)),
        (40, (95, 100)),
        (39, (90, 100)),
        (20, (90, 100)),
        (19, (80, 100)),
        (10, (80, 100)),
    ],
)
def test_tiers_are_those_of_utah(people, band):
    everybody = (people, 0)

    width = width_at_first(everybody, Rule())

    assert told_of(everybody, width, Rule()) == Shown(
        Told.FIGURE, people, ((band[0], 100), (0, 100 - band[0])), 100 - band[0]
    )
    assert told_of(everybody, width, Rule()).band == band
    assert told_of(everybody, width, Rule()).percent is None
    assert told_of((0, people), width, Rule()).band == (0, 100 - band[0])


def test_groups_of_fewer_than_ten_are_hidden_as_in_canyons():
    assert [width_at_first((n - n // 2, n // 2), Rule()) for n in (1, 5, 9, 10)] == [None, None, None, 0]


def test_what_is_near_the_ends_is_told_as_a_range_as_in_delaware():
    rule = Rule(smallest=16)

    assert width_at_first((8, 7), rule) is None
    assert told_of((58, 2), width_at_first((58, 2), rule), rule).band == (95, 100)
    assert told_of((2, 58), width_at_first((2, 58), rule), rule).band == (0, 5)
    assert told_of((30, 30), width_at_first((30, 30), rule), rule).percent == 50


def test_without_ranges_a_group_all_of_one_level_is_hidden_as_in_new_york():
    rule = Rule(smallest=5, coarsen=False)

    assert width_at_first((40, 0), rule) is None
    assert width_at_first((0, 40, 0), rule) is None
    assert width_at_first((39, 1), rule) == 0
    assert width_at_first((0, 40, 1), rule) == 0


def test_a_group_too_small_for_any_tier_is_hidden_when_it_is_all_alike():
    assert width_at_first((7, 0), Rule(smallest=5)) is None
    assert width_at_first((6, 1), Rule(smallest=5)) == 0


def test_percents_are_whole():
    shown = told_of((18, 18, 17), 0, Rule())

    assert shown.percents == (34, 34, 32)
    assert shown.percent == 34
    assert shown.band is None
    assert shown.middles == (34.0, 34.0, 32.0)


def test_people_are_rounded_or_not_told():
    assert [told_of((n, 20), 0, Rule(round_to=5)).people for n in (2, 3, 7, 8)] == [20, 25, 25, 30]
    assert told_of((20, 20), 0, Rule(round_to=10)).people == 40
    assert told_of((20, 20), 0, Rule(show_counts=False)).people is None


@pytest.mark.parametrize("width", [0, 1, 2, 5, 10, 20])
@pytest.mark.parametrize("people", [10, 37, 100, 333])
def test_bounds_are_exactly_the_figures_told_in_the_same_words(people, width):
    told = [ranges_of((part, people - part), width) for part in range(people + 1)]

    for part, words in enumerate(told):
        alike = [other for other, same in enumerate(told) if same == words]
        low, high = bounds_of((part, people - part), words)[0]
        assert (low, high) == (alike[0], alike[-1])
