"""What stood on a placemat at a moment, from its history."""

import random
from datetime import timedelta

import pytest

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import move_if_action, remove_if_action, restore_if_action
from inquiry.models import PlacematField
from inquiry.operations.indicator import change_indicator, remove_indicator, restore_indicator
from inquiry.operations.placemat import show_placemat
from inquiry.queries.past import standing_at, standing_now
from inquiry.queries.placemat import placemat_content
from tests.inquiry.setting import Setting
from tests.make import make_placemat
from tests.make_history import act, agree, day, promise, write


def test_a_moment_shows_what_stood_there_then(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        write(placemat, "priority", "routines", by=by, at=day(1))
        action = act(placemat, "visit", by=by, at=day(2))
        write(placemat, "priority", "routines in pairs", by=by, at=day(3))
        indicator = promise(placemat, "Visits", if_action=action, target="20\n30", by=by, at=day(4))
        remove_if_action(placemat, pk=action.pk, by=by, now=day(5))

        moments = [standing_at(placemat, day(number)) for number in range(6)]

    assert [moment.texts.get("priority") for moment in moments] == [
        None,
        "routines",
        "routines",
        *["routines in pairs"] * 3,
    ]
    assert [[one.text for one in moment.if_actions] for moment in moments] == [[], [], *[["visit"]] * 3, []]
    assert moments[5].indicators[indicator.pk]["target"] == "20\n30"
    assert moments[3].indicators == {}


@pytest.mark.parametrize("seed", range(4))
def test_the_sum_of_the_history_is_what_stands_there(setting: Setting, seed: int) -> None:
    chance, placemat, by = random.Random(seed), setting.placemat, setting.member
    with program_scope(setting.program.pk):
        actions = [act(placemat, f"act {number}", by=by, at=day(number)) for number in range(4)]
        indicators = [
            promise(placemat, f"sign {number}", if_action=actions[number], by=by, at=day(4)) for number in range(3)
        ]
        for step in range(5, 40):
            one, sign = chance.choice(actions), chance.choice(indicators)
            sign.refresh_from_db()
            at = day(step)
            match chance.randrange(7):
                case 0:
                    write(placemat, chance.choice(PlacematField.values), f"words {step}", by=by, at=at)
                case 1:
                    move_if_action(placemat, pk=one.pk, up=chance.random() < 0.5, by=by, now=at)
                case 2:
                    remove_if_action(placemat, pk=one.pk, by=by, now=at)
                case 3:
                    restore_if_action(placemat, pk=one.pk, by=by, now=at)
                case 4:
                    change_indicator(sign, words={"target": f"{step}"}, version=sign.version, by=by, now=at)
                case 5:
                    remove_indicator(sign, by=by, now=at)
                case _:
                    restore_indicator(sign, by=by, now=at)

            stands, stood = standing_now(placemat_content(placemat)), standing_at(placemat, at)

            without_words = {pk: {**said, "if_action_text": ""} for pk, said in stands.indicators.items()}
            assert (stood.texts, stood.if_actions) == (stands.texts, stands.if_actions)
            assert {pk: {**said, "if_action_text": ""} for pk, said in stood.indicators.items()} == without_words


def test_a_spell_of_writing_does_not_run_over_a_moment_that_people_look_back_to(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        own, by = make_placemat(setting.cycle, setting.member), setting.member
        seconds = [day(1) + timedelta(seconds=number) for number in range(9)]
        write(own, "priority", "one", by=by, at=seconds[0])
        write(own, "priority", "one two", by=by, at=seconds[1])
        agree(own, "as agreed", by=by, at=seconds[2])
        write(own, "priority", "one two three", by=by, at=seconds[3])
        show_placemat(own, by=by, now=seconds[4])
        write(own, "priority", "one two three four", by=by, at=seconds[5])

        stood = [standing_at(own, at).texts["priority"] for at in (seconds[2], seconds[4], seconds[8])]
        spells = own.changes.filter(part="priority").count()

    assert stood == ["one two", "one two three", "one two three four"]
    assert spells == 3
