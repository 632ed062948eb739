"""Reading a CSV file that a person brings in, a batch of rows at a time."""

import csv
import io
import itertools
import os
import re
from collections.abc import Buffer, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ilc.tables.decoding import detect_encoding, guess_delimiter, separator_line
from ilc.tables.folding import distinct_labels
from ilc.tables.formulas import as_text
from ilc.tables.refusals import (
    LineTooLong,
    NothingInTable,
    NotText,
    QuoteNeverCloses,
    TableTooLarge,
    TooManyColumns,
    TooManyRows,
)

MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 10_000  # characters, unless a longer cell is asked for
MAX_LINE = 130_000  # characters; just below the limit that csv sets for one cell (csv.field_size_limit)

_SAMPLE_LINES = 60
_BUFFER = 1 << 16  # bytes
_MAY_BE_MARKED = re.compile("[=']")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # all but tab, line feed and carriage return
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class TableProblem(NamedTuple):
    """What is wrong with one row as a row of a table, whatever its cells mean.

    Codes: `ragged` (the value tells how many cells it has), `control_character`, `cell_too_long`, `broken_quotes`.
    """

    code: str
    column: int | None
    value: str


class TableRow(NamedTuple):
    """One row. `number` is what a spreadsheet shows beside it; there are as many cells as the table has columns.

    Cells hold no control characters (a replacement character stands in their place) and at most as many characters as
    were asked for: where that changed one, a problem says so.
    """

    number: int
    cells: tuple[str, ...]
    problems: tuple[TableProblem, ...]


class Table:
    """A CSV file opened for reading. Iterate over it as often as needed; memory does not grow with the file."""

    def __init__(self, source: BinaryIO | Path, *, longest: int = MAX_CELL) -> None:
        self._source, self._longest = source, longest
        with self._opened() as binary:
            self.size = binary.seek(0, os.SEEK_END)  # bytes
            if self.size > MAX_BYTES:
                raise TableTooLarge(megabytes=MAX_BYTES // 1_000_000)
            self._encoding = detect_encoding(binary)
            self.delimiter, self._preamble = self._look_at_first_lines(binary)
        self.bytes_read = 0  # how far the latest iteration came
        self.header_number, header = self._header()  # the record that names the columns, counted like the rows
        if any(CONTROL.search(cell) for cell in header):
            raise NotText
        if len(header) > MAX_COLUMNS:
            raise TooManyColumns(limit=MAX_COLUMNS)
        self.headers = distinct_labels([cell[:MAX_CELL] for cell in header])

    @property
    def encoding(self) -> str:
        """The name of the encoding it was read with: UTF-8, UTF-16, Windows-1252 or Latin-1."""
        return self._encoding.label

    def __iter__(self) -> Iterator[TableRow]:
        """The rows below the headers; empty ones are passed over but counted. Raises TableRefused on the way."""
        width = len(self.headers)
        kept = 0
        for number, cells in self._records():
            if number <= self.header_number or (cells is not None and not any(map(str.strip, cells))):
                continue
            kept += 1
            if kept > MAX_ROWS:
                raise TooManyRows(limit=MAX_ROWS)
            yield checked_row(number, cells, width, self._longest)

    def batches(self, size: int) -> Iterator[list[TableRow]]:
        """The same rows, so many at a time."""
        rows = iter(self)
        while batch := list(itertools.islice(rows, size)):
            yield batch

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        if isinstance(self._source, Path):
            with self._source.open("rb") as binary:
                yield binary
        else:
            self._source.seek(0)
            yield self._source

    def _look_at_first_lines(self, binary: BinaryIO) -> tuple[str, int]:
        """The delimiter, and how many lines stand before the table that a spreadsheet does not show (0 or 1)."""
        binary.seek(0)
        text = _text(binary, self._encoding.codec)
        lines = list(itertools.islice(_lines(text), _SAMPLE_LINES))
        named = separator_line(lines[0]) if lines else None
        return (named, 1) if named else (guess_delimiter(lines), 0)

    def _header(self) -> tuple[int, list[str]]:
        for number, cells in self._records():
            if cells is None:
                raise QuoteNeverCloses(row=number)
            if any(map(str.strip, cells)):
                while cells and not cells[-1].strip():
                    cells.pop()
                return number, cells
        raise NothingInTable

    def _records(self) -> Iterator[tuple[int, list[str] | None]]:
        """Every record with its number, None for one whose quotation marks cannot be followed."""
        with self._opened() as binary:
            text = _text(binary, self._encoding.codec)
            reader = csv.reader(
                itertools.islice(_lines(text), self._preamble, None),
                delimiter=self.delimiter,
                strict=True,
            )
            for number in itertools.count(1):
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    # An open quotation mark swallows rows until csv's own limit of one field, or the end, stops it.
                    if "end of data" in str(error) or "field limit" in str(error):
                        raise QuoteNeverCloses(row=number) from error
                    yield number, None
                    continue
                self.bytes_read = binary.tell()
                yield number, cells


class _Unowned(io.RawIOBase):
    """Lets a text layer read a file without closing it when that layer is gone."""

    def __init__(self, binary: BinaryIO) -> None:
        self._binary = binary

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        piece = self._binary.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


def _text(binary: BinaryIO, codec: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedReader(_Unowned(binary), _BUFFER), encoding=codec, newline="")


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    for number in itertools.count(1):
        line = text.readline(MAX_LINE + 1)
        if not line:
            return
        if len(line) > MAX_LINE:
            raise LineTooLong(row=number, limit=MAX_LINE)
        yield line


def checked_row(number: int, cells: list[str] | None, width: int, longest: int) -> TableRow:
    if cells is None:
        return TableRow(number, ("",) * width, (TableProblem("broken_quotes", None, ""),))
    problems: list[TableProblem] = []
    if len(cells) != width:
        if len(cells) < width or any(map(str.strip, cells[width:])):
            problems.append(TableProblem("ragged", None, str(len(cells))))
        cells = cells[:width] + [""] * (width - len(cells))
    together = "".join(cells)
    if CONTROL.search(together):
        for column, cell in enumerate(cells):
            cells[column], found = CONTROL.subn(_REPLACEMENT, cell)
            if found:
                problems.append(TableProblem("control_character", column, cells[column][:MAX_CELL]))
    if len(together) > longest:
        for column, cell in enumerate(cells):
            if len(cell) > longest:
                cells[column] = cell[:longest]
                problems.append(TableProblem("cell_too_long", column, str(len(cell))))
    said = map(as_text, cells) if _MAY_BE_MARKED.search(together) else cells
    return TableRow(number, tuple(said), tuple(problems))


def read_csv(source: BinaryIO | Path, *, longest: int = MAX_CELL) -> Table:
    """Open a CSV file of a path or a seekable binary file. Raises TableRefused when no table can be read from it.

    Finds the encoding and the delimiter itself; cells are cut after `longest` characters. The caller keeps and closes a
    file it passed in.
    """
    return Table(source, longest=longest)
