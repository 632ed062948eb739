"""Bringing the counts of data points up to date, and checking them."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from ilc.due import lock_batch
from ilc.tenancy.scope import bound_program_id

ROLLUP: Final = "evidence_rollup"
MERGED_AT_ONCE: Final = 20_000  # rows of the tail
CHECKED_EVERY: Final = timedelta(days=1)

log = logging.getLogger(__name__)

# What a set of (indicator_id, district_id, month, points) comes to for each district and for each collective.
_SUMS: Final = """
    SELECT %(program)s::bigint, c.district_id, y.collective_id, c.month, i.kind, sum(c.points)::bigint AS points
    FROM counted c
    JOIN indicator i ON i.program_id = %(program)s AND i.id = c.indicator_id
    JOIN placemat m ON m.program_id = %(program)s AND m.id = i.placemat_id
    JOIN cycle y ON y.program_id = %(program)s AND y.id = m.cycle_id
    GROUP BY GROUPING SETS ((c.district_id, c.month, i.kind), (y.collective_id, c.month, i.kind))
    HAVING sum(c.points) <> 0
"""
_MERGE: Final = f"""
    WITH taken AS (
        DELETE FROM evidence_tail WHERE id IN (
            SELECT id FROM evidence_tail ORDER BY id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
        ) RETURNING indicator_id, district_id, month, points
    ), counted AS (
        SELECT indicator_id, district_id, month, sum(points) AS points, count(*) AS rows FROM taken GROUP BY 1, 2, 3
    ), added AS (
        INSERT INTO evidence_rollup (program_id, district_id, collective_id, month, kind, points)
        {_SUMS}
        ON CONFLICT (program_id, district_id, collective_id, month, kind)
        DO UPDATE SET points = evidence_rollup.points + excluded.points
    )
    SELECT coalesce(sum(rows), 0) FROM counted
"""  # noqa: S608  both texts are ours
_COUNTED: Final = """
    SELECT indicator_id, district_id, date_trunc('month', "on")::date AS month, count(*) AS points
    FROM data_point WHERE removed_at IS NULL GROUP BY 1, 2, 3
"""
_REBUILD: Final = f"""
    WITH counted AS ({_COUNTED})
    INSERT INTO evidence_rollup (program_id, district_id, collective_id, month, kind, points)
    {_SUMS}
"""
_DIFFERENCES: Final = f"""
    WITH counted AS ({_COUNTED} UNION ALL SELECT indicator_id, district_id, month, -points FROM evidence_tail)
    SELECT count(*) FROM (
        SELECT district_id, collective_id, month, kind, sum(points) FROM (
            SELECT district_id, collective_id, month, kind, points FROM ({_SUMS}) counts
            UNION ALL SELECT district_id, collective_id, month, kind, -points FROM evidence_rollup
        ) both_sides GROUP BY 1, 2, 3, 4 HAVING sum(points) <> 0
    ) apart
"""  # noqa: S608


def merge_tail() -> int:
    """Merge up to MERGED_AT_ONCE rows of the tail into the rollup; how many there were. One SQL statement.

    Two at once take different rows, and wait for each other where both count in the same months. Months that add up
    to nothing go.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_MERGE, {"program": bound_program_id(), "limit": MERGED_AT_ONCE})
        merged: int = cursor.fetchone()[0]
        cursor.execute("DELETE FROM evidence_rollup WHERE points = 0")
    return merged


@transaction.atomic
def rebuild_rollup() -> None:
    """Count the bound program's data points anew. Who writes data points meanwhile waits until it is done."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE evidence_tail IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM evidence_tail")
        cursor.execute("DELETE FROM evidence_rollup")
        cursor.execute(_REBUILD, {"program": bound_program_id()})


def check_rollup(*, now: datetime) -> int:
    """Count again once a day, and compare; how many counts were wrong. Those are logged, and all are counted anew.

    0 when it is not due, or somebody is at it.
    """
    due = lock_batch(ROLLUP, now=now, limit=1)
    if not due:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, {"program": bound_program_id()})
        apart: int = cursor.fetchone()[0]
    if apart:
        log.error("%s counts of data points of program %s were wrong and are counted anew", apart, bound_program_id())
        rebuild_rollup()
    due[0].due_at = now + CHECKED_EVERY
    due[0].save(update_fields=["due_at"])
    return apart
