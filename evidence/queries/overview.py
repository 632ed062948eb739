"""How evidence comes in across the collectives that program staff looks after. It counts data points, not children."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet

from collectives.models import Collective, Participant, Region
from collectives.permissions.collective import overseen_collectives
from collectives.permissions.program import is_admin, regions_coordinated_by
from evidence.queries.rollup import BroughtRow, brought_by_collective, brought_by_region
from inquiry.models import IndicatorKind

MONTHS = 6


@dataclass(frozen=True)
class MonthCell:
    """The data points that tell about one month."""

    month: date
    leading: int
    lagging: int

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return self.leading > 0 or self.lagging > 0


@dataclass(frozen=True)
class BroughtLine:
    """A region or a collective, month by month, the oldest first. `about`: the collective's theme."""

    pk: UUID
    name: str
    about: str
    months: Sequence[MonthCell]


def last_months(today: date) -> list[date]:
    """The first days of this month and of the five before it, the oldest first."""
    return [today.replace(day=1) - relativedelta(months=back) for back in reversed(range(MONTHS))]


def overview_collectives(participant: Participant) -> QuerySet[Collective, Any]:
    """The open collectives that one looks after, by name; for a page of a list."""
    return overseen_collectives(participant).filter(closed_at=None).select_related("theme").order_by("name")


def collective_lines(collectives: Iterable[Collective], *, today: date) -> list[BroughtLine]:
    """A line for each of these collectives. One SQL query."""
    shown, months = list(collectives), last_months(today)
    rows = brought_by_collective([one.pk for one in shown], since=months[0], until=_end(today))
    cells = _cells(rows)
    return [BroughtLine(one.pk, one.name, one.theme.name, _line(one.pk, months, cells)) for one in shown]


def region_lines(participant: Participant, *, today: date) -> list[BroughtLine]:
    """A line for each region one looks after: an admin all, a coordinator their own. Two SQL queries."""
    regions = Region.objects.order_by("name")
    if not is_admin(participant):
        regions = regions.filter(pk__in=regions_coordinated_by(participant))
    months = last_months(today)
    cells = _cells(brought_by_region(since=months[0], until=_end(today)))
    return [BroughtLine(region.pk, region.name, "", _line(region.pk, months, cells)) for region in regions]


def _end(today: date) -> date:
    return today.replace(day=1) + relativedelta(months=1, days=-1)


def _cells(rows: Iterable[BroughtRow]) -> Mapping[tuple[UUID, date, str], int]:
    return {(row.of, row.month, row.kind): row.points for row in rows}


def _line(pk: UUID, months: Sequence[date], cells: Mapping[tuple[UUID, date, str], int]) -> tuple[MonthCell, ...]:
    kinds = (IndicatorKind.LEADING, IndicatorKind.LAGGING)
    return tuple(MonthCell(month, *(cells.get((pk, month, kind), 0) for kind in kinds)) for month in months)
