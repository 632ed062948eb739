"""Reading a file of data points for the first time: nothing of it is kept when it holds something personal."""

import itertools
import logging
import tempfile
import uuid
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import IO, Any, BinaryIO, Final, cast

from django.utils.translation import gettext as _

from evidence.engine.days import SPREADSHEET_DAY_ZERO
from evidence.engine.personal import find_personal
from evidence.engine.personal_table import PersonalCell, PersonalScan
from ilc.errors import Refused
from ilc.files import keep_file_with_rows
from ilc.tables.copies import CopyWriter
from ilc.tables.opening import AnyTable, open_table
from ilc.tables.refusals import NothingInTable
from ilc.tables.workbooks import SheetTable

MOST_SHEETS: Final = 20
_BATCH: Final = 5_000  # rows
_SAMPLE: Final = 200  # rows that tell how decimals and days are written

log = logging.getLogger(__name__)


class PersonalFound(Refused):
    """The file seems to hold names, student numbers or birth dates: nothing of it was kept.

    `cells` are the first of them, masked, with the sheet they are on; `count` is how many there are.
    """

    def __init__(self, text: str, *, cells: Sequence[tuple[str, PersonalCell]], count: int) -> None:
        super().__init__(text)
        self.cells = cells
        self.count = count


@dataclass(frozen=True)
class Sheet:
    """A sheet of a file whose cells were copied: where to, and what its rows look like."""

    title: str
    copy: IO[bytes]
    headers: tuple[str, ...]
    rows: int
    day_zero: date
    encoding: str
    sample: tuple[tuple[str, ...], ...]

    def kept(self, program_id: int) -> dict[str, Any]:
        """Keep the copy with the rows of this transaction, and say what is known of it."""
        path = f"p{program_id}/evidence-imports/{uuid.uuid4().hex}"
        self.copy.seek(0)
        keep_file_with_rows(path, cast(BinaryIO, self.copy))
        return {
            "title": self.title,
            "file": path,
            "headers": self.headers,
            "rows": self.rows,
            "day_zero": self.day_zero.isoformat(),
            "encoding": self.encoding,
        }


def read_sheets(file: BinaryIO, *, known: Collection[str], today: date, stack: ExitStack) -> list[Sheet]:
    """Copy the cells of each sheet that is not hidden, as long as none holds something personal.

    Raises TableRefused, PersonalFound. The copies are closed with `stack`.
    """
    first = open_table(file, exact=True)
    titles = list(first.visible_sheets[:MOST_SHEETS]) if isinstance(first, SheetTable) else []
    sheets: list[Sheet] = []
    marked: list[tuple[str, PersonalCell]] = []
    count = 0
    for title in titles or [""]:
        try:
            table = open_table(file, sheet=title, exact=True) if titles[1:] else first
        except NothingInTable:
            continue
        copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        sheet, scan = _read(table, copy, title=_plain_title(title, len(sheets)), known=known, today=today)
        sheets.append(sheet)
        marked += [(sheet.title if len(titles) > 1 else "", cell) for cell in scan.cells]
        count += scan.count
    if count:
        kinds = sorted({cell.kind for _sheet, cell in marked})
        log.warning("A table was refused: %d cells look personal (%s).", count, ", ".join(kinds))
        raise PersonalFound(
            _("We kept nothing from this table: it seems to hold personal data."), cells=marked, count=count
        )
    if not sheets:
        raise NothingInTable
    return sheets


def plain_file_name(file_name: str) -> str:
    """The file's name, or a general one where it names a person."""
    name = PurePath(file_name).name[:200]
    stem = PurePath(name).stem.replace("_", " ").replace("-", " ")
    return _("Table") + PurePath(name).suffix[:10] if find_personal(stem) or find_personal(name) else name


def _plain_title(title: str, before: int) -> str:
    return _("Sheet %(number)s") % {"number": before + 1} if find_personal(title) else title


def _read(
    table: AnyTable, copy: IO[bytes], *, title: str, known: Collection[str], today: date
) -> tuple[Sheet, PersonalScan]:
    scan = PersonalScan(table.headers, line=table.header_number, today=today, known=known)
    writer = CopyWriter(copy, table.headers)
    count = 0
    sample: list[tuple[str, ...]] = []
    for rows in table.batches(_BATCH):
        scan.look(rows)
        writer.write(rows)
        count += len(rows)
        sample += [row.cells for row in itertools.islice(rows, max(0, _SAMPLE - len(sample)))]
    writer.end()
    day_zero = table.day_zero if isinstance(table, SheetTable) else SPREADSHEET_DAY_ZERO
    return Sheet(title, copy, table.headers, count, day_zero, table.encoding, tuple(sample)), scan
