"""Looking through a table for what is personal, a batch of rows at a time, before any of it is stored."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final, NamedTuple

from evidence.engine.personal import PersonalKind, find_personal, masked
from evidence.engine.personal_column import personal_column
from ilc.tables.folding import column_letter
from ilc.tables.reading import TableRow

MARKED: Final = 30  # cells that are shown
_SAMPLE: Final = 300  # cells of a batch that tell what a column holds
_REMEMBERED: Final = 50_000  # cells of a column that were found to be plain
_SHORTEST: Final = 4  # characters of anything personal in a cell


class PersonalCell(NamedTuple):
    """A cell with something personal: where a spreadsheet shows it, and what may be shown of it."""

    line: int
    letter: str
    kind: PersonalKind
    masked: str


class PersonalScan:
    """What is personal in a table. `known` are names of schools, districts and groups."""

    def __init__(self, headers: Sequence[str], *, line: int, today: date, known: Collection[str]) -> None:
        self.cells: list[PersonalCell] = []
        self.count = 0
        self.columns: dict[str, PersonalKind] = {}  # whole columns, by their letter
        self._headers, self._today, self._known = headers, today, known
        self._plain: list[set[str]] = [set() for _ in headers]
        for column, header in enumerate(headers):
            for finding in find_personal(header, known=known)[:1]:
                self._mark(line, column, finding.kind, header[finding.start : finding.end])

    def look(self, rows: Sequence[TableRow]) -> None:
        """Look at rows after those before."""
        for column, header in enumerate(self._headers):
            cells = [row.cells[column] for row in rows]
            letter = column_letter(column)
            kind = self.columns.get(letter) or personal_column(
                header, cells[:_SAMPLE], today=self._today, known=self._known
            )
            if kind:
                self.columns[letter] = kind
                self._mark_column(rows, column, kind)
            else:
                self._look_at_cells(rows, cells, column)

    def _mark_column(self, rows: Sequence[TableRow], column: int, kind: PersonalKind) -> None:
        for row in rows:
            if row.cells[column].strip():
                self._mark(row.number, column, kind, row.cells[column])

    def _look_at_cells(self, rows: Sequence[TableRow], cells: Sequence[str], column: int) -> None:
        plain = self._plain[column]
        fresh = {cell for cell in cells if len(cell) >= _SHORTEST} - plain
        found = {cell: findings[0] for cell in fresh if (findings := find_personal(cell, known=self._known))}
        if len(plain) < _REMEMBERED:
            plain |= fresh - set(found)
        if found:
            for row in rows:
                if (cell := row.cells[column]) in found:
                    self._mark(row.number, column, found[cell].kind, cell[found[cell].start : found[cell].end])

    def _mark(self, line: int, column: int, kind: PersonalKind, text: str) -> None:
        self.count += 1
        if len(self.cells) < MARKED:
            self.cells.append(PersonalCell(line, column_letter(column), kind, masked(text)))
