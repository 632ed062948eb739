"""What a table fulfils of the evidence plan, so that nobody is asked for what came with it."""

from datetime import date, timedelta

from django.db.models import F

from evidence.engine.due import STEPS
from evidence.models import DataPoint, EvidenceImport, PlanLine
from evidence.permissions.data_point import own_district
from evidence.queries.evidence_plan import asked_of, with_brought


def fulfil_plan(one: EvidenceImport, *, today: date) -> None:
    """Mark what the table brought of the places that lines of the plan ask for now.

    The newest data point of the line's place tells about a day since the line was due before; of all students before
    one of a student group. One SQL query, and two for each line that asks for something.
    """
    for line in with_brought(PlanLine.objects.filter(indicator__placemat=one.placemat, ended_at=None)):
        due = asked_of(line, today=today)
        if due is None or own_district(line.participant) != one.district_id:
            continue
        step = STEPS.get(line.how_often)
        since = due - step if step else today - timedelta(days=366)
        points = DataPoint.objects.filter(
            evidence_import=one, indicator=line.indicator_id, school=line.school_id, plan_line=None, on__gt=since
        )
        newest = points.order_by("-on", F("group").asc(nulls_first=True)).values_list("pk", flat=True).first()
        if newest:
            DataPoint.objects.filter(pk=newest).update(plan_line=line.pk, due_on=due)
