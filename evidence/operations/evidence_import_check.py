"""Staging the data points of a table: each one new, changed, the same, with nothing in it, or with a problem."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Count

from evidence.engine.evidence_import import CheckedPoint, Reading
from evidence.engine.evidence_import_figures import NOTHING
from evidence.engine.evidence_import_names import ALL_SCHOOLS, ALL_STUDENTS, names_of
from evidence.models import EvidenceImport, EvidenceImportRow, EvidenceImportRowState, EvidenceImportState
from evidence.operations.data_point import OLDEST
from evidence.queries.evidence_import_names import (
    counted_indicators,
    district_school_names,
    indicator_names,
    schools_elsewhere,
    student_group_names,
)
from ilc.tables.refusals import TableRefused
from ilc.tenancy.scope import bound_program_id

JOIN_WHOLE_TABLES: Final = "SET LOCAL enable_nestloop = off"
"""For the rest of a transaction over a whole table: what was just staged is in no statistics yet, and row by row
PostgreSQL would read everything once for each data point."""

# COPY does not go into a table with policies, so that rows are staged in one that only this transaction sees.
_STAGE_TABLE: Final = """
    CREATE TEMPORARY TABLE IF NOT EXISTS evidence_stage (line int, "column" int, empty bool, indicator uuid, "on" date,
        school uuid, "group" uuid, kind text, value float8, numerator int, denominator int, counts int[], words text,
        note text, problems text) ON COMMIT DROP;
    TRUNCATE evidence_stage
"""
# What stands already: one data point for an indicator, day, school and group; of what was seen and of words the one
# that says the same. An empty note says nothing about the note that stands.
_STAGE: Final = """
    INSERT INTO evidence_import_row
        (program_id, evidence_import, line, "column", state, indicator, "on", school, "group", kind, value,
        numerator, denominator, counts, words, note, problems, point, version, was)
    SELECT %(program)s, %(import)s, r.line, r."column",
        CASE WHEN r.problems <> '[]' THEN 'problem'
             WHEN r.empty THEN 'nothing'
             WHEN r.stands IS NULL THEN 'new'
             WHEN r.was = '{}' THEN 'same'
             ELSE 'changed' END,
        r.indicator, r."on", r.school, r."group", r.kind, r.value, r.numerator, r.denominator, r.counts, r.words,
        r.note, r.problems::jsonb, coalesce(r.stands, uuidv7()), r.version, r.was
    FROM (SELECT r.*, p.id AS stands, p.version, CASE WHEN p.id IS NOT NULL THEN (
        CASE WHEN p.value IS DISTINCT FROM r.value THEN jsonb_build_object('value', p.value) ELSE '{}' END
        || CASE WHEN p.numerator IS DISTINCT FROM r.numerator
            THEN jsonb_build_object('numerator', p.numerator) ELSE '{}' END
        || CASE WHEN p.denominator IS DISTINCT FROM r.denominator AND (r.kind <> 'value' OR r.denominator IS NOT NULL)
            THEN jsonb_build_object('denominator', p.denominator) ELSE '{}' END
        || CASE WHEN p.counts IS DISTINCT FROM r.counts THEN jsonb_build_object('counts', p.counts) ELSE '{}' END
        || CASE WHEN r.note <> '' AND p.note <> r.note THEN jsonb_build_object('note', p.note) ELSE '{}' END) END AS was
    FROM evidence_stage r
    LEFT JOIN (
        SELECT DISTINCT ON (indicator_id, "on", school_id, group_id, kind, say.same) *
        FROM data_point, LATERAL (SELECT CASE WHEN kind IN ('yes_no', 'words')
            THEN concat_ws('/', numerator, denominator, words) ELSE '' END AS same) say
        WHERE removed_at IS NULL AND district_id = %(district)s AND indicator_id = ANY(%(indicators)s::uuid[])
    ) p ON p.indicator_id = r.indicator AND p."on" = r."on" AND p.kind = r.kind
        AND coalesce(p.school_id, %(none)s) = coalesce(r.school, %(none)s)
        AND coalesce(p.group_id, %(none)s) = coalesce(r."group", %(none)s)
        AND p.same = CASE WHEN r.kind IN ('yes_no', 'words')
            THEN concat_ws('/', r.numerator, r.denominator, r.words) ELSE '' END
        AND r.problems = '[]' AND NOT r.empty) r
