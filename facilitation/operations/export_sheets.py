"""An export as tables for a spreadsheet: CSV files or a workbook, with a dictionary, names beside ids, and figures as
everybody reads them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO, Final
from uuid import UUID
from zipfile import ZipFile

from django.utils.translation import gettext as _

from evidence.models import Release, StudentGroup
from evidence.queries.shared import say_figure, told_figures
from facilitation.operations.export_json import part
from facilitation.operations.export_stage import StagedExport, StagedTable
from facilitation.queries.export_dictionary import (
    SHARED_COLUMNS,
    SHARED_FIGURE,
    column_kind,
    dictionary_headers,
    named_by,
    staying_words,
    table_columns,
    table_lines,
)
from facilitation.queries.export_rows import columns_of
from facilitation.queries.export_table import AnyField
from ilc.tables.typed import TypedCell, csv_cells, write_typed_xlsx
from ilc.tables.writing import write_csv
from inquiry.models import Indicator

type Sheet = tuple[list[str], Iterable[Sequence[TypedCell]]]

DICTIONARY: Final = "dictionary"
STAYS: Final = "not exported"
_CELLS: Final[Mapping[str, Callable[[str], TypedCell]]] = {
    "moment": lambda text: datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None),
    "day": date.fromisoformat,
    "time": time.fromisoformat,
}


def write_csv_archive(file: BinaryIO, staged: StagedExport) -> None:
    """One CSV file for each table, and one with the dictionary."""
    with ZipFile(file, "w") as archive:
        for title, (headers, rows) in export_sheets(staged).items():
            with archive.open(part(f"{title.replace(' ', '_')}.csv"), "w", force_zip64=True) as into:
                lines: Iterator[Sequence[TypedCell]] = iter([headers])
                for piece in write_csv(csv_cells(row) for one in (lines, rows) for row in one):
                    into.write(piece)


def write_workbook(file: BinaryIO, staged: StagedExport) -> None:
    """One sheet for each table, its columns typed, and one with the dictionary."""
    write_typed_xlsx(file, export_sheets(staged))


def export_sheets(staged: StagedExport) -> dict[str, Sheet]:
    """The sheets by name, the dictionary first. Rows are read when they are asked for."""
    names = _names(staged)
    found: dict[str, Sheet] = {
        DICTIONARY: (dictionary_headers(), _dictionary(staged)),
        STAYS: ([_("Why"), _("Tables")], [[why, ", ".join(tables)] for why, tables in staying_words()]),
    }
    for one in staged.tables:
        if one.table.model is Release:
            found[SHARED_FIGURE] = (list(SHARED_COLUMNS), _shared_rows(one, names))
        else:
            columns = table_columns(one.table, columns_of(one.table, staged.scope))
            found[one.table.name] = ([name for name, _field in columns], _rows(one, columns, names))
    return found


def _dictionary(staged: StagedExport) -> Iterator[list[str]]:
    for one in staged.tables:
        if one.table.model is Release:
            lines = table_lines(SHARED_FIGURE, list(SHARED_COLUMNS.items()))
        else:
            columns = columns_of(one.table, staged.scope)
            lines = table_lines(one.table.name, table_columns(one.table, columns))
        for line in lines:
            yield [line.table, line.column, line.kind, line.unit, line.meaning]


def _rows(
    one: StagedTable, columns: Sequence[tuple[str, AnyField | None]], names: Mapping[str, str]
) -> Iterator[list[TypedCell]]:
    kinds = [(name.removesuffix(" name"), field and column_kind(field)) for name, field in columns]
    for line in one.lines():
        row = json.loads(line)
        yield [_cell(row[name], kind) if kind else names.get(row[name] or "", "") for name, kind in kinds]


def _cell(value: Any, kind: str) -> TypedCell:
    if value is None or value == "":
        return None
    if kind == "list":
        return "; ".join(map(str, value))
    if kind == "parts":
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    make = _CELLS.get(kind)
    found: TypedCell = make(value) if make else value
    return found


def _shared_rows(one: StagedTable, names: Mapping[str, str]) -> Iterator[list[TypedCell]]:
    """What everybody may see of each day now."""
    newest: dict[tuple[str, str], int] = {}
    for line in one.lines():
        row = json.loads(line)
        newest[row["indicator"], row["on"]] = max(row["number"], newest.get((row["indicator"], row["on"]), 0))
    told = {key: (name, "") for key, name in names.items()}
    for line in one.lines():
        row = json.loads(line)
        if row["number"] != newest[row["indicator"], row["on"]]:
            continue
        release = Release(
            indicator_id=UUID(row["indicator"]),
            program_id=0,
            on=date.fromisoformat(row["on"]),
            cells=row["cells"],
            waiting=row["waiting"],
            made_at=datetime.fromisoformat(row["made_at"]),
        )
        for figure in told_figures(release, told):
            yield [
                row["indicator"],
                names.get(row["indicator"], ""),
                figure.on,
                figure.level,
                str(figure.place or "") or None,
                figure.name,
                str(figure.group or "") or None,
                figure.group_name,
                say_figure(figure),
                figure.value,
                figure.shown.percent if figure.shown.band is None else None,
                figure.shown.protected,
                figure.waiting,
            ]


def _names(staged: StagedExport) -> dict[str, str]:
    """The names of what rows refer to: people, places, collectives, themes and the like, by their ids."""
    found: dict[str, str] = {}
    for one in staged.tables:
        column = "text" if one.table.model is Indicator else named_by(one.table.model)
        if column:
            for line in one.lines():
                row = json.loads(line)
                words = row[column]
                found[row["id"]] = f"{row['kind']}: {words}" if one.table.model is StudentGroup else words
    return found
