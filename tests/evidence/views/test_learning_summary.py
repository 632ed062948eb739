"""The pages on which a collective writes what it learned, asks its members, publishes and withdraws it."""

from typing import Any

import pytest

from evidence.models import LearningState, LearningSummary
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import plain
from tests.evidence.setting import Shared, browser
from tests.make import make_participant, make_placemat
from tests.make_learning import make_asked, make_published, make_summary

HTMX = {"HX-Request": "true"}
WORDS = {
    "title": "Visits change talk",
    "tried": "We visited classrooms.",
    "learned": "Talk came first.",
    "language": "en",
    "version": "0",
}


def press(shared: Shared, name: str, who: Any, **fields: str) -> Any:
    return browser(who).post(shared.url(name, shared.placemat.pk), fields)


def stands(shared: Shared) -> list[str]:
    with program_scope(shared.program.pk):
        return list(LearningSummary.objects.values_list("state", flat=True))


def test_from_the_first_word_to_the_library(shared: Shared) -> None:
    written = press(shared, "learning", shared.member, **WORDS)
    asked = press(shared, "learning-ask", shared.member)
    said = press(shared, "learning-answer", shared.colleague, agrees="yes")
    published = press(shared, "learning-publish", shared.facilitator)
    page = browser(shared.stranger).get(published.url)

    assert [one.status_code for one in (written, asked, said, published)] == [302] * 4
    assert ("Talk came first." in plain(page), stands(shared)) == (True, ["published"])
    assert shared.member.name not in plain(page)


def test_a_draft_is_read_by_its_own_people_alone(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_summary(shared.placemat, by=shared.member)

    pages = [browser(who).get(shared.url("learning", shared.placemat.pk)) for who in (shared.colleague, shared.admin)]

    assert ["Talk came first." in plain(page) for page in pages] == [True, False]
    assert "has not shared yet" in plain(pages[1])


def test_a_piece_is_answered_to_htmx(shared: Shared) -> None:
    piece = browser(shared.member).get(shared.url("learning", shared.placemat.pk), headers=HTMX)

    assert piece.content.decode().strip().startswith('<div id="learning"')


def test_a_name_in_it_is_refused_and_what_was_typed_stays(shared: Shared) -> None:
    answer = press(shared, "learning", shared.member, **WORDS | {"helped": "Emily Johnson did"})

    assert (answer.status_code, stands(shared)) == (422, [])
    assert ("seems to name somebody" in plain(answer), "Emily Johnson did" in plain(answer)) == (True, True)


def test_two_who_write_at_once_see_both_and_save_upon_the_newer(shared: Shared) -> None:
    press(shared, "learning", shared.member, **WORDS)

    answer = press(shared, "learning", shared.colleague, **WORDS | {"learned": "Mine is this."})
    again = press(shared, "learning", shared.colleague, **WORDS | {"learned": "Mine is this.", "version": "1"})

    assert (answer.status_code, "Talk came first." in plain(answer), again.status_code) == (422, True, 302)
    assert answer.context["form"]["version"].value() == "1"


@pytest.mark.parametrize(
    ("name", "who", "fields", "said"),
    [
        ("learning", "member", {"title": ""}, "Give it a title"),
        ("learning-answer", "member", {}, "Choose one of the two"),
        ("learning-answer", "member", {"agrees": "no"}, "Say in a sentence what should be different"),
        ("learning-publish", "facilitator", {}, "At least half of the members"),
    ],
)
def test_what_is_refused_is_said(shared: Shared, name: str, who: str, fields: dict[str, str], said: str) -> None:
    with program_scope(shared.program.pk):
        make_asked(shared.placemat, by=shared.member)

    answer = press(shared, name, getattr(shared, who), **fields)

    assert (answer.status_code, said in plain(answer), stands(shared)) == (422, True, ["asked"])


def test_an_unfinished_draft_is_not_put_to_the_members(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_summary(shared.placemat, by=shared.member, tried="")

    answer = press(shared, "learning-ask", shared.member)

    assert (answer.status_code, "Say first what you tried" in plain(answer)) == (422, True)


def test_words_cannot_be_written_while_members_are_asked(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_asked(shared.placemat, by=shared.member)

    answer = press(shared, "learning", shared.member, **WORDS | {"title": "Another", "version": "1"})

    assert (answer.status_code, "Take it back first" in plain(answer)) == (422, True)


def test_an_answer_after_it_was_taken_back_is_refused(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_asked(shared.placemat, by=shared.member)

    back = press(shared, "learning-take-back", shared.colleague)
    answer = press(shared, "learning-answer", shared.member, agrees="yes")

    assert (back.status_code, answer.status_code) == (302, 422)
    assert "not asked any more" in plain(answer)


@pytest.mark.parametrize("name", ["learning-ask", "learning-publish"])
def test_there_is_nothing_to_press_before_a_word_is_written(shared: Shared, name: str) -> None:
    assert press(shared, name, shared.facilitator).status_code == 404


def test_who_may_not_is_told_so_and_a_stranger_finds_nothing(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_asked(shared.placemat, by=shared.member)

    answers = {
        (name, who): press(shared, name, getattr(shared, who), agrees="yes").status_code
        for name in ("learning", "learning-ask", "learning-answer", "learning-take-back", "learning-publish")
        for who in ("admin", "stranger")
    }

    assert set(answers.values()) == {403, 404}
    assert {who: {answers[name, who] for name, other in answers if other == who} for _, who in answers} == {
        "admin": {403},
        "stranger": {404},
    }
    assert press(shared, "learning-publish", shared.member).status_code == 403


def test_a_leaders_own_placemat_has_none(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        own = make_placemat(shared.cycle, shared.member)

    assert browser(shared.member).get(shared.url("learning", own.pk)).status_code == 404


def test_a_member_who_objects_later_withdraws_it_for_all(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        summary = make_published(shared.placemat, by=shared.facilitator)
        url = shared.url("learning-withdraw", summary.pk)

    empty = browser(shared.member).post(url, {"why": " "})
    other = browser(shared.stranger).post(url, {"why": "I do not like it"})
    done = browser(shared.member).post(url, {"why": "One school can be told"})
    again = browser(shared.member).post(url, {"why": "Once more"})

    assert [one.status_code for one in (empty, other, done, again)] == [422, 403, 302, 302]
    assert stands(shared) == [LearningState.WITHDRAWN]
    assert browser(shared.stranger).get(shared.url("learning-summary", summary.pk)).status_code == 404
    assert "One school can be told" in plain(browser(shared.colleague).get(done.url))


def test_an_admin_withdraws_what_is_published_and_reads_no_draft(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        summary = make_published(shared.placemat, by=shared.facilitator)

    done = browser(shared.admin).post(shared.url("learning-withdraw", summary.pk), {"why": "Asked by a district"})

    assert done.status_code == 302
    assert "Talk came first." not in plain(browser(shared.admin).get(done.url))
    assert browser(shared.admin).get(shared.url("learning-summary", summary.pk)).status_code == 404


def test_somebody_who_joined_since_is_asked_too(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_asked(shared.placemat, by=shared.member)
        newcomer = make_participant("Noor Haddad")
        shared.collective.seats.filter(participant=shared.colleague).update(participant=newcomer)

    said = press(shared, "learning-answer", newcomer, agrees="no", why="I was not there")
    answer = press(shared, "learning-publish", shared.facilitator)

    assert (said.status_code, answer.status_code, "not like this" in plain(answer)) == (302, 422, True)
