"""Bringing answers of other tools in, page by page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from collectives.models import AnswersFile, Board, BoardText
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make_board import make_board_of

FORM = "Timestamp,Email Address,What troubles you?\n8/24/2026,a@example.org,The bus is late every day\n"


@pytest.fixture
def board(shore: Shore) -> Board:
    with program_scope(shore.program_pk):
        return make_board_of([], by=shore.admin)


def upload(shore: Shore, board: Board, content: str = FORM) -> str:
    """The address of the uploaded file's columns."""
    sent = {"file": SimpleUploadedFile("answers.csv", content.encode())}
    return shore.sign_in("admin").post(shore.url(f"boards/{board.pk}/answers/"), sent).url


def texts(shore: Shore) -> list[str]:
    with program_scope(shore.program_pk):
        return list(BoardText.objects.values_list("text", flat=True))


def test_from_a_file_to_the_board_and_back(shore, board):
    client, columns = shore.sign_in("admin"), upload(shore, board)
    named = client.get(columns)
    sent = {"column_0": "leave", "column_1": "leave", "column_2": "text", "label": "Exit ticket", "language": "en"}

    preview = client.post(columns, sent, follow=True)
    done = client.post(columns.replace("columns/", "bring-in/"), follow=True)
    there = texts(shore)
    undone = client.post(columns.replace("columns/", "undo/"), follow=True)

    assert "it looks like a file of Google Forms" in plain(named)
    assert "This file says who answered." in plain(named)
    assert "Bring in 1 text" in plain(preview)
    assert "a@example.org" not in plain(preview)
    assert "1 text came to the board." in plain(done)
    assert (there, texts(shore)) == (["The bus is late every day"], [])
    assert "were taken off the board" in plain(undone)


def test_an_answer_of_100_000_characters_comes_whole(shore, board):
    long = "word " * 19_999 + "there"
    client, columns = shore.sign_in("admin"), upload(shore, board, f"Id,What troubles you?\n1,{long}\n")

    preview = client.post(columns, {"column_0": "leave", "column_1": "text", "label": "Exit ticket"}, follow=True)
    client.post(columns.replace("columns/", "bring-in/"))

    assert "longer than" not in plain(preview)
    assert texts(shore) == [long]


def test_the_rows_are_named_in_which_an_answer_is_too_long(shore, board):
    long = "\n".join(["x" * 65_300] * 2)
    client = shore.sign_in("admin")
    columns = upload(shore, board, f'Id,What troubles you?\n1,The bus is late\n2,"{long}"\n')

    preview = client.post(columns, {"column_0": "leave", "column_1": "text", "label": "Exit ticket"}, follow=True)

    assert "1 row holds an answer longer than 130,000 characters" in plain(preview)
    assert "stays in the file: row 3." in plain(preview)


def test_rows_are_pasted_too(shore, board):
    answer = shore.sign_in("admin").post(shore.url(f"boards/{board.pk}/answers/"), {"pasted": FORM}, follow=True)

    assert "What do the columns hold?" in plain(answer)


@pytest.mark.parametrize("sent", [{}, {"pasted": FORM, "file": SimpleUploadedFile("a.csv", b"a")}, {"pasted": "x"}])
def test_what_cannot_be_read_is_said(shore, board, sent):
    answer = shore.sign_in("admin").post(shore.url(f"boards/{board.pk}/answers/"), sent, headers=HTMX)

    assert answer.status_code == 422
    assert answer.content.decode().strip().startswith("<form")


def test_columns_that_cannot_be_keep_what_was_chosen(shore, board):
    columns = upload(shore, board)

    answer = shore.sign_in("admin").post(
        columns, {"column_0": "leave", "column_1": "text", "column_2": "leave", "label": "Exit ticket, mine"}
    )

    assert answer.status_code == 422
    assert "They say who answered, so they stay out." in plain(answer)
    assert "Exit ticket, mine" in plain(answer)


def test_a_sheet_that_is_not_there_is_said(shore, board):
    answer = shore.sign_in("admin").post(upload(shore, board), {"sheet": "Nowhere"})

    assert answer.status_code in {302, 422}


def test_what_is_brought_in_is_not_brought_in_again(shore, board):
    client, columns = shore.sign_in("admin"), upload(shore, board)
    client.post(columns, {"column_0": "leave", "column_1": "leave", "column_2": "text", "label": "Exit ticket"})
    client.post(columns.replace("columns/", "bring-in/"))

    again = client.post(columns.replace("columns/", "bring-in/"))

    assert again.status_code == 422
    assert "moved on meanwhile" in plain(again)
    assert client.get(columns).url == columns.replace("columns/", "")


def test_only_admins_of_this_program_reach_a_file(shore, board):
    columns = upload(shore, board)
    with program_scope(shore.program_pk):
        pk = AnswersFile.objects.get().pk
        other = make_board_of([], by=shore.admin, name="Other")

    path = columns.partition("/p/fundy-shore/")[2]
    assert shore.answers(path) == {
        "admin": 200, "coordinator": 404, "other_coordinator": 404, "facilitator": 404, "member": 404,
        "outsider": 404, "stranger": 404,
    }  # fmt: skip
    assert shore.sign_in("admin").get(shore.url(f"boards/{other.pk}/answers/{pk}/columns/")).status_code == 404
