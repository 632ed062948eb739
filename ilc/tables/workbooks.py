"""Reading a sheet of an XLSX workbook that a person brings in, as the same rows that a CSV file gives."""

import itertools
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import load_workbook

from ilc.archives import (
    ArchiveDamaged,
    ArchiveEncrypted,
    ArchiveTooOld,
    ArchiveUnpacksTooLarge,
    is_archive,
    part_names,
)
from ilc.tables.cells import cell_text
from ilc.tables.folding import distinct_labels
from ilc.tables.merged import MergedCells, merged_ranges
from ilc.tables.reading import (
    CONTROL,
    MAX_BYTES,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    TableRow,
    checked_row,
)
from ilc.tables.refusals import (
    NoSuchSheet,
    NothingInTable,
    TableTooLarge,
    TooManyColumns,
    TooManyRows,
    WorkbookDamaged,
    WorkbookEncrypted,
    WorkbookTooOld,
    WorkbookUnpacksTooLarge,
    WorkbookWithMacros,
)

_SHEETS = ("xl/worksheets/", "xl/chartsheets/")
_ROWS_AT_ONCE = 50
_BESIDE = 8  # columns beside the table that are looked at, to tell that a row goes on there
_MOST_RECORDS = 2 * MAX_ROWS  # rows that stand empty count too


def is_workbook(source: BinaryIO | Path) -> bool:
    """Whether a file begins as workbooks do, XLSX or older, whatever it is called."""
    with _opened(source) as binary:
        return is_archive(binary)


class SheetTable:
    """One sheet of a workbook opened for reading, with the same interface as a `Table` of a CSV file."""

    encoding = "XLSX"

    def __init__(self, source: BinaryIO | Path, *, sheet: str | None, longest: int, exact: bool) -> None:
        self._source, self._longest, self._exact = source, longest, exact
        with _opened(source) as binary:
            self.size = binary.seek(0, 2)  # bytes
            if self.size > MAX_BYTES:
                raise TableTooLarge(megabytes=MAX_BYTES // 1_000_000)
            _refuse_what_is_no_plain_workbook(binary)
            with _workbook(binary) as workbook:
                self.sheets = tuple(one.title for one in workbook.worksheets)
                self.visible_sheets = tuple(one.title for one in workbook.worksheets if one.sheet_state == "visible")
                self.sheet = _chosen(workbook, sheet)
                self.day_zero = workbook.epoch.date()  # from which a number that stands for a day counts
                self._merged = merged_ranges(binary, workbook[self.sheet])
        self.bytes_read = 0  # how far the latest iteration came, as a share of the rows
        self.header_number, header = self._header()
        if len(header) > MAX_COLUMNS:
            raise TooManyColumns(limit=MAX_COLUMNS)
        self.headers = distinct_labels([CONTROL.sub("", cell)[:MAX_CELL] for cell in header])

    def __iter__(self) -> Iterator[TableRow]:
        """The rows below the headers; empty ones are passed over but counted. Raises TableRefused on the way."""
        width = len(self.headers)
        kept = 0
        for number, cells in self._records(width + _BESIDE):
            if number <= self.header_number or not any(map(str.strip, cells)):
                continue
            kept += 1
            if kept > MAX_ROWS:
                raise TooManyRows(limit=MAX_ROWS)
            end = max(width, *(place for place, cell in enumerate(cells, 1) if cell.strip()))
            yield checked_row(number, (cells + [""] * width)[:end], width, self._longest)

    def batches(self, size: int) -> Iterator[list[TableRow]]:
        """The same rows, so many at a time."""
        rows = iter(self)
        while batch := list(itertools.islice(rows, size)):
            yield batch

    def _header(self) -> tuple[int, list[str]]:
        for number, cells in self._records(MAX_COLUMNS + 1):
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                return number, cells
        raise NothingInTable

    def _records(self, columns: int) -> Iterator[tuple[int, list[str]]]:
        """Every row with its number and as many cells as we look at. Raises TableRefused."""
        with _opened(self._source) as binary, _workbook(binary) as workbook:
            sheet = workbook[self.sheet]
            total = sheet.max_row or 1
            sheet.reset_dimensions()  # what a file says of its size is not always so
            rows = sheet.iter_rows(max_col=columns)
            merged = MergedCells(self._merged)
            for number, cells in enumerate(_quietly(rows, exact=self._exact), 1):
                if number > _MOST_RECORDS:
                    raise TooManyRows(limit=MAX_ROWS)
                merged.fill(number, cells)
                self.bytes_read = min(self.size, self.size * number // total)
                yield number, cells


def read_xlsx(
    source: BinaryIO | Path, *, sheet: str | None = None, longest: int = MAX_CELL, exact: bool = False
) -> SheetTable:
    """Open a sheet of an XLSX workbook: the one of that name, else the first that is not hidden.

    A cell is read as the text that a person sees, a formula as its last result, each of some merged cells as what they
    show together; `exact` reads all decimals of a number. Raises TableRefused when no table can be read from it. The
    caller keeps and closes a file it passed in.
    """
    return SheetTable(source, sheet=sheet, longest=longest, exact=exact)


@contextmanager
def _opened(source: BinaryIO | Path) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        with source.open("rb") as binary:
            yield binary
    else:
        source.seek(0)
        yield source


def _refuse_what_is_no_plain_workbook(binary: BinaryIO) -> None:
    try:
        names = part_names(binary, streamed=_SHEETS)
    except ArchiveDamaged as error:
        raise WorkbookDamaged from error
    except ArchiveEncrypted as error:
        raise WorkbookEncrypted from error
    except ArchiveTooOld as error:
        raise WorkbookTooOld from error
    except ArchiveUnpacksTooLarge as error:
        raise WorkbookUnpacksTooLarge from error
    if any(name.endswith("vbaproject.bin") for name in names):
        raise WorkbookWithMacros
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise WorkbookTooOld  # another program's workbook, or no workbook at all


@contextmanager
def _workbook(binary: BinaryIO) -> Iterator[Any]:
    binary.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"):
            workbook = load_workbook(binary, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever its parsers meet in a broken part
        raise WorkbookDamaged from error
    try:
        yield workbook
    finally:
        workbook.close()


def _quietly(rows: Iterator[tuple[Any, ...]], *, exact: bool) -> Iterator[list[str]]:
    """The cells of each row as text. What openpyxl warns about, such as colours by rule, does not matter here."""
    while True:
        try:
            with warnings.catch_warnings(action="ignore"):
                some = [[cell_text(cell, exact=exact) for cell in row] for row in itertools.islice(rows, _ROWS_AT_ONCE)]
        except Exception as error:  # see _workbook
            raise WorkbookDamaged from error
        if not some:
            return
        yield from some


def _chosen(workbook: Any, wanted: str | None) -> str:
    titles = [str(one.title) for one in workbook.worksheets]
    if wanted is not None:
        if wanted not in titles:
            raise NoSuchSheet(sheet=wanted, sheets=", ".join(titles))
        return wanted
    visible = [str(one.title) for one in workbook.worksheets if one.sheet_state == "visible"]
    if not titles:
        raise NothingInTable
    return (visible or titles)[0]
