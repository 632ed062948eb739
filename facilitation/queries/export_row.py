"""One row of an export as it is written: every value as JSON knows it, and nothing in it that opens something."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, JSONField

from facilitation.queries.export_table import SECRETS, AnyField


def row_line(columns: Sequence[AnyField], values: Iterable[Any]) -> str:
    """A row as one line of JSON, its columns in their order."""
    row = {field.name: _kept(field, value) for field, value in zip(columns, values, strict=True)}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_as_text) + "\n"


def moment_text(moment: datetime) -> str:
    """A moment in universal time."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def number_key(field: AnyField, value: Any) -> Any:
    """A key that is a number names its table, so that whoever brings it in finds it."""
    target = field.target_field if isinstance(field, ForeignKey) else field
    if value is None or target.get_internal_type() != "BigAutoField":
        return value
    return f"{target.model._meta.db_table}:{value}"


def _kept(field: AnyField, value: Any) -> Any:
    if isinstance(field, JSONField) and isinstance(value, dict):
        return {name: part for name, part in value.items() if name not in SECRETS}
    return number_key(field, value)


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"An export knows no {type(value).__name__}.")
