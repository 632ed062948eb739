"""Writing questions, marking favourites, asking them and keeping what came of it."""

from datetime import UTC, datetime, timedelta

import pytest

from collectives.models import Program
from facilitation.models import FavouriteQuestion, QuestionAsked, QuestionOutcome
from facilitation.operations.decision import add_decision
from facilitation.operations.question import (
    Asking,
    NothingSaid,
    OutcomeOfOthers,
    ask_question,
    bring_back_question,
    keep_outcome,
    mark_favourite,
    remove_question,
    take_back_outcome,
    take_back_question,
)
from facilitation.queries.question import list_questions
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_session
from tests.make_question import make_asked, make_question

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
ASKING = Asking("anchor-which-if", "anchor", "Which of our if-actions?")


def test_a_question_pressed_twice_by_two_people_is_asked_once(program: Program) -> None:
    with program_scope(program.pk):
        session = make_session(make_collective())
        first = ask_question(session, ASKING, by=make_participant(), now=NOW)

        second = ask_question(session, ASKING, by=make_participant(), now=LATER)

        assert second.pk == first.pk
        assert QuestionAsked.objects.count() == 1


def test_a_question_taken_back_can_be_asked_again_and_both_are_kept(program: Program) -> None:
    with program_scope(program.pk):
        session, by = make_session(make_collective()), make_participant()
        first = ask_question(session, ASKING, by=by, now=NOW)

        take_back_question(first, now=NOW)
        take_back_question(first, now=LATER)
        again = ask_question(session, ASKING, by=by, now=LATER)

        assert again.pk != first.pk
        assert list(QuestionAsked.objects.order_by("at").values_list("taken_back_at", flat=True)) == [NOW, None]


def test_several_things_come_of_a_question_and_one_is_taken_back(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        session = make_session(make_collective())
        asked = make_asked(session, by)
        decision = add_decision(session, text="We visit in pairs", by=by, now=NOW)

        first = keep_outcome(asked, decision=decision, by=by, now=NOW)
        same = keep_outcome(asked, decision=decision, by=by, now=LATER)
        keep_outcome(asked, text="A long silence, then the priority", by=by, now=LATER)
        take_back_outcome(first, now=LATER)

        assert same.pk == first.pk
        assert list(QuestionOutcome.objects.order_by("at").values_list("text", "decision", "taken_back_at")) == [
            ("", decision.pk, LATER),
            ("A long silence, then the priority", None, None),
        ]


def test_an_outcome_says_something(program: Program) -> None:
    with program_scope(program.pk):
        asked = make_asked(make_session(make_collective()), make_participant())

        with pytest.raises(NothingSaid):
            keep_outcome(asked, by=asked.by, now=NOW)


def test_what_another_collective_decided_came_of_something_else(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        asked = make_asked(make_session(make_collective("Ours")), by)
        other = add_decision(make_session(make_collective("Theirs")), text="Theirs", by=by, now=NOW)

        with pytest.raises(OutcomeOfOthers):
            keep_outcome(asked, decision=other, by=by, now=NOW)


def test_a_favourite_is_marked_once_and_unmarked(program: Program) -> None:
    with program_scope(program.pk):
        person, other = make_participant(), make_participant()

        mark_favourite(person, key="anchor-which-if", favourite=True)
        mark_favourite(person, key="anchor-which-if", favourite=True)
        mark_favourite(other, key="anchor-which-if", favourite=True)
        mark_favourite(person, key="anchor-which-if", favourite=False)

        assert list(FavouriteQuestion.objects.values_list("participant", flat=True)) == [other.pk]


def test_an_own_question_is_taken_away_and_brought_back(program: Program) -> None:
    with program_scope(program.pk):
        writer = make_participant(role="facilitator")
        question = make_question(writer, "Who is not in the room?")

        remove_question(question, now=NOW)
        gone = [one.text for one in list_questions(writer) if one.own]
        bring_back_question(question)

        assert gone == []
        assert [one.text for one in list_questions(writer) if one.own] == ["Who is not in the room?"]
