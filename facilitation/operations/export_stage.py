"""Reading an export out of the database: each table into a file of lines, a part of it at a time.

The scope is left after every part, so nothing is held for long, memory stays flat, and whoever waits can be told and
can stop it. Tables that are referred to come last, so that whatever a row hangs on is there.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitation.queries.export_row import row_line
from facilitation.queries.export_rows import (
    ROWS_AT_ONCE,
    ExportScope,
    columns_of,
    find_exporter,
    part_ends,
    read_rows,
    tables_of,
)
from facilitation.queries.export_table import ExportTable, Reach
from ilc.tenancy.scope import program_scope

KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

type TellRows = Callable[[int], None]


def tell_nobody(_rows: int) -> None:
    """Nobody waits."""


@dataclass(frozen=True)
class StagedTable:
    """A table's lines in a file, with their number and what checks them."""

    table: ExportTable
    path: Path
    rows: int
    size: int
    sha256: str
    tell: TellRows

    def lines(self) -> Iterator[str]:
        """The lines, one after the other. Whoever waits hears of them."""
        with self.path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                yield line
                if number % ROWS_AT_ONCE == 0:
                    self.tell(number)


@dataclass(frozen=True)
class StagedExport:
    """Everything that was read, by table, those first that others refer to; a table without rows too."""

    scope: ExportScope
    tables: list[StagedTable]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(one.rows for one in self.tables)


def stage_export(
    program_id: int, scope: ExportScope, folder: Path, *, tell: TellRows, tell_again: TellRows = tell_nobody
) -> StagedExport:
    """Read everything of a scope into a folder. `tell` hears how many rows there are so far; what it raises ends it.

    `tell_again` hears the same of each table when its lines are read again.
    """
    stage = _Stage(program_id, scope, folder, tell, tell_again)
    found = [stage.read(table) for table in reversed(tables_of(scope))]
    return StagedExport(scope, found[::-1])


class _Stage:
    def __init__(self, program_id: int, scope: ExportScope, folder: Path, tell: TellRows, tell_again: TellRows) -> None:
        self._program_id, self._folder = program_id, folder
        with program_scope(program_id):
            exporter = find_exporter(scope.exporter)
        self._scope = ExportScope(exporter, scope.whole, scope.collective)
        self._tell, self._tell_again = tell, tell_again
        self._met: set[str] = set()  # ids of people and places that rows refer to
        self._rows = 0

    def read(self, table: ExportTable) -> StagedTable:
        columns = columns_of(table, self._scope)
        met = [
            place
            for place, field in enumerate(columns)
            if field.name in table.met or (field.is_relation and not self._scope.whole)
        ]
        digest, size, number = hashlib.sha256(), 0, 0
        path = self._folder / f"{table.name}.jsonl"
        with path.open("wb") as file:
            for rows in self._parts(table):
                for _key, *values in rows:
                    line = row_line(columns, values).encode()
                    file.write(line)
                    digest.update(line)
                    size += len(line)
                    for place in met:
                        self._met.update(KEY.findall(str(values[place])))
                number += len(rows)
                self._rows += len(rows)
                self._tell(self._rows)
        return StagedTable(table, path, number, size, digest.hexdigest(), self._tell_again)

    def _parts(self, table: ExportTable) -> Iterator[list[tuple[Any, ...]]]:
        only = None if self._scope.whole or table.reach is not Reach.REFERRED else self._met
        after: Any = None
        while True:
            with program_scope(self._program_id):
                until = part_ends(table, after=after)
                rows = read_rows(table, self._scope, after=after, until=until, only=only)
            yield rows
            if until is None:
                return
            after = until
