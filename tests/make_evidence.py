"""Measures, plans and data points for tests. Call inside a program's scope."""

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from collectives.models import Participant, School
from evidence.models import (
    About,
    Attachment,
    Confirmation,
    DataPoint,
    HowOften,
    Measure,
    MeasureKind,
    PlanLine,
    StudentGroup,
)
from ilc.tenancy.scope import bound_program_id
from inquiry.models import Indicator
from tests.make_upload import picture


def make_measure(
    indicator: Indicator, kind: str = MeasureKind.SHARE, *, by: Participant, about: str = About.STUDENTS, **fields: Any
) -> Measure:
    """How an indicator is counted: a share of students unless told otherwise."""
    return Measure.objects.create(
        indicator=indicator, kind=kind, about=about, set_by=by, set_at=timezone.now(), **fields
    )


def make_confirmation(indicator: Indicator, *, by: Participant, **fields: Any) -> Confirmation:
    """That an indicator, as it reads now, is about things."""
    said = {"text": indicator.text, "unit": indicator.unit} | fields
    return Confirmation.objects.create(indicator=indicator, by=by, at=timezone.now(), **said)


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


def make_attachment(
    indicator: Indicator, *, by: Participant, caption: str = "Work of the group", shared: bool = False, **fields: Any
) -> Attachment:
    """A picture that was checked, with its files, unless told otherwise."""
    fields.setdefault("kind", Attachment.Kind.FILE)
    fields.setdefault("state", Attachment.State.CHECKED)
    if fields["kind"] == Attachment.Kind.FILE and fields["state"] == Attachment.State.CHECKED:
        data = picture("JPEG", (40, 30))
        key = default_storage.save(f"p{bound_program_id()}/attachments/{uuid4().hex}", ContentFile(data))
        fields = {
            "name": "work.jpg", "content_type": "image/jpeg", "size": len(data), "sha256": sha256(data).hexdigest(),
            "width": 40, "height": 30, "file": key, "preview": key,
        } | fields  # fmt: skip
    made = Attachment.objects.create(
        indicator=indicator,
        district_id=by.school.district_id if by.school else by.district_id,
        caption=caption,
        lang="en",
        brought_by=by,
        brought_at=timezone.now(),
        shared_at=timezone.now() if shared else None,
        **fields,
    )
    made.refresh_from_db(fields=["pk"])
    return made


def _kind(figures: dict[str, Any]) -> str:
    if "numerator" in figures:
        return MeasureKind.SHARE
    if "counts" in figures:
        return MeasureKind.SCALE
    return MeasureKind.WORDS if "words" in figures else MeasureKind.VALUE
