"""A table of data points from its file to the end, as a member and the worker take it."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from collectives.models import Participant
from evidence.models import DataPoint, DataPointChange, EvidenceImport, EvidenceImportRow
from evidence.operations.evidence_import import choose_columns, start_bringing_in, start_undoing, upload_evidence
from evidence.tasks.evidence_import import bring_in_evidence, check_evidence_import, take_back_evidence
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat

HEADERS = "Indicator,Day,School,Student group,How many,Of how many,Note\n"


def workbook(*rows: Sequence[Any], title: str = "Sheet") -> bytes:
    """A workbook of these rows."""
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def upload(placemat: Placemat, by: Participant, content: str | bytes, name: str = "counts.csv") -> EvidenceImport:
    with program_scope(by.program_id):
        data = content.encode() if isinstance(content, str) else content
        return upload_evidence(placemat, file=io.BytesIO(data), file_name=name, by=by, now=timezone.now())


def check(one: EvidenceImport, *, day: date | None = None, indicator: Any = None, **chosen: Any) -> EvidenceImport:
    with program_scope(one.program_id):
        choose_columns(
            one,
            columns=chosen.get("columns", one.columns),
            indicator=indicator,
            day=day,
            decimal_comma=chosen.get("decimal_comma", one.options["decimal_comma"]),
            day_first=chosen.get("day_first", one.options["day_first"]),
            fill_down=chosen.get("fill_down", False),
            now=timezone.now(),
        )
    check_evidence_import(program_id=one.program_id, import_pk=str(one.pk))
    return reload(one)


def bring(one: EvidenceImport, by: Participant, *, leave_out_problems: bool = False) -> EvidenceImport:
    with program_scope(one.program_id):
        start_bringing_in(one, leave_out_problems=leave_out_problems, by=by, now=timezone.now())
    bring_in_evidence(program_id=one.program_id, import_pk=str(one.pk))
    return reload(one)


def undo(one: EvidenceImport, by: Participant) -> EvidenceImport:
    with program_scope(one.program_id):
        start_undoing(one, by=by, now=timezone.now())
    take_back_evidence(program_id=one.program_id, import_pk=str(one.pk))
    return reload(one)


def reload(one: EvidenceImport) -> EvidenceImport:
    with program_scope(one.program_id):
        return EvidenceImport.objects.get(pk=one.pk)


def rows(one: EvidenceImport) -> list[tuple[int, str, list[str]]]:
    """Line, state and codes of problems."""
    with program_scope(one.program_id):
        staged = EvidenceImportRow.objects.filter(evidence_import=one.pk).order_by("line", "column")
        return [(row.line, row.state, [problem[0] for problem in row.problems]) for row in staged]


def points(one: EvidenceImport) -> list[tuple[str, str | None, str | None, object]]:
    """Day, school, group and figure of every data point that stands, in that order."""
    with program_scope(one.program_id):
        standing = DataPoint.objects.filter(removed_at=None).select_related("school", "group")
        said = [
            (
                point.on.isoformat(),
                point.school and point.school.name,
                point.group and point.group.name,
                (point.numerator, point.denominator)
                if point.kind in {"share", "yes_no"}
                else point.value
                if point.kind == "value"
                else point.counts or point.words,
            )
            for point in standing
        ]
    return sorted(said, key=str)


def changes(one: EvidenceImport) -> list[tuple[str, dict[str, Any], str]]:
    """What became of data points: what, what was before, why."""
    with program_scope(one.program_id):
        return [(change.what, change.was, change.why) for change in DataPointChange.objects.order_by("pk")]
