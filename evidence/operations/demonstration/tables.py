"""A table that somebody of a demonstration program brought in before the year's own figures began."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from collectives.models import Collective, Participant, School
from evidence.engine.evidence_import import RowReader
from evidence.models import EvidenceImport
from evidence.operations.demonstration.figures import indicator_at
from evidence.operations.evidence_import import choose_columns, start_bringing_in, upload_evidence
from evidence.operations.evidence_import_bring_in import bring_in
from evidence.operations.evidence_import_check import begin_check, end_check, stage_points
from evidence.permissions.data_point import own_district
from ilc.tables.opening import open_table
from ilc.tables.seen import RowsSeen
from ilc.tables.writing import write_csv
from inquiry.models import Placemat


def make_tables(collectives: Mapping[str, Collective], entries: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Bring in a table for each entry, by a member whose district has schools; rows that need a look stay out."""
    for entry in entries:
        collective = collectives[entry["collective"]]
        placemat = Placemat.objects.get(cycle__collective=collective, cycle__closed_at=None, leader=None)
        by = _bringer(collective)
        at = now - timedelta(days=entry["days_ago"])
        content = b"".join(write_csv(_rows(entry, by, now=at)))
        one = upload_evidence(placemat, file=io.BytesIO(content), file_name=entry["file_name"], by=by, now=at)
        choose_columns(
            one,
            columns=one.columns,
            indicator=indicator_at(placemat, entry["at"]).pk,
            day=None,
            decimal_comma=False,
            day_first=False,
            fill_down=False,
            now=at,
        )
        _check(one, content, now=at)
        start_bringing_in(one, leave_out_problems=True, by=by, now=at)
        bring_in(one.pk, progress=lambda _line: None)


def _bringer(collective: Collective) -> Participant:
    """The first member whose district has schools."""
    seats = collective.seats.filter(left_at=None).select_related("participant__school", "participant__district")
    people = [seat.participant for seat in seats.order_by("number")]
    return next(one for one in people if School.objects.filter(district=own_district(one)).exists())


def _rows(entry: Mapping[str, Any], by: Participant, *, now: datetime) -> list[list[str]]:
    schools = School.objects.filter(district=own_district(by)).order_by("name").values_list("name", flat=True)
    rows = [list(entry["headers"])]
    for months, figures in entry["figures"].items():
        day = (now - relativedelta(months=int(months))).date().replace(day=15).isoformat()
        rows += [[day, school, figure] for school, figure in zip(schools, figures, strict=False)]
    return rows


def _check(one: EvidenceImport, content: bytes, *, now: datetime) -> None:
    """What the worker does, in the scope that is open."""
    checking = begin_check(one.pk, today=now.date())
    if checking is None:
        return
    reader = RowReader(checking.reading, RowsSeen(1000))
    rows = list(open_table(io.BytesIO(content)))
    stage_points(checking, [point for row in rows for point in reader.read(row)], rows=len(rows))
    end_check(checking)
