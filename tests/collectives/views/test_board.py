"""The board as a page: what it shows, what it takes, what it refuses without losing anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import Board, BoardState, BoardText, DraftTheme
from collectives.operations.board_move import set_texts_aside
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make_board import TROUBLES, make_answered_gathering, make_board_of, make_draft_of, texts_of

ADMIN_ONLY = {
    "admin": 200, "coordinator": 404, "other_coordinator": 404, "facilitator": 404, "member": 404, "outsider": 404,
    "stranger": 404,
}  # fmt: skip


@pytest.fixture
def board(shore: Shore) -> Board:
    """Six texts: two under a kept theme, two under a proposed one, two alone."""
    with program_scope(shore.program_pk):
        board = make_board_of(TROUBLES["attendance"], by=shore.admin, name="Themes 2026")
        texts = texts_of(board)
        make_draft_of(board, texts[:2], name="Long weekends", kept_by=shore.admin)
        make_draft_of(board, texts[2:4], name="Buses")
        return board


def drafts(shore: Shore) -> dict[str, DraftTheme]:
    with program_scope(shore.program_pk):
        return {draft.name: draft for draft in DraftTheme.objects.order_by("number")}


def texts(shore: Shore, board: Board) -> list[BoardText]:
    with program_scope(shore.program_pk):
        return texts_of(board)


def fresh(shore: Shore, board: Board) -> Board:
    with program_scope(shore.program_pk):
        return Board.objects.get(pk=board.pk)


def test_only_admins_see_what_was_written(shore, board):
    assert shore.answers(f"boards/{board.pk}/") == ADMIN_ONLY
    assert shore.answers(f"boards/{board.pk}/texts/") == ADMIN_ONLY
    assert shore.answers(f"boards/{board.pk}/drafts/{drafts(shore)['Buses'].pk}/") == ADMIN_ONLY


def test_a_board_is_made_of_a_gathering(shore):
    with program_scope(shore.program_pk):
        gathering = make_answered_gathering(["The bus"], by=shore.admin, title="Exit ticket")
    client = shore.sign_in("admin")

    shown = client.get(shore.url("boards/new/"))
    made = client.post(shore.url("boards/new/"), {"name": "Themes", "gatherings": [str(gathering.pk)]}, follow=True)

    assert "Exit ticket" in plain(shown)
    assert "The bus" in plain(made)


def test_a_board_without_a_name_is_asked_for_one(shore):
    answer = shore.sign_in("admin").post(shore.url("boards/new/"), {"name": ""}, headers=HTMX)

    assert answer.status_code == 422
    assert answer.content.decode().strip().startswith("<form")


def test_the_board_shows_what_is_proposed_and_what_is_kept(shore, board):
    page = plain(shore.sign_in("admin").get(shore.url(f"boards/{board.pk}/")))

    assert "One proposed theme still needs a decision; 2 texts stand alone" in page
    assert "Look at “Buses”" in page
    assert "by Inès Arsenault" in page
    assert "<mark>absent</mark>" in page
    assert page.count("draggable") == 6


def test_a_piece_is_sent_only_when_something_changed(shore, board):
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/")
    seen = fresh(shore, board).moves

    same = client.get(url, {"seen": seen}, headers=HTMX)
    with program_scope(shore.program_pk):
        set_texts_aside(board, texts=[texts_of(board)[0].pk], by=shore.admin, now=timezone.now())
    other = client.get(url, {"seen": seen}, headers=HTMX)

    assert (same.status_code, other.status_code) == (204, 200)
    assert plain(other).strip().startswith('<div id="studio"')


def test_texts_are_moved_set_aside_and_made_a_theme(shore, board):
    client, url, all_texts = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/texts/move/"), texts(shore, board)
    buses = drafts(shore)["Buses"]

    client.post(url, {"texts": [all_texts[4].pk], "to": str(buses.pk)})
    client.post(url, {"texts": [all_texts[5].pk], "to": "aside"})
    client.post(url, {"texts": [all_texts[0].pk], "to": "alone"})
    client.post(url, {"texts": [all_texts[1].pk], "to": "new", "name": "Ferries"})

    after = texts(shore, board)
    assert [(text.draft_id == buses.pk, text.set_aside) for text in after[4:]] == [(True, False), (False, True)]
    assert after[0].draft_id is None
    assert after[1].draft_id == drafts(shore)["Ferries"].pk


def test_a_new_theme_without_a_name_keeps_what_was_chosen(shore, board):
    chosen = texts(shore, board)[4]

    answer = shore.sign_in("admin").post(
        shore.url(f"boards/{board.pk}/texts/move/"), {"texts": [chosen.pk], "to": "new", "name": ""}
    )

    assert answer.status_code == 422
    assert "Give the new theme a name" in plain(answer)
    assert f'value="{chosen.pk}" id="text-{chosen.pk}" form="choose" checked' in plain(answer)


def test_what_somebody_else_moved_meanwhile_is_refused_and_stays_chosen(shore, board):
    chosen, seen = texts(shore, board)[4], fresh(shore, board).moves
    with program_scope(shore.program_pk):
        set_texts_aside(board, texts=[chosen.pk], by=shore.facilitator, now=timezone.now())

    answer = shore.sign_in("admin").post(
        shore.url(f"boards/{board.pk}/texts/move/"), {"texts": [chosen.pk], "to": "alone", "seen": seen}, headers=HTMX
    )

    assert answer.status_code == 422
    assert "Renée Thériault changed these meanwhile" in plain(answer)
    assert f'name="texts" value="{chosen.pk}"' in plain(answer)


def test_themes_are_kept_renamed_merged_and_taken_back(shore, board):
    client, found = shore.sign_in("admin"), drafts(shore)
    url = shore.url(f"boards/{board.pk}/drafts/{found['Buses'].pk}/")

    client.post(f"{url}keep/")
    client.post(f"{url}rename/", {"name": "Bus and ferry"})
    kept = drafts(shore)
    client.post(f"{url}take-back/")
    back = drafts(shore)
    client.post(f"{url}merge/", {"into": str(found["Long weekends"].pk)})

    assert (kept["Bus and ferry"].state, back["Bus and ferry"].state) == ("kept", "proposed")
    assert sum(text.draft_id == found["Long weekends"].pk for text in texts(shore, board)) == 4


@pytest.mark.parametrize(
    ("act", "sent", "words"),
    [
        ("rename", {"name": ""}, "Give the theme a name"),
        ("merge", {}, "Choose the theme to merge this one into"),
        ("split", {}, "Choose into how many themes"),
        ("split", {"into": "2"}, "has too few texts to split it"),
    ],
)
def test_what_cannot_be_done_with_a_theme_is_said_where_one_was(shore, board, act, sent, words):
    buses = drafts(shore)["Buses"]

    answer = shore.sign_in("admin").post(
        shore.url(f"boards/{board.pk}/drafts/{buses.pk}/{act}/"), sent | {"place": str(buses.pk)}
    )

    assert answer.status_code == 422
    assert words in plain(answer)
    assert "<title> Buses ·" in plain(answer)


def test_undo_goes_one_step_back(shore, board):
    client, all_texts = shore.sign_in("admin"), texts(shore, board)
    client.post(shore.url(f"boards/{board.pk}/texts/move/"), {"texts": [all_texts[4].pk], "to": "aside"})

    shown = client.get(shore.url(f"boards/{board.pk}/"))
    client.post(shore.url(f"boards/{board.pk}/undo/"), {"number": shown.context["shown"].undo.number})
    again = client.post(shore.url(f"boards/{board.pk}/undo/"), {"number": shown.context["shown"].undo.number})

    assert "Undo: set 1 text aside" in plain(shown)
    assert not texts(shore, board)[4].set_aside
    assert again.status_code == 422


def test_few_texts_are_grouped_only_when_asked(shore, board):
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/grouping/")

    refused = client.post(url)
    asked = client.post(url, {"even_if_few": "on"})

    assert refused.status_code == 422
    assert "You read them faster than a machine sorts them" in plain(refused)
    assert asked.url == url
    assert fresh(shore, board).state == BoardState.GROUPING
    assert "Looking for texts that are alike" in plain(client.get(url))


def test_while_the_machine_groups_the_board_waits_and_can_be_stopped(shore, board):
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/")
    client.post(f"{url}grouping/", {"even_if_few": "on"})

    page, piece = client.get(url), client.get(url, headers=HTMX)
    busy = client.post(f"{url}texts/move/", {"texts": [texts(shore, board)[0].pk], "to": "aside"})
    client.post(f"{url}grouping/stop/")

    assert page.url == piece.headers["HX-Redirect"] == f"{url}grouping/"
    assert "The texts are being grouped at the moment" in plain(busy)
    assert client.get(f"{url}grouping/").url == url


def test_texts_are_found_by_word_source_and_language(shore, board):
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/texts/")

    found = plain(client.get(url, {"q": "ferry"}))
    nothing = plain(client.get(url, {"q": "ferry", "language": "fr"}))
    alone = plain(client.get(url, {"in": "alone"}))

    assert "1 text found" in found
    assert "No text here." in nothing
    assert "2 texts" in alone


def test_a_text_says_where_it_stands_and_what_it_answers(shore, board):
    text = next(one for one in texts(shore, board) if one.draft_id)

    page = plain(shore.sign_in("admin").get(shore.url(f"boards/{board.pk}/texts/{text.pk}/")))

    assert (text.text in page, "What troubles you?" in page, "Survey" in page) == (True, True, True)
    assert "Long weekends" in page


def test_a_text_of_another_board_is_not_there(shore, board):
    with program_scope(shore.program_pk):
        other = make_board_of(["Elsewhere"], by=shore.admin)

    answer = shore.sign_in("admin").get(shore.url(f"boards/{other.pk}/texts/{texts(shore, board)[0].pk}/"))

    assert answer.status_code == 404


def test_a_long_text_is_cut_on_the_board_and_whole_on_its_page(shore):
    with program_scope(shore.program_pk):
        board = make_board_of(["word " * 20_000 + "end"], by=shore.admin)
    client = shore.sign_in("admin")

    shown = plain(client.get(shore.url(f"boards/{board.pk}/")))
    whole = plain(client.get(shore.url(f"boards/{board.pk}/texts/{texts(shore, board)[0].pk}/")))

    assert "99583 more characters" in shown
    assert (len(shown) < 60_000, "word end" in shown, "word end" in whole) == (True, False, True)


def test_the_same_answer_five_hundred_times_is_one_slip(shore):
    with program_scope(shore.program_pk):
        board = make_board_of(["More time"] * 500 + ["The bus"], by=shore.admin)

    page = plain(shore.sign_in("admin").get(shore.url(f"boards/{board.pk}/")))

    assert ("500 times" in page, page.count("draggable")) == (True, 2)


def test_the_board_costs_the_same_for_few_and_for_many(shore, board):
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    with program_scope(shore.program_pk):
        for number in range(4):
            make_draft_of(board, [], name=f"More {number}", kept_by=shore.admin)
        gathering = make_answered_gathering([f"More text {number}" for number in range(40)], by=shore.admin)
        BoardText.objects.bulk_create(
            BoardText(board=board, response=answer, text=answer.text, source="More")
            for answer in gathering.responses.all()
        )

    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few)


def test_what_is_done_on_a_themes_page_leads_back_to_it(shore, board):
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/drafts/{drafts(shore)['Buses'].pk}/")
    page = client.get(url)
    sent = {"texts": [texts(shore, board)[2].pk], "to": "aside", "back": page.context["back"]}

    moved = client.post(shore.url(f"boards/{board.pk}/texts/move/"), sent)
    undo = client.get(url).context["undo"]
    undone = client.post(shore.url(f"boards/{board.pk}/undo/"), {"number": undo.number, "back": page.context["back"]})
    away = client.post(shore.url(f"boards/{board.pk}/texts/move/"), sent | {"back": "https://example.org/"})

    assert (moved.url, undone.url, away.url) == (url, url, shore.url(f"boards/{board.pk}/"))
