"""Boards and what people do with the texts on them."""

from collections.abc import Iterator

import pytest
from django.utils.timezone import now

from collectives.models import (
    Board,
    BoardMove,
    BoardText,
    DraftState,
    DraftTheme,
    GatheringQuestion,
    Participant,
    Program,
    Response,
)
from collectives.operations.board import GatheringNotReady, bring_answers, lock_board, make_board, take_gathering_off
from collectives.operations.board_move import (
    BoardMovedOn,
    NoTextChosen,
    NothingQuotable,
    ThemeGone,
    choose_quotes,
    make_draft,
    move_texts,
    set_texts_aside,
)
from collectives.operations.board_undo import NothingToUndo, NotTheLatest, undo_move
from collectives.operations.draft_theme import keep_draft, merge_drafts, rename_draft, unkeep_draft
from collectives.permissions.board import gatherings_for_boards
from collectives.queries.board import count_new_answers
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_board import TROUBLES, add_answer, make_answered_gathering, make_board_of, make_draft_of, texts_of


@pytest.fixture
def ines(program: Program) -> Iterator[Participant]:
    with program_scope(program.pk):
        yield make_participant("Inès", role="admin")


@pytest.fixture
def priya(ines: Participant) -> Participant:
    return make_participant("Priya", role="admin")


@pytest.fixture
def board(ines: Participant) -> Board:
    return make_board_of(TROUBLES["attendance"], by=ines)


def places(board: Board) -> dict[str, str]:
    """Where each text stands: its first word, and its theme's name."""
    found = BoardText.objects.filter(board=board).select_related("draft")
    return {
        text.text.split()[0]: text.draft.name if text.draft else ("aside" if text.set_aside else "alone")
        for text in found
    }


def pks(texts: list[BoardText]) -> list:
    return [text.pk for text in texts]


def test_answers_of_a_closed_gathering_come_as_texts_without_anything_about_a_person(ines):
    board = make_board_of(["The bus", "The ferry"], by=ines, title="Exit ticket, August")

    assert [(text.text, text.source, text.quotable, text.language) for text in texts_of(board)] == [
        ("The bus", "Exit ticket, August", True, "en"),
        ("The ferry", "Exit ticket, August", True, "en"),
    ]


def test_an_anonymous_gathering_stays_away_until_it_is_closed_and_shuffled(ines):
    gathering = make_answered_gathering(TROUBLES["attendance"], by=ines, anonymous=True)
    gathering.shuffled_at = None
    gathering.save()

    with pytest.raises(GatheringNotReady, match="once it has closed"):
        make_board("Themes", gatherings=[gathering], by=ines, now=now())


def test_of_an_anonymous_gathering_fewer_than_five_answers_never_come(ines):
    few = make_answered_gathering(TROUBLES["attendance"][:4], by=ines, anonymous=True)
    many = make_answered_gathering(TROUBLES["attendance"], by=ines, anonymous=True)
    hardly_asked = GatheringQuestion.objects.create(gathering=many, number=2, kind="open_text", words={"en": "And?"})
    for text in TROUBLES["grading"][:4]:
        Response.objects.create(gathering=many, question=hardly_asked, text=text, language="en")

    board = make_board("Themes", gatherings=[many], by=ines, now=now())

    assert sorted(text.text for text in texts_of(board)) == sorted(TROUBLES["attendance"])
    assert count_new_answers(board) == 0
    assert list(gatherings_for_boards(ines)) == [many]
    with pytest.raises(GatheringNotReady, match="from 5 on"):
        make_board("Themes", gatherings=[few], by=ines, now=now())


def test_later_answers_of_a_named_gathering_come_once_and_reworded_ones_are_renewed(ines):
    board = make_board_of(["The bus"], by=ines, anonymous=False)
    gathering = board.sources.get().gathering
    add_answer(gathering, "The ferry", by=ines)
    Response.objects.filter(text="The bus").update(text="The late bus", quotable=False)
    BoardText.objects.update(quoted=True)

    came = bring_answers(lock_board(board))
    again = bring_answers(lock_board(board))

    assert ([text.text for text in came], again) == (["The ferry"], [])
    assert [(text.text, text.quotable, text.quoted) for text in texts_of(board)] == [
        ("The ferry", True, False),
        ("The late bus", False, False),
    ]


def test_a_gathering_taken_off_takes_its_texts_along(ines, board):
    take_gathering_off(board, gathering=board.sources.get().gathering, by=ines, now=now())

    assert (texts_of(board), board.sources.count(), Response.objects.count()) == ([], 0, 6)


