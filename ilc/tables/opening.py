"""Opening a table that a person brings in, whatever its file is called."""

from pathlib import Path
from typing import BinaryIO

from ilc.tables.reading import MAX_CELL, Table, read_csv
from ilc.tables.workbooks import SheetTable, is_workbook, read_xlsx

type AnyTable = Table | SheetTable


def open_table(
    source: BinaryIO | Path, *, sheet: str | None = None, longest: int = MAX_CELL, exact: bool = False
) -> AnyTable:
    """Open a CSV file or a sheet of an XLSX workbook, told apart by what is in them. Raises TableRefused.

    `sheet` names the sheet of a workbook; without it the first that is not hidden is read. A CSV file has none.
    Cells are cut after `longest` characters, and their row says so. `exact` reads all decimals of a workbook's numbers.
    """
    if is_workbook(source):
        return read_xlsx(source, sheet=sheet, longest=longest, exact=exact)
    return read_csv(source, longest=longest)
