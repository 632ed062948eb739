"""Bringing, correcting, taking away and bringing back a data point."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from collectives.models import District, Participant, School
from evidence.engine.figures import Figures
from evidence.engine.personal import Finding, find_personal
from evidence.models import DataPoint, DataPointChange, Measure, MeasureKind, PlanLine, StudentGroup
from evidence.operations.release import release_days
from evidence.permissions.data_point import own_district
from ilc.errors import Refused
from inquiry.models import Indicator

OLDEST: Final = timedelta(days=3653)
FIGURES: Final = ("value", "numerator", "denominator", "counts", "words")
What = DataPointChange.What


class NotOfYourDistrict(Refused):
    """Data points are brought of one's own district and its schools, by people who have one."""


class FigureStands(Refused):
    """There is a figure of this place, group and day already: `standing` is the data point."""

    def __init__(self, reason: str, standing: UUID) -> None:
        super().__init__(reason)
        self.standing = standing


class NotOfItsKind(Refused):
    """The figures are not those of the indicator's measure."""


class WrongDay(Refused):
    """The day lies ahead, or too far back."""


class IndicatorOver(Refused):
    """The indicator was taken away, or its cycle is over."""


class PointChanged(Refused):
    """Somebody else changed the data point meanwhile."""


class PersonalData(Refused):
    """What was written names somebody. `field` is where, `found` what was recognised there."""

    def __init__(self, reason: str, field: str, found: Sequence[Finding]) -> None:
        super().__init__(reason)
        self.field, self.found = field, found


@dataclass(frozen=True)
class Told:
    """One data point as it is brought: of a school or (without) the whole district, of a group or of all."""

    on: date
    figures: Figures
    school: School | None = None
    group: StudentGroup | None = None
    note: str = ""
    source: str = ""


@transaction.atomic
def bring_data_points(
    measure: Measure,
    told: Sequence[Told],
    *,
    by: Participant,
    line: PlanLine | None = None,
    due_on: date | None = None,
    today: date,
    now: datetime,
) -> list[DataPoint]:
    """Bring these, all or none. `line` and `due_on` say what of the evidence plan they fulfil.

    Raises what its refusals above say; nothing is kept then, least of all what names somebody.
    """
    indicator = _open_indicator(measure.indicator_id)
    district = own_district(by)
    if district is None:
        raise NotOfYourDistrict(
            _("You have no school or district yet, and full figures belong to one. A program admin can add it.")
        )
    known = place_names(district)
    points = []
    for one in told:
        _check(measure, one, district=district, today=today)
        refuse_personal({"words": one.figures.words, "note": one.note, "source": one.source}, known)
        points.append(
            DataPoint(
                indicator=indicator,
                kind=measure.kind,
                on=one.on,
                district_id=district,
                school=one.school,
                group=one.group,
                **asdict(one.figures),
                lang=by.reads if one.figures.words else "",
                note=one.note,
                source=one.source,
                plan_line=line,
                due_on=due_on if line else None,
                brought_by=by,
                brought_at=now,
            )
        )
    for point in points:
        _save_new(point)
    release_days(indicator.pk, [point.on for point in points], now=now)
    return points


@transaction.atomic
def correct_data_point(
    point: DataPoint, told: Told, *, why: str, version: int, by: Participant, today: date, now: datetime
) -> DataPoint:
    """Correct it; what it said before is kept, with the reason. The same again changes nothing.

    Place and group stay: a figure of another place is another data point. Raises what bringing raises, and PointChanged
    when it is no longer the version one has read.
    """
    held = _hold(point)
    _open_indicator(held.indicator_id)
    measure = Measure.objects.get(indicator=held.indicator_id)
    _check(measure, told, district=held.district_id, today=today)
    after = {**asdict(told.figures), "on": told.on, "note": told.note, "source": told.source}
    refuse_personal(
        {"words": told.figures.words, "note": told.note, "source": told.source, "why": why},
        place_names(held.district_id),
    )
    if all(getattr(held, name) == value for name, value in after.items()):
        return held
    if held.version != version or held.removed_at is not None:
        raise PointChanged(
            _("Somebody changed this data point meanwhile. It stands as you see it now; correct it again if needed.")
        )
    before = held.on
    was = {name: _plain(getattr(held, name)) for name, value in after.items() if getattr(held, name) != value}
    for name, value in after.items():
        setattr(held, name, value)
    held.version += 1
    _save_again(held, [*after, "version"])
    DataPointChange.objects.create(data_point=held, what=What.CORRECTED, was=was, why=why, by=by, at=now)
    release_days(held.indicator_id, {before, held.on}, now=now)
    return held


