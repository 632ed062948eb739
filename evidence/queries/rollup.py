"""How much evidence came in, month by month, from what the database counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection

from ilc.tenancy.scope import bound_program_id

_BY_REGION: Final = """
    SELECT d.region_id, s.month, s.kind, sum(s.points)::bigint FROM (
        SELECT district_id, month, kind, points FROM evidence_rollup
        WHERE district_id IS NOT NULL AND month BETWEEN %(since)s AND %(until)s
        UNION ALL
        SELECT t.district_id, t.month, i.kind, t.points FROM evidence_tail t
        JOIN indicator i ON i.program_id = t.program_id AND i.id = t.indicator_id
        WHERE t.month BETWEEN %(since)s AND %(until)s
    ) s JOIN district d ON d.program_id = %(program)s AND d.id = s.district_id
    GROUP BY 1, 2, 3 HAVING sum(s.points) <> 0 ORDER BY 1, 2, 3
"""
_BY_COLLECTIVE: Final = """
    SELECT s.collective_id, s.month, s.kind, sum(s.points)::bigint FROM (
        SELECT collective_id, month, kind, points FROM evidence_rollup
        WHERE collective_id = ANY(%(collectives)s) AND month BETWEEN %(since)s AND %(until)s
        UNION ALL
        SELECT y.collective_id, t.month, i.kind, t.points FROM evidence_tail t
        JOIN indicator i ON i.program_id = t.program_id AND i.id = t.indicator_id
        JOIN placemat m ON m.program_id = t.program_id AND m.id = i.placemat_id
        JOIN cycle y ON y.program_id = t.program_id AND y.id = m.cycle_id
        WHERE y.collective_id = ANY(%(collectives)s) AND t.month BETWEEN %(since)s AND %(until)s
    ) s GROUP BY 1, 2, 3 HAVING sum(s.points) <> 0 ORDER BY 1, 2, 3
"""


@dataclass(frozen=True)
class BroughtRow:
    """How many data points of a kind (leading or lagging) tell about a month, of one region or one collective."""

    of: UUID
    month: date
    kind: str
    points: int


def brought_by_region(*, since: date, until: date) -> list[BroughtRow]:
    """For each region of the program and each month from `since` to `until`, both days; exact. One SQL query.

    It counts data points, not children: it tells that evidence came in, and nothing of what it says.
    """
    return _rows(_BY_REGION, {"since": since.replace(day=1), "until": until})


def brought_by_collective(collectives: Iterable[UUID], *, since: date, until: date) -> list[BroughtRow]:
    """The same for each of these collectives. One SQL query."""
    return _rows(_BY_COLLECTIVE, {"collectives": list(collectives), "since": since.replace(day=1), "until": until})


def _rows(text: str, values: dict[str, Any]) -> list[BroughtRow]:
    with connection.cursor() as cursor:
        cursor.execute(text, values | {"program": bound_program_id()})
        return [BroughtRow(*row) for row in cursor.fetchall()]
