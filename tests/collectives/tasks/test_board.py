"""Grouping a board in the background, with the real engine."""

import pytest
from django.utils import timezone

from collectives.models import BoardMove, BoardState, BoardText, DraftState, DraftTheme
from collectives.operations.board_grouping import (
    GROUP,
    TooFewToGroup,
    start_grouping,
    start_splitting,
    stop_grouping,
)
from collectives.operations.board_move import move_texts, set_texts_aside
from collectives.operations.board_offer import bring_new_answers, leave_offers, take_offers
from collectives.operations.board_undo import NoProposal, back_to_proposal, undo_move
from collectives.operations.draft_theme import keep_draft, merge_drafts, rename_draft
from collectives.tasks.board import group_board, offer_board_texts
from ilc.due import waiting
from ilc.tenancy.scope import program_scope
from tests.collectives.tasks.conftest import BOTH, group, placing, state
from tests.make_board import TROUBLES, add_answer, make_board_of, make_draft_of, texts_of


def test_what_is_alike_is_proposed_together_with_telling_words(board, ines):
    group(board, ines)

    with program_scope(board.program_id):
        drafts = list(DraftTheme.objects.order_by("number"))
        homes = [
            {text.draft_id for text in texts_of(board) if text.text.startswith(said)}
            for texts in TROUBLES.values()
            for said in texts
        ]
    assert {(draft.state, draft.made_by_id) for draft in drafts} == {(DraftState.PROPOSED, None)}
    assert all(draft.telling and draft.name for draft in drafts)
    assert [len(home) for home in homes] == [1] * 12
    assert (state(board).state, state(board).weak) == (BoardState.READY, [])


def test_a_grouping_is_the_same_every_time_and_can_be_undone(board, ines):
    group(board, ines)
    first = placing(board)
    with program_scope(board.program_id):
        undo_move(board, number=BoardMove.objects.get().number, by=ines, now=timezone.now())
    undone = placing(board)

    group(board, ines)

    assert set(undone.values()) == {None}
    assert placing(board) == first


def test_the_same_answers_are_grouped_alike_on_every_board(program, board, ines):
    with program_scope(program.pk):
        other = make_board_of(BOTH[::-1], by=ines)
    group(board, ines)
    group(other, ines)

    with program_scope(program.pk):
        words = [
            {(text.text, text.draft and text.draft.name) for text in BoardText.objects.filter(board=one)}
            for one in (board, other)
        ]
    assert words[0] == words[1]


def test_what_a_person_keeps_or_sets_aside_no_grouping_changes(board, ines):
    with program_scope(board.program_id):
        texts = texts_of(board)
        kept = make_draft_of(board, [texts[0], texts[-1]], name="Ours", kept_by=ines)
        set_texts_aside(board, texts=[texts[1].pk], by=ines, now=timezone.now())

    group(board, ines)

    with program_scope(board.program_id):
        assert set(BoardText.objects.filter(draft=kept).values_list("pk", flat=True)) == {texts[0].pk, texts[-1].pk}
        assert BoardText.objects.filter(set_aside=True).count() == 1
        assert DraftTheme.objects.get(pk=kept.pk).name == "Ours"


def test_back_to_the_proposal_leaves_kept_themes_and_can_be_undone(board, ines):
    group(board, ines)
    proposed, now = placing(board), timezone.now()
    with program_scope(board.program_id):
        first, second, *_ = DraftTheme.objects.exclude(state=DraftState.GONE).order_by("number")
        keep_draft(first, by=ines, now=now)
        rename_draft(second, name="Otherwise", by=ines, now=now)
        text = BoardText.objects.filter(draft=second).first()
        move_texts(board, texts=[text.pk], to=None, by=ines, now=now)
    changed = placing(board)

    with program_scope(board.program_id):
        move = back_to_proposal(board, by=ines, now=now)
    back = placing(board)
    with program_scope(board.program_id):
        undo_move(board, number=move.number, by=ines, now=now)

    assert back == proposed
    assert placing(board) == changed
    with program_scope(board.program_id):
        assert DraftTheme.objects.get(pk=first.pk).state == DraftState.KEPT


