"""Writing a workbook whose cells have types: numbers add up, days sort, and nothing is computed."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from ilc.tables.formulas import defused

type TypedCell = str | int | float | bool | date | time | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # the media type of a workbook
MOST_ROWS = 1_048_576  # of a sheet, in the format itself
MOST_CHARACTERS = 32_767  # of a cell
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CUT = "…"


def write_typed_xlsx(file: BinaryIO, sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[TypedCell]]]]) -> None:
    """A workbook of these sheets by name, each with its headers and its rows. Memory does not grow with the rows.

    A sheet that is full goes on in another one. A text longer than a cell can hold is cut and ends with an ellipsis.
    """
    workbook = Workbook(write_only=True)
    for title, (headers, rows) in sheets.items():
        for name, some in _sheets(title, iter(rows)):
            sheet = workbook.create_sheet(name)
            sheet.freeze_panes = "A2"
            sheet.append([_text(sheet, header) for header in headers])
            for row in some:
                sheet.append([_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    workbook.save(file)


def csv_cells(row: Sequence[TypedCell]) -> list[str | float]:
    """A row for a file whose cells have no types: days as 2026-11-27, truth as TRUE, nothing as nothing."""
    return [_csv_cell(cell) for cell in row]


def _csv_cell(cell: TypedCell) -> str | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else cell


def _sheets(title: str, rows: Iterator[Sequence[TypedCell]]) -> Iterator[tuple[str, Iterator[Sequence[TypedCell]]]]:
    for number in itertools.count(1):
        first = next(rows, None)
        if first is None and number > 1:
            return
        begun = [] if first is None else [first]
        yield (
            f"{title} {number}" if number > 1 else title,
            itertools.chain(begun, itertools.islice(rows, MOST_ROWS - 1 - len(begun))),
        )


def _text(sheet: object, text: str) -> str | Cell:
    words = defused(_NOT_IN_XML.sub("", text))
    if len(words) > MOST_CHARACTERS:
        words = words[: MOST_CHARACTERS - 1] + _CUT
    if not words.startswith("#"):
        return words
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"  # "#N/A" is a text, too
    return cell
