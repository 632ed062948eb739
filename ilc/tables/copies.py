"""A clean copy of a table: its cells as they were read, and nothing else that came with the file.

What a workbook holds beside its cells (comments, authors, hidden sheets, pictures) is not in it. The first line holds
the headers; each other one the row's number, its problems and its cells.
"""

import csv
import io
import itertools
import json
from collections.abc import Iterator, Sequence
from typing import IO, BinaryIO

from ilc.tables.reading import TableProblem, TableRow


class CopyWriter:
    """Writes a copy into a file that is open for writing bytes."""

    def __init__(self, file: IO[bytes], headers: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow(headers)

    def write(self, rows: Sequence[TableRow]) -> None:
        """Rows after those that were written."""
        self._writer.writerows(
            (row.number, json.dumps(row.problems) if row.problems else "", *row.cells) for row in rows
        )

    def end(self) -> None:
        """Everything is in the file, which stays open."""
        self._text.detach()


class TableCopy:
    """A copy opened for reading, as often as needed; memory does not grow with it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.headers = tuple(next(self._lines()))

    def __iter__(self) -> Iterator[TableRow]:
        """The rows, as they came."""
        for line in itertools.islice(self._lines(), 1, None):
            problems = tuple(TableProblem(*problem) for problem in json.loads(line[1])) if line[1] else ()
            yield TableRow(int(line[0]), tuple(line[2:]), problems)

    def batches(self, size: int) -> Iterator[list[TableRow]]:
        """The same rows, so many at a time."""
        rows = iter(self)
        while batch := list(itertools.islice(rows, size)):
            yield batch

    def _lines(self) -> Iterator[list[str]]:
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, encoding="utf-8", newline="")
        try:
            yield from csv.reader(text)
        finally:
            text.detach()
