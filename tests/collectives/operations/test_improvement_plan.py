"""Improvement plans: read in the background, accepted by a person."""

import io

import pytest
from django.utils.timezone import now

from collectives.models import Board, ImprovementPlan, Participant, Passage, PlanState, Program
from collectives.operations.improvement_plan import (
    NoPassageChosen,
    PlanElsewhere,
    add_plan,
    bring_plan_back,
    look_at_passages,
    remove_plan,
)
from collectives.queries.improvement_plan import plan_page
from collectives.tasks.improvement_plan import read_plan
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_board import make_board_of, make_draft_of, texts_of
from tests.samples.plans import plan_as_docx, plan_as_pdf


@pytest.fixture
def ines(program: Program) -> Participant:
    with program_scope(program.pk):
        return make_participant("Inès", role="admin")


@pytest.fixture
def board(program: Program, ines: Participant) -> Board:
    with program_scope(program.pk):
        return make_board_of([], by=ines)


def read(program: Program, by: Participant, **plan: object) -> ImprovementPlan:
    with program_scope(program.pk):
        made = add_plan("Gull Rock", by=by, now=now(), **plan)  # type: ignore[arg-type]
    read_plan(program_id=program.pk, plan_pk=str(made.pk))
    with program_scope(program.pk):
        return ImprovementPlan.objects.get(pk=made.pk)


def test_passages_of_a_pdf_come_with_their_place_and_only_accepted_ones_to_the_board(program, ines, board):
    plan = read(program, ines, file=plan_as_pdf())

    with program_scope(program.pk):
        passages = list(Passage.objects.order_by("number"))
        look_at_passages(plan, board, passages=[passages[0].pk], accepted=True, by=ines, now=now())
        (text,) = texts_of(board)

    assert plan.state == PlanState.READ
    assert len(passages) > 3
    assert all(passage.place.startswith(("page ", "Goal ")) for passage in passages)
    assert (text.text, text.quotable) == (passages[0].text, False)
    assert text.source == f"Gull Rock, {passages[0].place}"


def test_a_french_plan_in_word_is_read_too(program, ines, board):
    plan = read(program, ines, file=plan_as_docx())

    with program_scope(program.pk):
        look_at_passages(plan, board, passages=None, accepted=True, by=ines, now=now())
        texts = texts_of(board)

    assert {text.language for text in texts} == {"fr"}


def test_what_was_accepted_is_taken_back_and_what_stands_is_not_moved_by_accepting_again(program, ines, board):
    plan = read(
        program, ines, pasted="Goal 1: Every child reads with understanding by June.\n\nGoal 2: Fewer absences."
    )
    with program_scope(program.pk):
        look_at_passages(plan, board, passages=None, accepted=True, by=ines, now=now())
        draft = make_draft_of(board, texts_of(board), kept_by=ines)
        keys = list(Passage.objects.values_list("pk", flat=True))

        look_at_passages(plan, board, passages=keys, accepted=True, by=ines, now=now())
        still = {text.draft_id for text in texts_of(board)}
        look_at_passages(plan, board, passages=keys, accepted=None, by=ines, now=now())

        assert (still, texts_of(board)) == ({draft.pk}, [])
        assert plan_page(plan).waiting == len(keys)


def test_a_scanned_plan_says_to_paste_its_text(program, ines, monkeypatch):
    empty_page = (
        "<style>@page { size: letter }</style><svg width='600' height='700'><rect width='600' height='700'/></svg>"
    )

    plan = read(program, ines, file=plan_as_pdf(empty_page))

    with program_scope(program.pk):
        assert plan.state == PlanState.REFUSED
        assert plan_page(plan).trouble != ""


def test_a_file_that_is_no_document_is_refused_with_a_reason(program, ines):
    plan = read(program, ines, file=io.BytesIO(b"\x00\x01garbage" * 100))

    with program_scope(program.pk):
        assert (plan.state, bool(plan_page(plan).trouble)) == (PlanState.REFUSED, True)


def test_a_plan_is_taken_away_and_brought_back(program, ines, board):
    plan = read(program, ines, pasted="Goal 1: Every child reads with understanding by June.")
    with program_scope(program.pk):
        look_at_passages(plan, board, passages=None, accepted=True, by=ines, now=now())

        remove_plan(plan, by=ines, now=now())
        gone = texts_of(board)
        with pytest.raises(PlanElsewhere):
            look_at_passages(plan, board, passages=None, accepted=True, by=ines, now=now())
        bring_plan_back(plan, by=ines, now=now())
        look_at_passages(plan, board, passages=None, accepted=True, by=ines, now=now())

        assert (gone, len(texts_of(board))) == ([], 1)


def test_nothing_chosen_is_said(program, ines, board):
    plan = read(program, ines, pasted="Goal 1: Every child reads with understanding by June.")

    with program_scope(program.pk), pytest.raises(NoPassageChosen):
        look_at_passages(plan, board, passages=[], accepted=True, by=ines, now=now())
