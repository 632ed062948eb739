"""Answering: once for each person, changed as often as one likes, kept apart from who it was."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from collectives.models import Asked, Gathering, Participant, QuestionKind, Response
from collectives.operations.gathering_close import close_gathering
from collectives.operations.response import (
    Answer,
    AnsweredElsewhere,
    GatheringIsClosed,
    NothingAnswered,
    give_answers,
)
from collectives.queries.response import Answerer
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_participant, make_program
from tests.make_gathering import make_gathering, open_to

ALL_KINDS = tuple(QuestionKind.values)


@pytest.fixture
def people(scope: None) -> list[Participant]:
    return [make_participant(f"Leader {number}") for number in range(6)]


def answer(gathering: Gathering, text: str, *, who: Participant | None, secret: str = "s", at=None, only=None) -> None:
    questions = list(gathering.questions.order_by("number"))
    answers = [Answer(one.pk, text=text) for one in questions if only is None or one.number in only]
    asked = [one.pk for one in questions]
    give_answers(gathering, answers, asked=asked, answerer=Answerer(who, secret), language="en", now=at or now())


def texts() -> list[tuple[str, str]]:
    return sorted(Response.objects.values_list("text", "language"))


def test_an_anonymous_answer_is_kept_without_name_and_time(people):
    gathering = open_to(make_gathering(people[0]), people)

    answer(gathering, "Time", who=people[1])

    row = Response.objects.get()
    assert (row.text, row.participant_id, row.answered_at) == ("Time", None, None)
    assert list(Asked.objects.filter(answered=True).values_list("participant", "key")) == [(people[1].pk, None)]


def test_a_named_answer_says_whose_and_when(people):
    gathering, at = open_to(make_gathering(people[0], anonymous=False), people), now()

    answer(gathering, "Time", who=people[1], at=at)
    answer(gathering, "More time", who=people[1], at=at)

    assert list(Response.objects.values_list("text", "participant", "answered_at")) == [("More time", people[1].pk, at)]


@pytest.mark.parametrize("anonymous", [True, False])
def test_answering_again_replaces_and_takes_back(people, anonymous):
    gathering = open_to(make_gathering(people[0], kinds=("open_text",) * 3, anonymous=anonymous), people)
    answer(gathering, "First", who=people[1], only={1, 2})

    answer(gathering, "Second", who=people[1], only={2, 3})

    said = Response.objects.order_by("question__number").values_list("question__number", "text")
    assert list(said) == [(2, "Second"), (3, "Second")]


def test_somebody_with_the_code_counts_once(people):
    gathering = open_to(make_gathering(people[0], code=True), [])

    for secret in ("one", "two", "one"):
        answer(gathering, f"From {secret}", who=None, secret=secret)

    assert texts() == [("From one", "en"), ("From two", "en")]
    assert gathering.asked.filter(answered=True).count() == 2


def test_an_anonymous_person_answers_from_one_place_only(people):
    gathering = open_to(make_gathering(people[0]), people)
    answer(gathering, "By the link", who=people[1], secret="link")

    with pytest.raises(AnsweredElsewhere):
        answer(gathering, "Signed in", who=people[1], secret="browser")

    assert texts() == [("By the link", "en")]


def test_nothing_is_no_answer(people):
    gathering = open_to(make_gathering(people[0]), people)

    with pytest.raises(NothingAnswered):
        give_answers(gathering, [], asked=[], answerer=Answerer(people[1], "s"), language="en", now=now())

    assert not Asked.objects.filter(answered=True).exists()


def test_what_is_not_open_takes_no_answers(people):
    draft = make_gathering(people[0])
    over = open_to(make_gathering(people[0], closes_at=now() + timedelta(hours=1)), people)
    closed = open_to(make_gathering(people[0]), people)
    close_gathering(closed, by=people[0], now=now())

    for gathering, at in ((draft, now()), (over, now() + timedelta(hours=2)), (closed, now())):
        with pytest.raises(GatheringIsClosed):
            answer(gathering, "Late", who=people[1], at=at)

    assert texts() == []


def test_all_questions_cost_three_statements(people):
    gathering = open_to(make_gathering(people[0], kinds=ALL_KINDS), people)
    answers = [Answer(one.pk, text="Words") for one in gathering.questions.all()]

    with CaptureQueriesContext(connection) as captured:
        give_answers(gathering, answers, asked=[], answerer=Answerer(people[1], "s"), language="en", now=now())

    assert len([one for one in captured if "SAVEPOINT" not in one["sql"]]) == 3


@pytest.mark.usefixtures("committed")
def test_pressing_twice_at_once_is_one_answer_and_two_devices_are_refused():
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        people = [make_participant(f"Leader {number}") for number in range(6)]
        by_link = open_to(make_gathering(people[0]), people)
        by_code = open_to(make_gathering(people[0], code=True), [])

    def press(gathering: Gathering, who: Participant | None, secret: str):
        def work() -> None:
            with program_scope(program.pk):
                answer(gathering, "Pressed", who=who, secret=secret)

        return work

    twice = at_once(*[press(by_link, people[1], "same")] * 2)
    devices = at_once(press(by_link, people[2], "one"), press(by_link, people[2], "other"))
    at_once(*[press(by_code, None, "phone")] * 4)

    with program_scope(program.pk):
        assert (twice, sorted(map(str, devices))) == ([None, None], sorted(map(str, [None, AnsweredElsewhere])))
        assert (by_link.responses.count(), by_link.asked.filter(answered=True).count()) == (2, 2)
        assert (by_code.responses.count(), by_code.asked.count()) == (1, 1)


@pytest.mark.usefixtures("committed")
def test_no_answer_slips_past_the_closing():
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        admin = make_participant("Inès", role="admin")
        gathering = open_to(make_gathering(admin, code=True), [])

    def press(number: int):
        def work() -> None:
            with program_scope(program.pk):
                answer(gathering, "Pressed", who=None, secret=f"phone {number}")

        return work

    def close() -> None:
        with program_scope(program.pk):
            close_gathering(gathering, by=admin, now=now())

    came = at_once(*[press(number) for number in range(6)], close)

    with program_scope(program.pk):
        gathering.refresh_from_db()
        kept = [Response.objects.count(), gathering.answers, 6 - came.count(GatheringIsClosed)]
        assert len(set(kept)) == 1
        assert not Response.objects.exclude(key=None).exists()