def test_texts_are_moved_and_moved_back(ines, board):
    draft = make_draft_of(board, [], kept_by=ines)
    before = places(board)

    move = move_texts(board, texts=pks(texts_of(board))[:2], to=draft, by=ines, now=now())
    between = places(board)
    undo_move(board, number=move.number, by=ines, now=now())

    assert list(between.values()).count("Attendance") == 2
    assert (places(board), move.words) == (before, "Attendance")


def test_the_same_answer_goes_along(ines):
    board = make_board_of(["The bus", "the bus ", "The bus", "The ferry"], by=ines)
    one = next(text for text in texts_of(board) if text.text == "The bus")

    set_texts_aside(board, texts=[one.pk], by=ines, now=now())

    assert BoardText.objects.filter(set_aside=True).count() == 3


def test_undo_goes_back_step_by_step_through_everything(ines, board):
    first = make_draft(board, name="Absence", texts=pks(texts_of(board))[:3], by=ines, now=now())
    second = make_draft(board, name="Buses", texts=pks(texts_of(board))[3:], by=ines, now=now())
    rename_draft(first, name="Long weekends", by=ines, now=now())
    unkeep_draft(first, by=ines, now=now())
    keep_draft(first, by=ines, now=now())
    merge_drafts(first, into=second, by=ines, now=now())
    assert set(places(board).values()) == {"Buses"}

    numbers = list(BoardMove.objects.order_by("-number").values_list("number", flat=True))
    for number in numbers:
        undo_move(board, number=number, by=ines, now=now())

    assert set(places(board).values()) == {"alone"}
    assert set(DraftTheme.objects.values_list("state", flat=True)) == {DraftState.GONE}
    with pytest.raises(NothingToUndo):
        undo_move(board, number=numbers[0], by=ines, now=now())


def test_undo_of_what_is_not_the_latest_is_refused_with_a_name(ines, priya, board):
    move = set_texts_aside(board, texts=pks(texts_of(board))[:1], by=ines, now=now())
    set_texts_aside(board, texts=pks(texts_of(board))[1:2], by=priya, now=now())

    with pytest.raises(NotTheLatest, match="Priya did something after that"):
        undo_move(board, number=move.number, by=ines, now=now())


def test_two_people_may_work_at_once_but_not_on_the_same_text(ines, priya, board):
    draft, texts = make_draft_of(board, [], kept_by=ines), texts_of(board)
    seen = Board.objects.get(pk=board.pk).moves
    set_texts_aside(board, texts=pks(texts)[:1], seen=seen, by=priya, now=now())

    move_texts(board, texts=pks(texts)[1:2], to=draft, seen=seen, by=ines, now=now())
    with pytest.raises(BoardMovedOn, match="Priya changed these meanwhile"):
        move_texts(board, texts=pks(texts)[:1], to=draft, seen=seen, by=ines, now=now())

    assert sorted(places(board).values()) == ["Attendance", "alone", "alone", "alone", "alone", "aside"]


def test_an_undo_meanwhile_is_noticed_too(ines, priya, board):
    texts = texts_of(board)
    move = set_texts_aside(board, texts=pks(texts)[:1], by=priya, now=now())
    seen = Board.objects.get(pk=board.pk).moves
    undo_move(board, number=move.number, by=priya, now=now())

    with pytest.raises(BoardMovedOn, match="Priya"):
        set_texts_aside(board, texts=pks(texts)[:1], seen=seen, by=ines, now=now())


def test_a_theme_that_was_merged_away_takes_no_texts(ines, board):
    gone, stays = make_draft_of(board, [], name="Gone"), make_draft_of(board, [], name="Stays")
    merge_drafts(gone, into=stays, by=ines, now=now())

    with pytest.raises(ThemeGone, match="“Gone” is not on the board any more"):
        move_texts(board, texts=pks(texts_of(board))[:1], to=gone, by=ines, now=now())


def test_nothing_chosen_is_said(ines, board):
    with pytest.raises(NoTextChosen):
        move_texts(board, texts=[], to=None, by=ines, now=now())


def test_only_what_was_given_as_quotable_becomes_a_quote(ines):
    board = make_board_of(["The bus"], by=ines, quotable=False)

    with pytest.raises(NothingQuotable):
        choose_quotes(board, texts=pks(texts_of(board)), quoted=True, by=ines, now=now())


def test_a_quote_that_moves_is_a_quote_no_more_until_undone(ines, board):
    draft, texts = make_draft_of(board, texts_of(board)[:2]), texts_of(board)
    choose_quotes(board, texts=pks(texts)[:1], quoted=True, by=ines, now=now())
    move = move_texts(board, texts=pks(texts)[:1], to=None, by=ines, now=now())
    after = BoardText.objects.get(pk=texts[0].pk).quoted

    undo_move(board, number=move.number, by=ines, now=now())

    back = BoardText.objects.get(pk=texts[0].pk)
    assert (after, back.quoted, back.draft_id) == (False, True, draft.pk)
