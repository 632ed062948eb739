"""Answers from another tool: a file, its columns named, brought to a board, undone."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO, Final, cast

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from collectives.engine.answers import LANGUAGE, QUOTABLE, TEXT, Answer, answers_in, are_addresses, guess_uses
from collectives.models import AnswersFile, Board, BoardText, Participant
from collectives.operations.board import add_texts, count_change, lock_board
from collectives.queries.answers_file import SAMPLE_ROWS, board_of, open_answers
from ilc.errors import Refused
from ilc.files import keep_file_with_rows
from ilc.tables.opening import open_table
from ilc.tables.refusals import NothingInTable

_LONGEST_SOURCE: Final = 200


class ColumnsNotNamed(Refused):
    """The columns do not tell where the answers are."""


class FileElsewhere(Refused):
    """The file is at another point than the person saw; nothing was done."""


class NoAnswers(Refused):
    """There is no answer in the chosen columns."""


@dataclass(frozen=True)
class Columns:
    """What the columns of a file hold: `uses` has one of USES for each; `quotable` is said of all answers."""

    uses: Sequence[str]
    label: str
    language: str
    quotable: bool


@dataclass
class Counts:
    """What became of the cells: rows read, answers brought, and the rows with an answer that reading cut."""

    rows: int = 0
    texts: int = 0
    cut: list[int] = field(default_factory=list)


def upload_answers(
    board: Board, file: BinaryIO, *, file_name: str, sheet: str | None = None, by: Participant, now: datetime
) -> AnswersFile:
    """Keep a file and guess what its columns hold. Raises TableRefused when it cannot be read as a table.

    The file goes again when the transaction does not come to its end.
    """
    table = open_table(file, sheet=sheet)
    rows = [row.cells for row, _number in zip(table, range(SAMPLE_ROWS), strict=False)]
    if not rows and len(getattr(table, "sheets", ())) < 2:  # noqa: PLR2004 - another sheet may hold them
        raise NothingInTable
    uses = [guess.use for guess in guess_uses(table.headers, rows)]
    file.seek(0)
    path = f"p{by.program_id}/answers/{uuid.uuid4().hex}"
    keep_file_with_rows(path, file)
    made = AnswersFile.objects.create(
        file_name=file_name[:250],
        file=path,
        headers=list(table.headers),
        mapping={"board": str(board.pk), "sheet": sheet, "uses": uses, "quotable": False, "named": False},
        uploaded_by=by,
        uploaded_at=now,
    )
    made.refresh_from_db(fields=["pk"])
    return made


@transaction.atomic
def choose_sheet(answers: AnswersFile, *, sheet: str, by: Participant, now: datetime) -> None:
    """Read another sheet of a workbook; its columns are guessed anew. Raises TableRefused, FileElsewhere."""
    held = _locked(answers, AnswersFile.State.UPLOADED)
    with default_storage.open(held.file) as file:
        table = open_table(cast(BinaryIO, file), sheet=sheet)
        rows = [row.cells for row, _number in zip(table, range(SAMPLE_ROWS), strict=False)]
    held.headers = list(table.headers)
    held.mapping |= {"sheet": sheet, "uses": [one.use for one in guess_uses(table.headers, rows)], "named": False}
    held.save(update_fields=["headers", "mapping"])


@transaction.atomic
def name_columns(answers: AnswersFile, columns: Columns, *, by: Participant, now: datetime) -> None:
    """Say what the columns hold. Raises ColumnsNotNamed, FileElsewhere."""
    held = _locked(answers, AnswersFile.State.UPLOADED)
    uses = list(columns.uses)
    if len(uses) != len(held.headers) or TEXT not in uses:
        raise ColumnsNotNamed(_("Choose at least one column that holds what people wrote."))
    if uses.count(LANGUAGE) > 1 or uses.count(QUOTABLE) > 1:
        raise ColumnsNotNamed(_("Choose one column for the language, and one for whether words may be quoted."))
    with open_answers(held) as table:
        rows = [row.cells for row, _number in zip(table, range(SAMPLE_ROWS), strict=False)]
    for index, use in enumerate(uses):
        if use == TEXT and are_addresses([row[index] for row in rows]):
            raise ColumnsNotNamed(
                _("Column “%(header)s” holds e-mail addresses. They say who answered, so they stay out.")
                % {"header": held.headers[index]}
            )
    held.mapping |= {"uses": uses, "quotable": columns.quotable, "named": True}
    held.label, held.language = columns.label, columns.language
    held.save(update_fields=["mapping", "label", "language"])


@transaction.atomic
def bring_in_answers_file(answers: AnswersFile, *, by: Participant, now: datetime) -> int:
    """Bring the answers to the board. How many texts came. The file goes, for it may say who answered.

    Raises FileElsewhere, ColumnsNotNamed, NoAnswers, TooManyTexts, BoardBusy, TableRefused.
    """
    held = _locked(answers, AnswersFile.State.UPLOADED)
    if not held.mapping.get("named"):
        raise ColumnsNotNamed(_("Say first what the columns hold."))
    board = lock_board(Board.objects.get(pk=board_of(held)))
    counts = Counts()
    texts = [_text(board, held, answer) for answer in read_answers(held, counts)]
    if not texts:
        raise NoAnswers(_("There is no answer in the columns you chose. Choose others."))
    counts.texts = len(add_texts(board, texts))
    held.state, held.counts = AnswersFile.State.BROUGHT_IN, vars(counts)
    held.brought_in_by, held.brought_in_at = by, now
    if not counts.cut:  # else the rest of what somebody wrote stands only there
        transaction.on_commit(partial(default_storage.delete, held.file))
        held.file = ""
    held.save(update_fields=["state", "counts", "brought_in_by", "brought_in_at", "file"])
    return counts.texts


@transaction.atomic
def undo_answers_file(answers: AnswersFile, *, by: Participant, now: datetime) -> None:
    """Take the answers of a file off the board again. Raises FileElsewhere, BoardBusy."""
    held = _locked(answers, AnswersFile.State.BROUGHT_IN)
    board = lock_board(Board.objects.get(pk=board_of(held)))
    BoardText.objects.filter(board=board, answers_file=held).delete()
    count_change(board)
    held.state, held.undone_by, held.undone_at = AnswersFile.State.UNDONE, by, now
    held.save(update_fields=["state", "undone_by", "undone_at"])


def read_answers(answers: AnswersFile, counts: Counts) -> Iterator[Answer]:
    """Every answer of a file whose columns are named; `counts` grows on the way. Raises TableRefused."""
    uses = answers.mapping["uses"]
    texts = [index for index, use in enumerate(uses) if use == TEXT]
    language = uses.index(LANGUAGE) if LANGUAGE in uses else None
    quotable = uses.index(QUOTABLE) if QUOTABLE in uses else None

    def cells(table: Any) -> Iterator[Sequence[str]]:
        for row in table:
            counts.rows += 1
            if any(one.code == "cell_too_long" and one.column in texts for one in row.problems):
                counts.cut.append(row.number)
            yield row.cells

    with open_answers(answers) as table:
        yield from answers_in(cells(table), texts=texts, language=language, quotable=quotable)


def _text(board: Board, answers: AnswersFile, answer: Answer) -> BoardText:
    several = answers.mapping["uses"].count(TEXT) > 1
    label = answers.label or answers.file_name
    source = f"{label}: {answers.headers[answer.column]}" if several else label
    return BoardText(
        board=board,
        answers_file=answers,
        text=answer.text,
        language=answer.language or answers.language,
        source=source[:_LONGEST_SOURCE],
        quotable=answers.mapping["quotable"] if answer.quotable is None else answer.quotable,
    )


def _locked(answers: AnswersFile, *states: str) -> AnswersFile:
    held = AnswersFile.objects.select_for_update(no_key=True).get(pk=answers.pk)
    if held.state not in states:
        raise FileElsewhere(
            _("This file has moved on meanwhile: it is %(state)s. Look at it again.")
            % {"state": AnswersFile.State(held.state).label}
        )
    return held
