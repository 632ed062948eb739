"""Bringing in the data points of a table that was looked at: all of them or none."""

import json
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from evidence.models import EvidenceImport, EvidenceImportRow, EvidenceImportState
from evidence.operations.evidence_import_check import JOIN_WHOLE_TABLES, days_brought
from evidence.operations.evidence_import_due import fulfil_plan
from evidence.operations.release import schedule_releases
from ilc.errors import Refused

_PIECE: Final = 10_000  # rows of the table, between two signs of progress

_OF_PIECE: Final = "r.evidence_import = %(import)s AND r.line > %(after)s AND r.line <= %(up_to)s"
_ADD_POINTS: Final = f"""
    INSERT INTO data_point
        (program_id, id, indicator_id, kind, "on", district_id, school_id, group_id, value, numerator, denominator,
        counts, words, lang, note, source, version, evidence_import_id, brought_by_id, brought_at)
    SELECT r.program_id, r.point, r.indicator, r.kind, r."on", %(district)s, r.school, r."group", r.value, r.numerator,
        r.denominator, r.counts, r.words, CASE WHEN r.words <> '' THEN %(lang)s ELSE '' END, r.note, %(file_name)s, 1,
        %(import)s, %(by)s, %(now)s
    FROM evidence_import_row r WHERE r.state = 'new' AND {_OF_PIECE}
"""  # noqa: S608  both texts are ours
_KEEP_FORMER: Final = f"""
    INSERT INTO data_point_change (program_id, data_point_id, what, was, why, by_id, at)
    SELECT r.program_id, r.point, 'corrected', r.was, %(file_name)s, %(by)s, %(now)s
    FROM evidence_import_row r WHERE r.state = 'changed' AND {_OF_PIECE}
"""  # noqa: S608
_CORRECT_POINTS: Final = f"""
    UPDATE data_point p SET value = r.value, numerator = r.numerator, counts = r.counts,
        denominator = CASE WHEN r.kind = 'value' THEN coalesce(r.denominator, p.denominator) ELSE r.denominator END,
        note = CASE WHEN r.note <> '' THEN r.note ELSE p.note END, version = p.version + 1
    FROM evidence_import_row r
    WHERE r.state = 'changed' AND {_OF_PIECE}
        AND p.id = r.point AND p.version = r.version AND p.removed_at IS NULL
"""  # noqa: S608
_COUNTED_OTHERWISE: Final = """
    SELECT EXISTS (
        SELECT FROM (SELECT DISTINCT indicator, kind FROM evidence_import_row
                     WHERE evidence_import = %s AND state IN ('new', 'changed')) r
        LEFT JOIN indicator i ON i.id = r.indicator AND i.removed_at IS NULL
        LEFT JOIN measure m ON m.indicator_id = i.id
        WHERE m.kind IS DISTINCT FROM r.kind)
"""


class PointsChangedMeanwhile(Refused):
    """Some data points, or how they are counted, are not any more as they were when the table was looked at."""


class StoppedMeanwhile(Refused):
    """Somebody stopped it; nothing was brought in."""


def bring_in(import_pk: UUID, *, progress: Callable[[int], None]) -> bool:
    """Bring in the new and changed data points, in the one transaction of the scope.

    False when the table is not to be brought in any more. Raises PointsChangedMeanwhile or StoppedMeanwhile, and then
    nothing was done. `progress` is told the number of the last row that is in.
    """
    found = EvidenceImport.objects.filter(pk=import_pk, state=EvidenceImportState.BRINGING_IN)
    evidence_import = found.select_related("brought_in_by").first()
    if evidence_import is None:
        return False
    try:
        with transaction.atomic():
            _bring_in_everything(evidence_import, progress=progress)
            if not found.update(state=EvidenceImportState.DONE):
                raise StoppedMeanwhile
    except IntegrityError as error:
        raise PointsChangedMeanwhile from error
    return True


def back_to_look(import_pk: UUID) -> None:
    """Nothing was brought in because something changed meanwhile: keep the reason, so that it is looked at again."""
    back = EvidenceImport.objects.filter(pk=import_pk, state=EvidenceImportState.BRINGING_IN)
    back.update(
        state=EvidenceImportState.CHECKED,
        trouble=json.dumps({"code": "points_changed", "values": {}}),
        brought_in_by=None,
        brought_in_at=None,
    )


def _bring_in_everything(one: EvidenceImport, *, progress: Callable[[int], None]) -> None:
    rows = EvidenceImportRow.objects.filter(evidence_import=one.pk).order_by("-line")
    last_line = rows.values_list("line", flat=True).first() or 0
    going_on = EvidenceImport.objects.filter(pk=one.pk, state=EvidenceImportState.BRINGING_IN)
    corrected = 0
    with connection.cursor() as cursor:
        cursor.execute(JOIN_WHOLE_TABLES)
        cursor.execute(_COUNTED_OTHERWISE, [one.pk])
        if cursor.fetchone()[0]:
            raise PointsChangedMeanwhile
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what cannot be kept is known before we say how far we are
        for after in range(0, last_line, _PIECE):
            values: dict[str, Any] = {
                "import": one.pk,
                "district": one.district_id,
                "lang": one.brought_in_by.reads if one.brought_in_by else "",
                "file_name": one.file_name[:200],
                "after": after,
                "up_to": after + _PIECE,
                "by": one.brought_in_by_id,
                "now": one.brought_in_at,
            }
            cursor.execute(_ADD_POINTS, values)
            cursor.execute(_KEEP_FORMER, values)
            cursor.execute(_CORRECT_POINTS, values)
            corrected += cursor.rowcount
            progress(min(after + _PIECE, last_line))
            if not going_on.exists():
                raise StoppedMeanwhile
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    if corrected != one.counts["changed"]:
        raise PointsChangedMeanwhile
    if one.brought_in_at:
        fulfil_plan(one, today=one.brought_in_at.date())
        schedule_releases(days_brought(one.pk), now=one.brought_in_at)
