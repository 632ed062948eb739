"""Merged cells of a sheet: the reader that streams gives what they show to the first of them alone."""

import itertools
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from openpyxl.utils import column_index_from_string

MOST_RANGES: Final = 20_000
_CHUNK: Final = 1 << 20  # bytes
_LONGEST: Final = 200  # bytes of one element
_RANGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


class MergedRange(NamedTuple):
    """Rows count from 1, columns from 0; the last ones are inside."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def merged_ranges(binary: BinaryIO, sheet: Any) -> list[MergedRange]:
    """The merged ranges of a sheet as openpyxl opened it, by their first row: at most MOST_RANGES. Flat memory.

    None of a sheet that is broken: whoever reads its rows meets that too, and says so.
    """
    found: list[MergedRange] = []
    try:
        found.extend(itertools.islice(_ranges(binary, sheet), MOST_RANGES))
    except (BadZipFile, KeyError, EOFError, zlib.error):
        return []
    return sorted(found)


def _ranges(binary: BinaryIO, sheet: Any) -> Iterator[MergedRange]:
    with ZipFile(binary) as archive, archive.open(sheet._worksheet_path) as part:  # openpyxl has no public name for it
        rest = b""
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            end = 0
            for match in _RANGE.finditer(text):
                left, top, right, bottom = (group.decode() for group in match.groups())
                column = column_index_from_string(left) - 1
                yield MergedRange(int(top), column, int(bottom), column_index_from_string(right) - 1)
                end = match.end()
            rest = text[max(end, len(text) - _LONGEST) :]


class MergedCells:
    """Fills the cells of merged ranges while rows pass by, one after the other."""

    def __init__(self, ranges: list[MergedRange]) -> None:
        self._to_come = list(reversed(ranges))
        self._open: list[tuple[MergedRange, str]] = []

    def fill(self, number: int, cells: list[str]) -> None:
        """Give every empty cell of a merged range in this row what its first cell says. Empty rows stay empty."""
        while self._to_come and self._to_come[-1].first_row <= number:
            merged = self._to_come.pop()
            if merged.first_row == number and merged.first_column < len(cells):
                self._open.append((merged, cells[merged.first_column]))
        if not self._open:
            return
        self._open = [one for one in self._open if one[0].last_row >= number]
        if any(map(str.strip, cells)):
            for merged, text in self._open:
                for column in range(merged.first_column, min(merged.last_column + 1, len(cells))):
                    cells[column] = cells[column] or text
