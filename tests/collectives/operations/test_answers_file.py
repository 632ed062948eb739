"""Answers of other tools on their way to a board."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import now

from collectives.models import AnswersFile, Board, BoardText, Participant, Program
from collectives.operations.answers_file import (
    Columns,
    ColumnsNotNamed,
    FileElsewhere,
    NoAnswers,
    bring_in_answers_file,
    choose_sheet,
    name_columns,
    undo_answers_file,
    upload_answers,
)
from collectives.queries.answers_file import answers_sheet
from ilc.tables.refusals import TableRefused
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_board import make_board_of, texts_of

FORM = """Timestamp,Email Address,What troubles you?,What would help?,May we quote you?
8/24/2026 9:12:33,a@example.org,The bus is late every day,More drivers on the shore,Yes
8/24/2026 9:13:02,b@example.org,Grades say nothing to parents,,No
8/24/2026 9:14:41,c@example.org,=HYPERLINK("http://x"),-,
"""


@pytest.fixture
def ines(program: Program) -> Iterator[Participant]:
    with program_scope(program.pk):
        yield make_participant("Inès", role="admin")


@pytest.fixture
def board(ines: Participant) -> Board:
    return make_board_of([], by=ines)


def upload(board: Board, content: bytes = FORM.encode(), *, by: Participant) -> AnswersFile:
    return upload_answers(board, io.BytesIO(content), file_name="answers.csv", by=by, now=now())


def columns(*uses: str, label: str = "Exit ticket", quotable: bool = False) -> Columns:
    return Columns(uses=uses, label=label, language="en", quotable=quotable)


def test_only_what_people_wrote_comes_to_the_board_and_who_wrote_it_does_not(ines, board):
    answers = upload(board, by=ines)
    name_columns(answers, columns(*answers.mapping["uses"]), by=ines, now=now())

    bring_in_answers_file(answers, by=ines, now=now())

    assert answers.mapping["uses"] == ["leave", "leave", "text", "text", "quotable"]
    assert {(text.text, text.source, text.quotable) for text in texts_of(board)} == {
        ("The bus is late every day", "Exit ticket: What troubles you?", True),
        ("More drivers on the shore", "Exit ticket: What would help?", True),
        ("Grades say nothing to parents", "Exit ticket: What troubles you?", False),
        ('=HYPERLINK("http://x")', "Exit ticket: What troubles you?", False),
    }
    assert not BoardText.objects.filter(text__contains="@").exists()


def test_what_came_is_undone_and_the_file_that_says_who_answered_is_gone(
    ines, board, django_capture_on_commit_callbacks
):
    answers = upload(board, by=ines)
    name_columns(answers, columns("leave", "leave", "text", "leave", "leave", quotable=True), by=ines, now=now())
    with django_capture_on_commit_callbacks(execute=True):
        bring_in_answers_file(answers, by=ines, now=now())
    quotable = [text.quotable for text in texts_of(board)]

    undo_answers_file(answers, by=ines, now=now())

    assert (quotable, texts_of(board)) == ([True] * 3, [])
    assert not default_storage.exists(answers.file)
    with pytest.raises(FileElsewhere, match="moved on meanwhile"):
        bring_in_answers_file(answers, by=ines, now=now())


@pytest.mark.parametrize(
    ("uses", "words"),
    [
        (["leave"] * 5, "at least one column"),
        (["leave", "text", "leave", "leave", "leave"], "e-mail addresses"),
        (["quotable", "leave", "text", "leave", "quotable"], "one column for the language"),
    ],
)
def test_columns_that_cannot_be_are_refused(ines, board, uses, words):
    with pytest.raises(ColumnsNotNamed, match=words):
        name_columns(upload(board, by=ines), columns(*uses), by=ines, now=now())


def test_columns_are_named_first(ines, board):
    with pytest.raises(ColumnsNotNamed, match="Say first"):
        bring_in_answers_file(upload(board, by=ines), by=ines, now=now())


def test_columns_without_an_answer_are_refused(ines, board):
    answers = upload(board, b"What?,Else\n-,\n?,\n", by=ines)
    name_columns(answers, columns("text", "leave"), by=ines, now=now())

    with pytest.raises(NoAnswers):
        bring_in_answers_file(answers, by=ines, now=now())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 not a table", b"\x00\x01\x02\x03" * 50])
def test_a_file_that_is_no_table_leaves_nothing(ines, board, content):
    with pytest.raises(TableRefused):
        upload(board, content, by=ines)

    assert AnswersFile.objects.count() == 0


def test_a_workbook_is_read_sheet_by_sheet(ines, board):
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Presentation", "Opening day"])
    sheet = book.create_sheet("Question 1")
    sheet.append(["Voter", "What troubles you?"])
    sheet.append([1, "The bus is late every day"])
    book.save(content)
    answers = upload(board, content.getvalue(), by=ines)

    choose_sheet(answers, sheet="Question 1", by=ines, now=now())
    answers.refresh_from_db()
    name_columns(answers, columns("leave", "text"), by=ines, now=now())
    bring_in_answers_file(answers, by=ines, now=now())

    assert (answers_sheet(answers).tool, answers_sheet(answers).sheets) == ("Mentimeter", ("Sheet", "Question 1"))
    assert [text.text for text in texts_of(board)] == ["The bus is late every day"]
