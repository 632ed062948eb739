"""Giving codes to words on their page, and what is proposed of them."""

import pytest
from django.utils.timezone import now

from evidence.models import CodingProposal
from evidence.queries.coding_proposal import GROUP, proposal_key
from evidence.tasks.coding import propose_coding
from ilc.due import is_done
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import plain
from tests.evidence.setting import browser
from tests.evidence.words import Told, address, coded, press, stands

HTMX = {"HX-Request": "true"}


def test_chosen_words_get_a_code_a_new_one_and_lose_one(told: Told) -> None:
    time = coded(told, "Time")

    given = press(told, "coding-words", texts=told.words[2:], to=time.pk)
    anew = press(told, "coding-words", texts=told.words[:2], to="new", name="Seeing each other teach")
    chip = press(told, "coding-words", one=f"{told.words[2]}:{time.pk}")
    off = press(told, "coding-words", texts=told.words, off=time.pk)

    assert [one.status_code for one in (given, anew, chip, off)] == [302] * 4
    assert stands(told) == {"Time": 0, "Seeing each other teach": 2}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"to": "gone"}, "That code is not there any more"),
        ({"off": "gone"}, "That code is not there any more"),
        ({"to": "TIME"}, "Choose words of your district first"),
        ({"to": "TIME", "texts": "mangled"}, "Choose words of your district first"),
        ({"one": "mangled:TIME"}, "Choose words of your district first"),
        ({"to": "new", "name": "Trust"}, "Choose words of your district first"),
        ({"to": "new", "name": "", "texts": "WORDS"}, "A few words are plenty"),
        ({}, "That code is not there any more"),
    ],
)
def test_what_cannot_be_done_to_words_is_said_and_nothing_changes(
    told: Told, fields: dict[str, str], said: str
) -> None:
    time = coded(told, "Time")
    filled = {name: value.replace("TIME", str(time.pk)) for name, value in fields.items()}
    if filled.get("texts") == "WORDS":
        filled["texts"] = str(told.words[0])

    answer = press(told, "coding-words", **filled)

    assert (answer.status_code, said in plain(answer)) == (422, True)
    assert stands(told) == {"Time": 0}


def test_what_was_chosen_is_still_chosen_after_a_refusal(told: Told) -> None:
    page = plain(press(told, "coding-words", texts=told.words[:1], to="new", name=""))

    assert page.count("checked") == 1


def test_words_of_another_district_cannot_be_coded(told: Told) -> None:
    time = coded(told, "Time")

    answers = [
        press(told, "coding-words", texts=told.far_words, to=time.pk).status_code,
        press(told, "coding-words", texts=told.words, to=time.pk, by=told.facilitator).status_code,
        press(told, "coding-words", texts=told.words, to=time.pk, by=told.admin).status_code,
        press(told, "coding-words", texts=told.words, to=time.pk, by=told.stranger).status_code,
    ]

    assert answers == [422, 403, 403, 404]
    assert stands(told) == {"Time": 0}


def test_similar_words_are_proposed_and_a_person_names_the_code(told: Told) -> None:
    asked = press(told, "coding-propose")
    with program_scope(told.program.pk):
        key = proposal_key(told.indicator.pk, told.school.district_id)
        waits = is_done(GROUP, key)
    propose_coding(program_id=told.program.pk, key=key)
    with program_scope(told.program.pk):
        CodingProposal.objects.update(
            groups=[
                {"key": 1, "name": "teach", "lang": "en", "points": [str(pk) for pk in told.words[:2]]},
                {"key": 2, "name": "time plan", "lang": "en", "points": [str(pk) for pk in told.words[2:]]},
            ]
        )
    page, theirs = (plain(browser(one).get(address(told))) for one in (told.member, told.colleague))
    taken = press(told, "coding-group", key=1, name="Seeing each other teach")
    unnamed = press(told, "coding-group", key=2, name="")
    named = press(told, "coding-group", key=2, name="For Emma Tremblay")
    left = press(told, "coding-group", key=2, what="leave")
    nothing = press(told, "coding-group", key=2, name="Time")
    mangled = press(told, "coding-group", key="x", name="Time")

    assert (asked.status_code, waits) == (302, False)
    assert ("time plan" in page, "time plan" in theirs) == (True, False)
    assert [one.status_code for one in (taken, unnamed, named, left, nothing, mangled)] == [
        302,
        422,
        422,
        302,
        422,
        422,
    ]
    assert ["That group is not there any more" in plain(one) for one in (nothing, mangled)] == [True, True]
    assert ("A few words are plenty" in plain(unnamed), "seems to name somebody" in plain(named)) == (True, True)
    assert stands(told) == {"Seeing each other teach": 2}


def test_all_of_a_proposal_is_left_and_few_words_are_not_put_together(told: Told) -> None:
    with program_scope(told.program.pk):
        CodingProposal.objects.create(
            indicator=told.indicator,
            district_id=told.school.district_id,
            groups=[{"key": 1, "name": "teach", "lang": "en", "points": [str(pk) for pk in told.words[:2]]}],
            made_at=now(),
        )

    left = press(told, "coding-group", what="leave")
    few = press(told, "coding-propose", by=told.colleague)
    nobody = [press(told, name, by=told.admin).status_code for name in ("coding-propose", "coding-group")]

    with program_scope(told.program.pk):
        groups = CodingProposal.objects.get().groups
    assert (left.status_code, groups, few.status_code, nobody) == (302, [], 422, [403, 403])


def test_the_page_asks_again_only_while_words_are_being_put_together(told: Told) -> None:
    before = plain(browser(told.member).get(address(told)))
    press(told, "coding-propose")

    during = plain(browser(told.member).get(address(told)))

    assert ('hx-trigger="every 3s"' in before, 'hx-trigger="every 3s"' in during) == (False, True)
