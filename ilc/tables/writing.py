"""Writing a CSV file that opens right in a spreadsheet: accents kept, nothing computed."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ilc.tables.formulas import defused

_BATCH = 500  # rows


def write_csv(rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> Iterator[bytes]:
    """The rows as a CSV file in pieces: UTF-8 with a byte-order mark, every cell quoted, formulas defused.

    Every cell is quoted because a spreadsheet of another country splits at another delimiter. Reading the file with
    `read_csv` gives the same cells back.
    """
    yield codecs.BOM_UTF8
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for count, row in enumerate(rows, 1):
        writer.writerow([defused(cell) for cell in row])
        if count % _BATCH == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece
