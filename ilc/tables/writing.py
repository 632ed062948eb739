"""Writing a table that opens right in a spreadsheet: accents kept, nothing computed."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from ilc.tables.formulas import defused

_BATCH = 500  # rows


def write_csv(rows: Iterable[Sequence[str | float]], *, delimiter: str = ",") -> Iterator[bytes]:
    """The rows as a CSV file in pieces: UTF-8 with a byte-order mark, every cell quoted, formulas defused.

    Every cell is quoted because a spreadsheet of another country splits at another delimiter. Reading the file with
    `read_csv` gives the same cells back.
    """
    yield codecs.BOM_UTF8
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for count, row in enumerate(rows, 1):
        writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
        if count % _BATCH == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece


def write_xlsx(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """A workbook of these sheets by name, every cell a text: nothing is computed. For tables that fit into memory."""
    workbook = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            cells = [WriteOnlyCell(sheet, defused(text)) for text in row]
            for cell in cells:
                cell.data_type = "s"
            sheet.append(cells)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
