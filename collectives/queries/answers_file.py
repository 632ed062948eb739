"""Files of answers as pages show them: their columns with samples, and the first answers in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.engine.answers import guess_uses, tool_of
from collectives.models import AnswersFile
from ilc.tables.folding import column_letter
from ilc.tables.opening import AnyTable, open_table
from ilc.tables.reading import MAX_LINE

SAMPLE_ROWS: Final = 30
LONGEST_ANSWER: Final = MAX_LINE
"""As long as a cell can be: what somebody wrote comes whole, however long."""
_SHOWN: Final = 3

_WHY: Final[dict[str, str | Promise]] = {
    "time": _("a time: it could tell who answered, so it stays out"),
    "email": _("e-mail addresses: they say who answered, so they stay out"),
    "name": _("names: they say who answered, so they stay out"),
    "id": _("numbers of people or forms: they stay out"),
    "score": _("points of a quiz: they stay out"),
    "number": _("numbers only"),
    "choice": _("short answers from a list; choose “what people wrote” if they are words of their own"),
    "empty": _("nothing in the first rows"),
}
_TOOL: Final[dict[str, str | Promise]] = {
    "microsoft_forms": "Microsoft Forms",
    "google_forms": "Google Forms",
    "mentimeter": "Mentimeter",
}


@dataclass(frozen=True)
class AnswersColumn:
    """One column of a file: its letter, header and first cells; what it seems to be for, and why it is left out."""

    letter: str
    header: str
    cells: tuple[str, ...]
    use: str
    why: str | Promise


@dataclass(frozen=True)
class AnswersSheet:
    """The columns of a file, the tool that seems to have written it, and the sheets of a workbook."""

    columns: tuple[AnswersColumn, ...]
    tool: str | Promise
    sheets: tuple[str, ...]
    sheet: str

    @property
    def about_people(self) -> bool:
        """Whether a column says who answered."""
        return any(column.why in {_WHY["email"], _WHY["name"]} for column in self.columns)


@contextmanager
def open_answers(answers: AnswersFile) -> Iterator[AnyTable]:
    """The table of a stored file, for as long as it is read. Raises TableRefused."""
    with default_storage.open(answers.file) as file:
        yield open_table(cast(BinaryIO, file), sheet=answers.mapping.get("sheet"), longest=LONGEST_ANSWER)


def board_of(answers: AnswersFile) -> UUID:
    """The board the answers are on their way to."""
    return UUID(answers.mapping["board"])


def answers_sheet(answers: AnswersFile) -> AnswersSheet:
    """The columns of a file as the mapping step shows them. Reads the file's beginning, no SQL."""
    with open_answers(answers) as table:
        rows = [row.cells for row, _number in zip(table, range(SAMPLE_ROWS), strict=False)]
        sheets = getattr(table, "sheets", ())
        sheet = getattr(table, "sheet", "")
    guesses = guess_uses(answers.headers, rows)
    columns = tuple(
        AnswersColumn(
            letter=column_letter(index),
            header=header,
            cells=tuple(cell for row in rows if (cell := row[index].strip()))[:_SHOWN],
            use=answers.mapping["uses"][index],
            why=_WHY.get(guesses[index].why, ""),
        )
        for index, header in enumerate(answers.headers)
    )
    return AnswersSheet(columns, _TOOL.get(tool_of(answers.headers), ""), sheets, sheet)
