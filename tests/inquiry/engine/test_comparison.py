"""Two moments of a placemat beside each other."""

import random
from itertools import combinations, permutations
from uuid import UUID

import pytest

from inquiry.engine.comparison import compare, stayed_in_order, value_changes
from inquiry.engine.past import IfWords, Standing

FIELDS = ("priority", "then")
A, B, C, D, E = (UUID(int=number) for number in range(1, 6))


def with_actions(*actions: tuple[UUID, str]) -> Standing:
    return Standing(if_actions=tuple(IfWords(pk, text) for pk, text in actions))


def test_texts_are_the_same_changed_added_or_gone() -> None:
    was = Standing({"priority": "routines", "so_that": "students read"})
    now = Standing({"priority": "routines, in pairs", "then": "teachers plan"})

    found = compare(was, now, fields=(*FIELDS, "so_that", "went_well"))

    assert [(one.field, one.fate) for one in found.texts] == [
        ("priority", "changed"),
        ("then", "added"),
        ("so_that", "gone"),
        ("went_well", "same"),
    ]
    assert found.parts == ("priority", "then", "so_that")
    assert not found.same


def test_if_actions_are_matched_by_id() -> None:
    was = with_actions((A, "visit"), (B, "plan"), (C, "free time"), (D, "read"))
    now = with_actions((C, "free time"), (A, "visit in pairs"), (E, "ask families"), (D, "read"))

    found = compare(was, now, fields=FIELDS)

    rows = [(one.pk, one.fate, one.was_number, one.now_number, one.moved) for one in found.if_actions]
    assert rows == [
        (C, "same", 3, 1, True),
        (A, "changed", 1, 2, False),
        (B, "gone", 2, None, False),
        (E, "added", None, 3, False),
        (D, "same", 4, 4, False),
    ]
    assert found.parts == (f"if:{C}", f"if:{A}", f"if:{B}", f"if:{E}")


def test_the_first_that_went_stands_in_front() -> None:
    found = compare(with_actions((A, "visit"), (B, "plan")), with_actions((B, "plan")), fields=())

    assert [(one.pk, one.fate) for one in found.if_actions] == [(A, "gone"), (B, "same")]


def test_indicators_are_compared_field_by_field() -> None:
    was = Standing(
        indicators={
            A: {"text": "Visits", "target": "20", "if_action": str(C), "if_action_text": "visit"},
            B: {"text": "Gone"},
        }
    )
    now = Standing(
        indicators={
            A: {"text": "Visits", "target": "32", "unit": "rooms", "if_action": str(C), "if_action_text": "visit more"},
            D: {"text": "New"},
        }
    )

    found = compare(was, now, fields=())

    assert [(one.title, one.fate) for one in found.indicators] == [
        ("Visits", "changed"),
        ("New", "added"),
        ("Gone", "gone"),
    ]
    assert [(one.name, one.was, one.now) for one in found.indicators[0].changes] == [
        ("target", "20", "32"),
        ("unit", "", "rooms"),
    ]


def test_the_words_of_its_if_action_are_not_an_indicators_own() -> None:
    assert value_changes({"if_action_text": "a"}, {"if_action_text": "b"}) == ()


def test_a_moment_compared_with_itself_is_the_same() -> None:
    moment = Standing({"priority": "one"}, (IfWords(A, "visit"),), {B: {"text": "Visits"}})

    assert compare(moment, moment, fields=FIELDS).same


@pytest.mark.parametrize("order", list(permutations(range(5))))
def test_as_many_as_can_be_stay_in_order(order: tuple[int, ...]) -> None:
    ids = [A, B, C, D, E]
    now = [ids[place] for place in order]

    stayed = stayed_in_order(ids, now)

    in_order = [len(some) for size in range(6) for some in combinations(order, size) if list(some) == sorted(some)]
    assert [pk for pk in now if pk in stayed] == sorted(stayed, key=ids.index)
    assert len(stayed) == max(in_order)


@pytest.mark.parametrize("seed", range(20))
def test_going_through_every_pair_tells_all_of_both_moments(seed: int) -> None:
    chance = random.Random(seed)
    some = [tuple(chance.sample([A, B, C, D, E], chance.randrange(6))) for _ in range(2)]
    was, now = (with_actions(*((pk, chance.choice(["x", "y"])) for pk in pks)) for pks in some)

    found = compare(was, now, fields=()).if_actions

    assert {one.pk: one.was for one in found if one.was_number} == {one.pk: one.text for one in was.if_actions}
    assert [IfWords(one.pk, one.now) for one in found if one.now_number] == list(now.if_actions)