@transaction.atomic
def remove_data_point(point: DataPoint, *, why: str = "", by: Participant, now: datetime) -> None:
    """Take it away; it can be brought back. A second time changes nothing."""
    held = _hold(point)
    if held.removed_at is None:
        held.removed_at, held.removed_by, held.version = now, by, held.version + 1
        held.save(update_fields=["removed_at", "removed_by", "version"])
        DataPointChange.objects.create(data_point=held, what=What.REMOVED, why=why, by=by, at=now)
        release_days(held.indicator_id, [held.on], now=now)


@transaction.atomic
def restore_data_point(point: DataPoint, *, by: Participant, now: datetime) -> None:
    """Bring it back. A second time changes nothing.

    Raises FigureStands when another took its place, and NotOfItsKind when the indicator is counted otherwise since.
    """
    held = _hold(point)
    if held.removed_at is not None:
        measure = Measure.objects.get(indicator=held.indicator_id)
        levels = len(held.counts) if held.counts is not None else len(measure.scale)
        if (measure.kind, len(measure.scale)) != (held.kind, levels):
            raise NotOfItsKind(_("This indicator is counted otherwise by now. Enter the figure anew, as it counts."))
        held.removed_at, held.removed_by, held.version = None, None, held.version + 1
        _save_again(held, ["removed_at", "removed_by", "version"])
        DataPointChange.objects.create(data_point=held, what=What.RESTORED, by=by, at=now)
        release_days(held.indicator_id, [held.on], now=now)


def _open_indicator(pk: UUID) -> Indicator:
    indicator = Indicator.objects.select_related("placemat__cycle__collective").get(pk=pk)
    cycle = indicator.placemat.cycle
    if indicator.removed_at or cycle.closed_at or cycle.collective.closed_at:
        raise IndicatorOver(_("This indicator was taken away, or its cycle is over. Nothing more is brought for it."))
    return indicator


def _hold(point: DataPoint) -> DataPoint:
    return (
        DataPoint.objects.select_for_update(of=("self",)).select_related("indicator__placemat__cycle").get(pk=point.pk)
    )


def _check(measure: Measure, told: Told, *, district: UUID, today: date) -> None:
    if told.school is not None and told.school.district_id != district:
        raise NotOfYourDistrict(
            _("%(school)s is not in your district: its figures are brought by somebody who works there.")
            % {"school": told.school.name}
        )
    if told.on > today:
        raise WrongDay(_("That day lies ahead. Which day does it tell about?"))
    if told.on < today - OLDEST:
        raise WrongDay(_("That day is more than ten years ago. Which year is it?"))
    if not _fits(measure, told.figures):
        raise NotOfItsKind(
            _("The figures are not those that this indicator counts. Open the page again, and enter them.")
        )


def _fits(measure: Measure, said: Figures) -> bool:
    filled = {name for name in FIGURES if getattr(said, name) not in (None, "")}
    match measure.kind:
        case MeasureKind.VALUE:
            return filled in ({"value"}, {"value", "denominator"})
        case MeasureKind.SHARE | MeasureKind.YES_NO:
            whole, part = said.denominator, said.numerator
            return filled == {"numerator", "denominator"} and 0 <= (part or 0) <= (whole or 0) and (whole or 0) > 0
        case MeasureKind.SCALE:
            return filled == {"counts"} and len(said.counts or ()) == len(measure.scale) and sum(said.counts or ()) > 0
    return filled == {"words"}


def refuse_personal(written: dict[str, str], known: set[str], *, given: Collection[str] = ()) -> None:
    """Raises PersonalData for the first field whose text names somebody. `known` names are of places.

    `given` are given names of adults, who may be called by them alone: "Amara’s class", not "Amara Jones".
    """
    for field, text in written.items():
        found = find_personal(text, known=known)
        if any(text[one.start : one.end].replace("’", "'").partition("'")[0] not in given for one in found):
            raise PersonalData(
                _("This seems to name somebody. Nothing was kept: leave that out, then save again."),
                field,
                found,
            )


def place_names(district: UUID) -> set[str]:
    """How a district and its schools are called. Two queries."""
    schools = School.objects.filter(district=district).values_list("name", flat=True)
    return {*schools, *District.objects.filter(pk=district).values_list("name", flat=True)}


def _save_new(point: DataPoint) -> None:
    try:
        with transaction.atomic():
            point.save(force_insert=True)
    except IntegrityError as error:
        _refuse_standing(point, error)


def _save_again(point: DataPoint, fields: list[str]) -> None:
    try:
        with transaction.atomic():
            point.save(update_fields=fields)
    except IntegrityError as error:
        _refuse_standing(point, error)


def _refuse_standing(point: DataPoint, error: IntegrityError) -> None:
    if "data_point_once" not in str(error):
        raise error
    same = {name: getattr(point, name) for name in ("indicator", "on", "district", "school", "group")}
    standing = DataPoint.objects.filter(**same, removed_at=None).exclude(pk=point.pk).first()
    if standing is None:
        raise error
    raise FigureStands(
        _("There is a figure of this place and this day already. Correct that one, or choose another day."), standing.pk
    ) from error


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
