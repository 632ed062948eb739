"""The attack of `tests.suppression_attack`, on fewer stories than `tests/prove/prove_suppression.py` tells."""

from dataclasses import replace
from random import Random

import pytest

from evidence.engine.suppression import Rule, protect
from evidence.engine.suppression.safety import Safety
from tests.suppression_attack import Attack
from tests.suppression_stories import Story, make_story, publish

STORIES = [*range(45), 749, 1027, 4389]  # the last ones once got a number out


def attack(story: Story, *, of_district: object = None, **weakness: bool) -> list:
    attacker = Attack(story.layout, story.rule, of_district=of_district)
    for day, protection in publish(story, **weakness):
        if not protection.held:
            attacker.learn(protection.release, day=day)
    return attacker.successes()


def test_nothing_hidden_is_worked_out_from_all_that_was_published():
    assert [(seed, found) for seed in STORIES if (found := attack(make_story(seed)))] == []


def test_nothing_of_another_district_is_worked_out_by_people_of_one():
    stories = {seed: make_story(seed) for seed in [*range(12), 413]}

    found = [
        (seed, district, attack(story, of_district=district))
        for seed, story in stories.items()
        for district in set(story.layout.owners.values())
    ]

    assert [one for one in found if one[2]] == []


def test_the_attack_finds_what_is_hidden_without_a_second_cell(monkeypatch):
    monkeypatch.setattr(Safety, "finish", lambda _: True)

    assert len([seed for seed in range(20) if attack(make_story(seed))]) > 10


def test_the_attack_finds_what_forgotten_releases_give_away():
    assert len([seed for seed in STORIES if attack(make_story(seed), forget=True)]) > 5


def test_a_first_release_is_never_held():
    assert [seed for seed in range(20) if publish(make_story(seed))[0][1].held] == []


@pytest.mark.parametrize("seed", range(10))
def test_the_same_figures_are_protected_the_same_in_any_order(seed):
    story = make_story(seed)
    figures = story.days[0].states[0]
    shuffled = list(figures.items())
    Random(seed).shuffle(shuffled)

    first = protect(figures, story.layout, story.rule)

    assert protect(figures, story.layout, story.rule) == first
    assert protect(dict(shuffled), story.layout, story.rule).shown == first.shown


@pytest.mark.parametrize("smallest", [5, 8, 10, 20, 50, 1_000])
def test_a_larger_smallest_group_hides_what_is_smaller(smallest):
    story = replace(make_story(7), rule=Rule(smallest=smallest))

    for _, protection in publish(story):
        small = {key for key, figure in protection.release.figures.items() if figure and 0 < sum(figure) < smallest}
        assert {key for key in small if not protection.shown[key].protected} == set()
