"""Plain texts and tables written anew in UTF-8; a table's cells are not computed where it is opened."""

import csv
import io
from collections.abc import Iterator
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
        codec = detect_encoding(source).codec
    except TableRefused as error:
        raise KindNotTaken from error
    delimiter = _delimiter(list(islice(_lines(source, codec), _LOOKED_AT)))
    if delimiter and _write_table(_lines(source, codec), delimiter, target):
        return Made("text/csv; charset=utf-8", "csv")
    target.seek(0)
    target.truncate()
    target.writelines(line.encode() for line in _lines(source, codec))
    return Made("text/plain; charset=utf-8", "txt")


def _lines(source: BinaryIO, codec: str) -> Iterator[str]:
    """The lines from the first on, without control characters. Raises KindNotTaken for what is no text after all."""
    source.seek(0)
    text = io.TextIOWrapper(source, codec, newline=None)
    try:
        for line in text:
            if "\0" in line:
                raise KindNotTaken
            yield CONTROL.sub("", line)
    finally:
        text.detach()  # else it closes the file with itself


def _delimiter(lines: list[str]) -> str | None:
    """What stands between the cells of a table; None where the first rows have none, or not the same number."""
    try:
        delimiter = guess_delimiter(lines)
        widths = {len(row) for row in csv.reader(lines, delimiter=delimiter) if row}
    except csv.Error:
        return None
    return delimiter if len(lines) > 1 and len(widths) == 1 and widths != {1} else None


def _write_table(lines: Iterator[str], delimiter: str, target: BinaryIO) -> bool:
    """Whether they could be followed as a table to their end."""
    try:
        target.writelines(write_csv(csv.reader(lines, delimiter=delimiter, strict=True)))
    except csv.Error:
        return False
    return True
