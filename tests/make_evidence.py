"""Measures, plans and data points for tests. Call inside a program's scope."""

from datetime import date
from typing import Any

from django.utils import timezone

from collectives.models import Participant, School
from evidence.models import About, DataPoint, HowOften, Measure, MeasureKind, PlanLine, StudentGroup
from inquiry.models import Indicator


def make_measure(
    indicator: Indicator, kind: str = MeasureKind.SHARE, *, by: Participant, about: str = About.STUDENTS, **fields: Any
) -> Measure:
    """How an indicator is counted: a share of students unless told otherwise."""
    return Measure.objects.create(
        indicator=indicator, kind=kind, about=about, set_by=by, set_at=timezone.now(), **fields
    )


def make_group(name: str, *, kind: str = "Grade") -> StudentGroup:
    """A student group, after those of its kind."""
    position = StudentGroup.objects.filter(kind=kind).count() + 1
    return StudentGroup.objects.create(kind=kind, name=name, position=position)


def make_plan_line(indicator: Indicator, participant: Participant, *, first_due: date, **fields: Any) -> PlanLine:
    """That this participant brings the indicator's data points, every month unless told otherwise."""
    fields.setdefault("how_often", HowOften.MONTHLY)
    return PlanLine.objects.create(
        indicator=indicator,
        participant=participant,
        first_due=first_due,
        made_by=participant,
        made_at=timezone.now(),
        **fields,
    )


def make_data_point(
    indicator: Indicator, *, by: Participant, on: date, school: School | None = None, **figures: Any
) -> DataPoint:
    """A data point of a school, else of the district of whoever brings it. Its kind is told by its figures."""
    figures.setdefault("kind", _kind(figures))
    district = school.district_id if school else by.school.district_id if by.school else by.district_id
    return DataPoint.objects.create(
        indicator=indicator,
        on=on,
        school=school,
        district_id=district,
        brought_by=by,
        brought_at=timezone.now(),
        **figures,
    )


def _kind(figures: dict[str, Any]) -> str:
    if "numerator" in figures:
        return MeasureKind.SHARE
    if "counts" in figures:
        return MeasureKind.SCALE
    return MeasureKind.WORDS if "words" in figures else MeasureKind.VALUE
