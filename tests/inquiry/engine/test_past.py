"""What stood on a placemat at a moment."""

import random
from uuid import UUID

import pytest

from inquiry.engine.indicator import FIELDS, lines, values
from inquiry.engine.past import Change, IfWords, Standing, standing

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


def test_nothing_stands_before_the_first_change() -> None:
    assert standing([]) == Standing()


def test_each_part_stands_as_its_last_change_left_it() -> None:
    stood = standing(
        [
            Change("priority", "one", "written"),
            Change("then", "teachers plan", "written"),
            Change("priority", "two", "written"),
            Change("then", "", "written"),
            Change("placemat", "", "shown"),
            Change(f"place:{ONE}", "1 → 2", "moved"),
        ]
    )

    assert stood == Standing({"priority": "two"})


def test_if_actions_stand_in_their_order_without_those_taken_away() -> None:
    changes = [
        Change(f"if:{ONE}", "visit", "written", "a0"),
        Change(f"if:{TWO}", "plan", "written", "a1"),
        Change(f"if:{THREE}", "free time", "written", "a2"),
        Change(f"if:{THREE}", "free time", "moved", "Zz"),
        Change(f"if:{TWO}", "plan", "removed", "a1"),
    ]

    before, after = standing(changes[:3]), standing(changes)
    back = standing([*changes, Change(f"if:{TWO}", "plan", "restored", "a1")])

    assert [one.text for one in before.if_actions] == ["visit", "plan", "free time"]
    assert after.if_actions == (IfWords(THREE, "free time"), IfWords(ONE, "visit"))
    assert back.numbers == {THREE: 1, ONE: 2, TWO: 3}


def test_indicators_stand_with_all_their_fields() -> None:
    written = {"text": "Classrooms visited\nwith the sheet", "clause": "if", "if_action": str(ONE), "target": "32"}

    stood = standing(
        [
            Change(f"indicator:{TWO}", lines(written), "written"),
            Change(f"indicator:{THREE}", lines({"text": "Gone"}), "removed"),
        ]
    )

    assert stood.indicators == {TWO: written}


@pytest.mark.parametrize("seed", range(30))
def test_what_an_indicator_says_comes_back_from_its_lines(seed: int) -> None:
    chance = random.Random(seed)
    letters = ["a", "é", "\\", "n", "\n", ": ", "text: ", "unit", "\\n", " ", "👩‍🏫"]
    written = {name: "".join(chance.choices(letters, k=chance.randrange(12))) for name in FIELDS}

    assert values(lines(written)) == {name: value for name, value in written.items() if value}


def test_lines_of_before_go_on_until_the_next_field() -> None:
    assert values("text: two\nlines\nunit: points") == {"text": "two\nlines", "unit": "points"}


@pytest.mark.parametrize("seed", range(30))
def test_a_moment_is_the_sum_of_the_changes_up_to_it(seed: int) -> None:
    chance = random.Random(seed)
    there: dict[UUID, tuple[str, str]] = {}
    texts: dict[str, str] = {}
    changes: list[Change] = []
    for step in range(60):
        pk, text = chance.choice([ONE, TWO, THREE]), f"words {step}"
        what = chance.choice(["written", "removed", "text"])
        if what == "text":
            field = chance.choice(["priority", "then"])
            texts[field] = text
            changes.append(Change(field, text, "written"))
            continue
        position = f"a{chance.randrange(9)}{step:02}"
        changes.append(Change(f"if:{pk}", text, what, position))
        if what == "removed":
            there.pop(pk, None)
        else:
            there[pk] = (position, text)

        stood = standing(changes)

        assert stood.texts == texts
        assert [(one.pk, one.text) for one in stood.if_actions] == [
            (pk, text) for pk, (_, text) in sorted(there.items(), key=lambda item: item[1])
        ]