def test_a_theme_merged_away_comes_back_with_the_proposal(board, ines):
    group(board, ines)
    proposed, now = placing(board), timezone.now()
    with program_scope(board.program_id):
        first, second, *_ = DraftTheme.objects.exclude(state=DraftState.GONE).order_by("number")
        merge_drafts(first, into=second, by=ines, now=now)
        back_to_proposal(board, by=ines, now=now)

    assert placing(board) == proposed


def test_there_is_no_way_back_before_a_proposal(board, ines):
    with program_scope(board.program_id), pytest.raises(NoProposal):
        back_to_proposal(board, by=ines, now=timezone.now())


def test_a_theme_is_split_and_its_largest_part_keeps_its_name(board, ines):
    with program_scope(board.program_id):
        everything = make_draft_of(board, texts_of(board), name="Everything", kept_by=ines)
        start_splitting(everything, into=2, by=ines, now=timezone.now())

    group_board(program_id=board.program_id, board_pk=str(board.pk))

    names = set(placing(board).values())
    with program_scope(board.program_id):
        states = dict(DraftTheme.objects.values_list("name", "state"))
    assert len(names) == 2
    assert "Everything" in names
    assert sorted(states.values()) == ["kept", "proposed"]


def test_few_texts_are_not_grouped_unless_asked(program, ines):
    with program_scope(program.pk):
        board = make_board_of(TROUBLES["grading"], by=ines)
        with pytest.raises(TooFewToGroup):
            start_grouping(board, by=ines, now=timezone.now())
        start_grouping(board, even_if_few=True, by=ines, now=timezone.now())

    group_board(program_id=program.pk, board_pk=str(board.pk))

    assert state(board).weak == ["few_texts"]


def test_an_empty_board_has_nothing_to_group(program, ines):
    with program_scope(program.pk):
        board = make_board_of([], by=ines)
        with pytest.raises(TooFewToGroup):
            start_grouping(board, even_if_few=True, by=ines, now=timezone.now())


def test_other_languages_are_grouped_apart_and_called_weak(program, ines):
    with program_scope(program.pk):
        board = make_board_of(BOTH, by=ines)
        gathering = board.sources.get().gathering
        for number in range(12):
            add_answer(gathering, f"Les élèves lisent le texte à voix haute, {number} fois", by=ines, language="fr")
        bring_new_answers(board, by=ines, now=timezone.now())

    group(board, ines)

    with program_scope(program.pk):
        french = set(BoardText.objects.filter(language="fr").exclude(draft=None).values_list("draft", flat=True))
        english = set(BoardText.objects.filter(language="en").exclude(draft=None).values_list("draft", flat=True))
    assert state(board).weak == ["other_languages"]
    assert french.isdisjoint(english)


def test_stopped_while_it_ran_nothing_is_taken(board, ines):
    with program_scope(board.program_id):
        start_grouping(board, by=ines, now=timezone.now())
        stop_grouping(board, by=ines, now=timezone.now())

    group_board(program_id=board.program_id, board_pk=str(board.pk))

    assert list(waiting(GROUP, now=timezone.now())) == []
    assert set(placing(board).values()) == {None}


def test_new_answers_are_offered_and_taken_or_left(board, ines):
    group(board, ines)
    now = timezone.now()
    with program_scope(board.program_id):
        gathering = board.sources.get().gathering
        add_answer(gathering, "Mondays we teach half a class and start again", by=ines)
        add_answer(gathering, "Zeros for late work tell me about the bus", by=ines)
        assert bring_new_answers(board, by=ines, now=now) == 2

    offer_board_texts(program_id=board.program_id, board_pk=str(board.pk))

    with program_scope(board.program_id):
        offered = list(BoardText.objects.exclude(offered=None).order_by("text"))
        homes = [text.offered_id for text in offered]
        taken = take_offers(board, texts=[offered[0].pk], by=ines, now=now)
        left = leave_offers(board, texts=None, by=ines, now=now)
        again = take_offers(board, texts=None, by=ines, now=now)
        places = [BoardText.objects.get(pk=text.pk).draft_id for text in offered]
    assert (taken, left, again) == (1, 1, 0)
    assert places == [homes[0], None]
