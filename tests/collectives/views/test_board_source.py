"""What comes to a board, and new answers offered to its themes, page by page."""

import pytest

from collectives.models import Board, BoardText, DraftTheme, Gathering
from collectives.tasks.board import offer_board_texts
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make_board import TROUBLES, add_answer, make_answered_gathering, make_board_of, make_draft_of, texts_of

NEW = ("New: when the bus is cancelled mine stay home", "New: Parents get a grade and no idea")


@pytest.fixture
def board(shore: Shore) -> Board:
    """A named gathering's twelve answers under two kept themes."""
    with program_scope(shore.program_pk):
        said = TROUBLES["attendance"] + TROUBLES["grading"]
        board = make_board_of(said, by=shore.admin, anonymous=False, title="Reflection")
        absent = [text for text in texts_of(board) if text.text in TROUBLES["attendance"]]
        make_draft_of(board, absent, name="Absence", kept_by=shore.admin)
        make_draft_of(board, [text for text in texts_of(board) if text.draft_id is None], name="Grades")
        return board


def answer_more(shore: Shore, board: Board, *answers: str) -> None:
    with program_scope(shore.program_pk):
        for said in answers:
            add_answer(board.sources.get().gathering, said, by=shore.admin)


def places(shore: Shore) -> dict[str, str]:
    """New answers by their words: the theme they stand in, or are offered to."""
    with program_scope(shore.program_pk):
        new = BoardText.objects.filter(text__startswith="New").select_related("draft", "offered").order_by("-text")
        return {
            text.text: text.draft.name if text.draft else f"offered {text.offered.name}" if text.offered else ""
            for text in new
        }


def test_a_gathering_is_brought_and_taken_off(shore, board):
    with program_scope(shore.program_pk):
        gathering = make_answered_gathering(["The late bus"], by=shore.admin, title="Exit ticket")
        waiting = make_answered_gathering([], by=shore.admin, title="Still open", anonymous=True)
        Gathering.objects.filter(pk=waiting.pk).update(shuffled_at=None)
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/sources/")

    shown = plain(client.get(url))
    brought = plain(client.post(url, {"gatherings": [str(gathering.pk)]}, follow=True))
    off = client.post(f"{url}{gathering.pk}/off/", follow=True)

    assert ("Exit ticket" in shown, "Anonymous and not closed yet" in shown) == (True, True)
    assert "13 texts from 2 gatherings" in brought
    assert "Exit ticket" in plain(off)
    with program_scope(shore.program_pk):
        assert BoardText.objects.count() == 12


def test_nothing_chosen_is_said(shore, board):
    with program_scope(shore.program_pk):
        make_answered_gathering(["The late bus"], by=shore.admin, title="Exit ticket")

    answer = shore.sign_in("admin").post(shore.url(f"boards/{board.pk}/sources/"), {}, headers=HTMX)

    assert answer.status_code == 422
    assert "Choose what comes to the board." in plain(answer)
    assert plain(answer).strip().startswith('<div id="sources"')


def test_new_answers_are_told_brought_offered_taken_and_left(shore, board):
    answer_more(shore, board, *NEW)
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/offers/")

    told = plain(client.get(shore.url(f"boards/{board.pk}/")))
    client.post(url, {"do": "bring"})
    offer_board_texts(program_id=shore.program_pk, board_pk=str(board.pk))
    offered, page = places(shore), client.get(url)
    bus, grade = (slip.pk for slip in sorted(page.context["listed"].slips, key=lambda slip: slip.offered))
    client.post(url, {"do": "take", "texts": [bus]})
    client.post(url, {"do": "leave", "texts": [grade]})

    assert "2 answers came since" in told
    assert offered == dict(zip(NEW, ("offered Absence", "offered Grades"), strict=True))
    assert "Absence" in plain(page)
    assert places(shore) == dict(zip(NEW, ("Absence", ""), strict=True))
    assert "No new answer waits for you." in plain(client.get(url))


def test_all_are_taken_at_once_and_that_is_undone(shore, board):
    answer_more(shore, board, *NEW)
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/")
    client.post(f"{url}offers/", {"do": "bring"})
    offer_board_texts(program_id=shore.program_pk, board_pk=str(board.pk))

    taken = client.post(f"{url}offers/", {"do": "take-all"}, follow=True)
    all_taken = places(shore)
    client.post(f"{url}undo/", {"number": taken.context["shown"].undo.number})

    assert "Undo: took 2 new answers" in plain(taken)
    assert list(all_taken.values()) == ["Absence", "Grades"]
    assert list(places(shore).values()) == ["offered Absence", "offered Grades"]


def test_without_themes_new_answers_stand_alone(shore, board):
    with program_scope(shore.program_pk):
        BoardText.objects.update(draft=None)
        DraftTheme.objects.all().delete()
    answer_more(shore, board, "New: when the bus is cancelled mine stay home")

    shore.sign_in("admin").post(shore.url(f"boards/{board.pk}/offers/"), {"do": "bring"})

    assert places(shore) == {"New: when the bus is cancelled mine stay home": ""}


def test_others_neither_see_nor_change_what_comes(shore, board):
    for path in ("sources/", "offers/"):
        answers = shore.answers(f"boards/{board.pk}/{path}")
        assert answers.pop("admin") == 200
        assert set(answers.values()) == {404}
    assert shore.sign_in("member").post(shore.url(f"boards/{board.pk}/offers/"), {"do": "bring"}).status_code == 404