"""
_NO_ID: Final = UUID(int=0)


@dataclass(frozen=True)
class Checking:
    """A table being read: where its copy is, whose it is, and how its cells are read."""

    import_pk: UUID
    file: str
    district: UUID
    rows: int
    reading: Reading


def begin_check(import_pk: UUID, *, today: date) -> Checking | None:
    """Begin reading a table from its start. None when it is not to be read any more."""
    checking = EvidenceImport.objects.select_for_update().filter(state=EvidenceImportState.CHECKING)
    found = checking.filter(pk=import_pk).first()
    if found is None:
        return None
    EvidenceImportRow.objects.filter(evidence_import=found.pk).delete()
    options = found.options
    reading = Reading(
        columns=found.columns,
        headers=options["headers"],
        indicators=names_of(indicator_names(found.placemat)),
        schools=names_of(district_school_names(found.district_id), everything=ALL_SCHOOLS),
        groups=names_of(student_group_names(), everything=ALL_STUDENTS),
        elsewhere=names_of(schools_elsewhere(found.district_id)),
        counted=counted_indicators(found.placemat),
        earliest=today - OLDEST,
        latest=today,
        indicator=options["indicator"] or None,
        day=date.fromisoformat(options["day"]) if options["day"] else None,
        decimal_comma=options["decimal_comma"],
        day_first=options["day_first"],
        day_zero=date.fromisoformat(options["day_zero"]),
        fill_down=options["fill_down"],
    )
    return Checking(found.pk, found.file, found.district_id, found.rows_total, reading)


def stage_points(checking: Checking, points: Sequence[CheckedPoint], *, rows: int) -> bool:
    """Stage some data points beside what stands. False when the table was stopped meanwhile.

    `rows` says how many rows of the table they come from. Six SQL statements.
    """
    imports = EvidenceImport.objects.select_for_update().filter(
        pk=checking.import_pk, state=EvidenceImportState.CHECKING
    )
    found = imports.only("rows_read").first()
    if found is None:
        return False
    own: dict[str, Any] = {
        "program": bound_program_id(),
        "import": checking.import_pk,
        "district": checking.district,
        "indicators": list(checking.reading.counted),
        "none": _NO_ID,
    }
    with connection.cursor() as cursor:
        cursor.execute(JOIN_WHOLE_TABLES)
        cursor.execute(_STAGE_TABLE)
        with cursor.copy("COPY evidence_stage FROM STDIN") as copy:
            for point in points:
                copy.write_row(_stage_columns(point))
        cursor.execute(_STAGE, own)
    imports.update(rows_read=found.rows_read + rows)
    return True


def end_check(checking: Checking) -> None:
    """All data points are staged: count them."""
    counts = dict.fromkeys(EvidenceImportRowState.values, 0)
    staged = EvidenceImportRow.objects.filter(evidence_import=checking.import_pk)
    counts |= dict(staged.values_list("state").annotate(rows=Count("pk")).order_by())
    EvidenceImport.objects.filter(pk=checking.import_pk).update(
        counts=counts, rows_read=checking.rows, state=EvidenceImportState.CHECKED
    )


def refuse_check(checking: Checking, refusal: TableRefused) -> None:
    """The table turned out to hold too much: keep nothing of it but the reason."""
    EvidenceImportRow.objects.filter(evidence_import=checking.import_pk).delete()
    trouble = json.dumps({"code": refusal.code, "values": refusal.values})
    stopped = EvidenceImport.objects.filter(pk=checking.import_pk)
    stopped.update(state=EvidenceImportState.STOPPED, trouble=trouble, rows_read=0)


def days_brought(import_pk: UUID) -> list[tuple[UUID, date]]:
    """The days of indicators that a table's new and changed rows tell about, but for those that stay. One SQL query."""
    rows = EvidenceImportRow.objects.filter(evidence_import=import_pk, state__in=("new", "changed"), problems=[])
    return [(pk, on) for pk, on in rows.values_list("indicator", "on").distinct() if pk and on]


def _stage_columns(point: CheckedPoint) -> tuple[Any, ...]:
    """A data point as the staging table takes it."""
    figures, problems = point.figures, point.problems
    return (
        point.line,
        point.column,
        figures == NOTHING,
        point.indicator,
        point.on,
        point.school,
        point.group,
        point.kind,
        figures.value,
        figures.numerator,
        figures.denominator,
        list(figures.counts) if figures.counts is not None else None,
        figures.words,
        point.note,
        json.dumps(problems) if problems else "[]",
    )
