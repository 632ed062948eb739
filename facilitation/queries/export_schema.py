"""The shape of an export as JSON Schema: of each table's rows, of the manifest that names and checks them."""

from typing import Any, Final

from django.db import models

from facilitation.queries.export_table import AnyField, ExportTable
from facilitation.queries.export_tables import TABLES

VERSION: Final = 1
FORMAT: Final = "ilc-export"
FILE_NAME: Final = f"export-{VERSION}.json"
_SHA256: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_TYPES: Final[dict[str, dict[str, Any]]] = {
    "UUIDField": {"type": "string", "format": "uuid"},
    "BigAutoField": {"type": "string", "pattern": "^[a-z_]+:[0-9]+$"},
    "BooleanField": {"type": "boolean"},
    "DateTimeField": {"type": "string", "format": "date-time"},
    "DateField": {"type": "string", "format": "date"},
    "TimeField": {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}:[0-9]{2}"},
    "FloatField": {"type": "number"},
    "IntegerField": {"type": "integer"},
    "PositiveIntegerField": _COUNT,
    "PositiveSmallIntegerField": _COUNT,
    "CharField": _TEXT,
    "TextField": _TEXT,
}


def export_schema() -> dict[str, Any]:
    """The published schema: of the manifest; each line of `tables/<table>.jsonl` is a `#/$defs/<table>`."""
    head = {"format": {"const": FORMAT}, "version": {"const": VERSION}, "made_at": _TYPES["DateTimeField"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An export of a program, or of collectives, of Instructional Leadership Collectives",
        "$ref": "#/$defs/manifest",
        "$defs": {
            "manifest": _whole(
                head
                | {
                    "kind": {"enum": ["program", "collectives"]},
                    "program": _program(),
                    "tables": {"type": "array", "items": _whole(_listed() | {"table": {"enum": _names()}})},
                    "staying": {"type": "object", "additionalProperties": {"type": "array", "items": _TEXT}},
                }
            ),
        }
        | {table.name: _row(table) for table in TABLES.values()},
    }


def column_type(field: AnyField) -> dict[str, Any]:
    """What stands in a column, as JSON Schema says it."""
    if isinstance(field, models.ForeignKey):
        return column_type(field.target_field)
    if isinstance(field, models.JSONField):
        return {}
    if hasattr(field, "base_field"):
        return {"type": "array", "items": column_type(field.base_field)}
    return _TYPES[field.get_internal_type()]


def _row(table: ExportTable) -> dict[str, Any]:
    properties = {field.name: _or_nothing(column_type(field), field) for field in table.columns}
    return _whole(properties, optional=table.admins)


def _or_nothing(kind: dict[str, Any], field: AnyField) -> dict[str, Any]:
    return {"anyOf": [kind, {"type": "null"}]} if field.null and kind else kind


def _program() -> dict[str, Any]:
    return _whole(
        {"name": _TEXT, "slug": _TEXT, "language": _TEXT, "time_zone": _TEXT, "paper": _TEXT}
        | {"two_factor_for_staff": {"type": "boolean"}}
    )


def _listed() -> dict[str, Any]:
    return {"file": _TEXT, "rows": _COUNT, "bytes": _COUNT, "sha256": _SHA256}


def _whole(properties: dict[str, Any], *, optional: Any = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _names() -> list[str]:
    return [table.name for table in TABLES.values()]
