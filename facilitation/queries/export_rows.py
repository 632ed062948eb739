"""The rows that somebody takes along: what they may see, and nothing that hangs on what they may not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When

from collectives.models import Collective, Participant
from facilitation.queries.export_table import AnyField, ExportTable, Reach
from facilitation.queries.export_tables import TABLES

ROWS_AT_ONCE: Final = 5_000


@dataclass(frozen=True)
class ExportScope:
    """What is taken along: a whole program, one collective, or else every collective that the exporter sees."""

    exporter: Participant
    whole: bool = False
    collective: UUID | None = None


def tables_of(scope: ExportScope) -> list[ExportTable]:
    """The tables of an export, those that others refer to first."""
    return [table for table in TABLES.values() if scope.whole or table.reach is not Reach.PROGRAM]


def columns_of(table: ExportTable, scope: ExportScope) -> list[AnyField]:
    """The columns that go along."""
    return [field for field in table.columns if scope.whole or field.name not in table.admins]


def rows_of(table: ExportTable, scope: ExportScope) -> QuerySet[Any]:
    """The rows that go along. Of tables that are only referred to: all, of which the caller takes those it met."""
    rows = table.rows(scope.exporter) if table.rows else table.model._default_manager.all()
    if table.model is Collective and scope.collective:
        rows = rows.filter(pk=scope.collective)
    for key in table.keys:
        target = TABLES[key.related_model]
        if target is table or _is_open(target, scope) or (key.null and key.name not in table.needs):
            continue
        inside = Q(**{f"{key.name}__in": rows_of(target, scope).order_by().values("pk")})
        may_be_empty = key.null and (scope.whole or key.name != table.hangs_on)
        rows = rows.filter(inside | Q(**{f"{key.name}__isnull": True}) if may_be_empty else inside)
    return rows


def read_rows(
    table: ExportTable, scope: ExportScope, *, after: Any = None, only: Iterable[Any] | None = None
) -> list[tuple[Any, ...]]:
    """Some of the rows, in the order of their ids: the id and then each column. One SQL query.

    `after`: the id of the last row that was read. `only`: no others than these.
    """
    rows = rows_of(table, scope).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    if only is not None:
        rows = rows.filter(pk__in=only)
    wanted = [_value(table, field, scope) for field in columns_of(table, scope)]
    return list(rows.values_list("pk", *wanted)[:ROWS_AT_ONCE])


def _is_open(table: ExportTable, scope: ExportScope) -> bool:
    return table.reach is Reach.REFERRED or (scope.whole and not table.rows and not table.keys)


def _value(table: ExportTable, field: AnyField, scope: ExportScope) -> Any:
    """What is read of a column: a reference to a row that stays behind is read as empty."""
    if field not in table.keys or not field.null or field.name in table.needs:
        return F(field.attname)
    target = TABLES[field.related_model]
    if _is_open(target, scope):
        return F(field.attname)
    if target.reach is Reach.PROGRAM and not scope.whole:
        return Value(None, output_field=field.target_field)
    inside = Q(**{f"{field.name}__in": rows_of(target, scope).order_by().values("pk")})
    return Case(When(inside, then=F(field.attname)), default=None, output_field=field.target_field)
