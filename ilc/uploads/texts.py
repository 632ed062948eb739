"""Plain texts and tables written anew in UTF-8; a table's cells are not computed where it is opened."""

import csv
import io
from itertools import islice
from typing import BinaryIO

from ilc.tables.decoding import detect_encoding, guess_delimiter
from ilc.tables.reading import CONTROL
from ilc.tables.refusals import TableRefused
from ilc.tables.writing import write_csv
from ilc.uploads.making import Made
from ilc.uploads.refusals import KindNotTaken

_LOOKED_AT = 20  # rows


def make_text(source: BinaryIO, target: BinaryIO) -> Made:
    """Write a text anew, one with the same number of cells in each of its rows as a CSV. Raises KindNotTaken."""
    try:
        text = io.TextIOWrapper(io.BytesIO(source.read()), detect_encoding(source).codec, newline=None).read()
    except (TableRefused, UnicodeError) as error:
        raise KindNotTaken from error
    if "\0" in text:
        raise KindNotTaken
    text = CONTROL.sub("", text)
    delimiter = _delimiter(text)
    if delimiter and _write_table(text, delimiter, target):
        return Made("text/csv; charset=utf-8", "csv")
    target.seek(0)
    target.truncate()
    target.write(text.encode())
    return Made("text/plain; charset=utf-8", "txt")


def _delimiter(text: str) -> str | None:
    """What stands between the cells of a table; None where the first rows have none, or not the same number."""
    lines = list(islice(io.StringIO(text), _LOOKED_AT))
    delimiter = guess_delimiter(lines)
    try:
        widths = {len(row) for row in csv.reader(lines, delimiter=delimiter) if row}
    except csv.Error:
        return None
    return delimiter if len(lines) > 1 and len(widths) == 1 and widths != {1} else None


def _write_table(text: str, delimiter: str, target: BinaryIO) -> bool:
    """Whether it could be followed as a table to its end."""
    try:
        target.writelines(write_csv(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)))
    except csv.Error:
        return False
    return True
