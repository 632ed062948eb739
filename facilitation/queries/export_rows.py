"""The rows that somebody takes along: what they may see, and nothing that hangs on what they may not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When

from collectives.models import Collective, Participant
from facilitation.queries.export_table import AnyField, ExportTable, Reach
from facilitation.queries.export_tables import TABLES

ROWS_AT_ONCE: Final = 5_000


@dataclass(frozen=True)
class ExportScope:
    """What is taken along: a whole program, one collective, or else every collective that the exporter sees.

    `known` keeps the queries of tables, which others are made of.
    """

    exporter: Participant
    whole: bool = False
    collective: UUID | None = None
    known: dict[str, QuerySet[Any]] = field(default_factory=dict, compare=False, repr=False)


def find_exporter(participant: Participant) -> Participant:
    """The same person with their place and the rights they hold, so that no table asks for them anew. Two queries."""
    people = Participant.objects.select_related("school", "district").prefetch_related("grants")
    return people.get(pk=participant.pk)


def tables_of(scope: ExportScope) -> list[ExportTable]:
    """The tables of an export, those that others refer to first."""
    return [table for table in TABLES.values() if scope.whole or table.reach is not Reach.PROGRAM]


def columns_of(table: ExportTable, scope: ExportScope) -> list[AnyField]:
    """The columns that go along."""
    return [column for column in table.columns if scope.whole or column.name not in table.admins]


def rows_of(table: ExportTable, scope: ExportScope) -> QuerySet[Any]:
    """The rows that go along. Of tables that are only referred to: all, of which the caller takes those it met."""
    if table.name not in scope.known:
        scope.known[table.name] = _rows_of(table, scope)
    return scope.known[table.name].all()


def _rows_of(table: ExportTable, scope: ExportScope) -> QuerySet[Any]:
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


def part_ends(table: ExportTable, *, after: Any) -> Any:
    """The last id of the next ROWS_AT_ONCE rows of a table, seen by the exporter or not; None when fewer are left.

    One SQL query, of the key alone: so each part costs the same, wherever it lies.
    """
    rows = table.model._default_manager.order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return next(iter(rows.values_list("pk", flat=True)[ROWS_AT_ONCE - 1 : ROWS_AT_ONCE]), None)


def read_rows(
    table: ExportTable, scope: ExportScope, *, after: Any = None, until: Any = None, only: Iterable[Any] | None = None
) -> list[tuple[Any, ...]]:
    """Some of the rows, in the order of their ids: the id and then each column. One SQL query.

    `after`: the id where the part before ended. `until`: where this one does. `only`: no others than these.
    """
    rows = rows_of(table, scope).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    if until is not None:
        rows = rows.filter(pk__lte=until)
    if only is not None:
        rows = rows.filter(pk__in=only)
    wanted = [_value(table, column, scope) for column in columns_of(table, scope)]
    return list(rows.values_list("pk", *wanted))


def _is_open(table: ExportTable, scope: ExportScope) -> bool:
    return table.reach is Reach.REFERRED or (scope.whole and not table.rows and not table.keys)


def _value(table: ExportTable, column: AnyField, scope: ExportScope) -> Any:
    """What is read of a column: a reference to a row that stays behind is read as empty."""
    if column not in table.keys or not column.null or column.name in table.needs:
        return F(column.attname)
    target = TABLES[column.related_model]
    if _is_open(target, scope):
        return F(column.attname)
    if target.reach is Reach.PROGRAM and not scope.whole:
        return Value(None, output_field=column.target_field)
    inside = Q(**{f"{column.name}__in": rows_of(target, scope).order_by().values("pk")})
    return Case(When(inside, then=F(column.attname)), default=None, output_field=column.target_field)
