"""The data dictionary of an export: each table and column in the reader's words, and what stays behind and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, DateField, FloatField, JSONField, Model, TextField, UUIDField
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.queries.export_table import AnyField, ExportTable
from facilitation.queries.export_tables import BESIDE_TABLES, STAYING, TABLES
from ilc.content import in_language, read_content

SHARED_FIGURE: Final = "shared_figure"
SHARED_COLUMNS: Final[dict[str, AnyField]] = {
    "indicator": UUIDField(),
    "indicator name": TextField(),
    "on": DateField(),
    "level": CharField(),
    "place": UUIDField(),
    "place name": CharField(),
    "group": UUIDField(),
    "group name": CharField(),
    "figure": CharField(),
    "value": FloatField(),
    "percent": FloatField(),
    "protected": BooleanField(),
    "waiting": BooleanField(),
}
_KINDS: Final = {
    "UUIDField": "id",
    "BigAutoField": "id",
    "BooleanField": "yes_no",
    "DateTimeField": "moment",
    "DateField": "day",
    "TimeField": "time",
    "FloatField": "number",
    "IntegerField": "number",
    "PositiveIntegerField": "number",
    "PositiveSmallIntegerField": "number",
    "CharField": "text",
    "TextField": "text",
}


@dataclass(frozen=True)
class DictionaryLine:
    """One line of the dictionary; the line of a table itself names no column."""

    table: str
    column: str
    kind: str
    unit: str
    meaning: str


def dictionary_headers() -> list[str]:
    """What stands above the lines."""
    return [_("Table"), _("Column"), _("Type"), _("Unit"), _("Meaning")]


def table_lines(name: str, columns: Sequence[tuple[str, AnyField | None]]) -> Iterator[DictionaryLine]:
    """The lines of one table: its columns with their fields, none for the words that stand beside a reference."""
    words = _words()
    yield DictionaryLine(name, "", "", "", in_language(words["tables"][name]))
    for column, field in columns:
        yield _column_line(name, column, field)


def column_kind(field: AnyField) -> str:
    """Of which type a column is, by its key in the content."""
    if field.is_relation:
        return "id"
    if isinstance(field, ArrayField):
        return "list"
    if isinstance(field, JSONField):
        return "parts"
    return _KINDS[field.get_internal_type()]


def staying_words() -> list[tuple[str, list[str]]]:
    """Why something stays behind, and which tables do for it."""
    return [(in_language(_words()["staying"][why]), tables) for why, tables in staying_tables().items()]


def staying_tables() -> dict[str, list[str]]:
    """What stays behind, by the key of the reason why."""
    found = {why: list(names) for why, names in BESIDE_TABLES.items()}
    for model, why in STAYING.items():
        found.setdefault(why, []).append(model._meta.db_table)
    return found


def table_words() -> list[tuple[str, str]]:
    """Each table that goes along into a whole program, and what it holds."""
    return [(table.name, in_language(_words()["tables"][table.name])) for table in TABLES.values()]


def _column_line(table: str, column: str, field: AnyField | None) -> DictionaryLine:
    words = _words()
    if field is None or " " in column:
        of = column.rpartition(" ")[0]
        meaning = in_language(words["columns"]["label"]) % {"column": of}
        return DictionaryLine(table, column, in_language(words["types"]["text"]), "", meaning)
    entry = words["columns"].get(f"{table}.{column}") or words["columns"].get(column) or {}
    meaning = in_language(entry) if entry else _reference_words(field)
    kind = column_kind(field)
    unit = "utc" if kind == "moment" else entry.get("unit", "")
    return DictionaryLine(
        table,
        column,
        in_language(words["types"][kind]),
        in_language(words["units"][unit]) if unit else "",
        meaning,
    )


def _reference_words(field: AnyField) -> str:
    columns, target = _words()["columns"], cast(type[Model], field.related_model)
    if target is Participant and field.name != "participant":
        return in_language(columns["person"])
    return in_language(columns["refers"]) % {"table": target._meta.db_table}


def _words() -> dict[str, Any]:
    return read_content("facilitation", "export")


def table_columns(table: ExportTable, columns: Sequence[AnyField]) -> list[tuple[str, AnyField | None]]:
    """The columns as they stand in a sheet: beside a reference to something that has a name, that name."""
    found: list[tuple[str, AnyField | None]] = []
    for field in columns:
        found.append((field.name, field))
        if field in table.keys and named_by(field.related_model):
            found.append((f"{field.name} name", None))
    return found


def named_by(model: Any) -> str:
    """The column that names a row of a table; empty where its rows have no name."""
    names = [field.name for field in model._meta.concrete_fields]
    return next(
        (name for name in ("name", "title") if name in names and isinstance(_field(model, name), CharField)), ""
    )


def _field(model: Any, name: str) -> AnyField:
    found: AnyField = model._meta.get_field(name)
    return found
