"""Saying who brings which evidence, how often, from where, by when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, School
from evidence.models import PlanLine
from evidence.permissions.data_point import own_district
from ilc.errors import Refused
from inquiry.models import Indicator
from inquiry.permissions.placemat import placemat_writers


class CannotBring(Refused):
    """Nobody brings evidence but those who write the placemat, and only of their own district."""


class PlannedAlready(Refused):
    """The same person brings the same from there already."""


class IndicatorGone(Refused):
    """The indicator was taken away."""


@dataclass(frozen=True)
class Promise:
    """What somebody brings: of a school, or of their whole district (without one)."""

    participant: Participant
    school: School | None
    how_often: str
    source: str
    first_due: date
    until: date | None


@transaction.atomic
def add_plan_line(indicator: Indicator, promise: Promise, *, by: Participant, now: datetime) -> PlanLine:
    """Plan one more. Raises CannotBring, PlannedAlready, IndicatorGone."""
    _check(indicator, promise)
    return PlanLine.objects.create(
        indicator=indicator,
        participant=promise.participant,
        school=promise.school,
        how_often=promise.how_often,
        source=promise.source,
        first_due=promise.first_due,
        until=promise.until,
        made_by=by,
        made_at=now,
    )


@transaction.atomic
def change_plan_line(line: PlanLine, promise: Promise, *, by: Participant, now: datetime) -> PlanLine:
    """End a line and plan another in its place; the same again changes nothing.

    Raises what add_plan_line() does; then the line stays as it was.
    """
    held = _hold(line)
    if held.ended_at is None and _says(held) == promise:
        return held
    end_plan_line(held, by=by, now=now)
    return add_plan_line(held.indicator, promise, by=by, now=now)


@transaction.atomic
def end_plan_line(line: PlanLine, *, by: Participant, now: datetime) -> None:
    """End it: nothing is due from it any more, what was brought stays. A second time changes nothing."""
    held = _hold(line)
    if held.ended_at is None:
        held.ended_at, held.ended_by = now, by
        held.save(update_fields=["ended_at", "ended_by"])


@transaction.atomic
def reopen_plan_line(line: PlanLine, *, by: Participant, now: datetime) -> None:
    """Let an ended line go on. A second time changes nothing. Raises PlannedAlready, CannotBring, IndicatorGone."""
    held = _hold(line)
    if held.ended_at is not None:
        _check(held.indicator, _says(held))
        held.ended_at, held.ended_by = None, None
        held.save(update_fields=["ended_at", "ended_by"])


def _hold(line: PlanLine) -> PlanLine:
    rows = PlanLine.objects.select_for_update(of=("self",)).select_related("indicator", "participant", "school")
    return rows.get(pk=line.pk)


def _says(line: PlanLine) -> Promise:
    return Promise(line.participant, line.school, line.how_often, line.source, line.first_due, line.until)


def _check(indicator: Indicator, promise: Promise) -> None:
    held = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)  # two people may press at once
    if held.removed_at is not None:
        raise IndicatorGone(_("This indicator was taken away meanwhile. Bring it back on the placemat first."))
    _check_bringer(indicator, promise)
    same = {"indicator": indicator, "participant": promise.participant, "school": promise.school, "ended_at": None}
    if PlanLine.objects.filter(**same).exists():
        raise PlannedAlready(
            _("%(name)s brings this from there already. Change that line, or choose another place.")
            % {"name": promise.participant.name}
        )


def _check_bringer(indicator: Indicator, promise: Promise) -> None:
    name = promise.participant.name
    if promise.participant.pk not in placemat_writers(indicator.placemat):
        raise CannotBring(_("%(name)s does not write this placemat. Choose one of its people.") % {"name": name})
    district = own_district(promise.participant)
    if district is None:
        raise CannotBring(
            _("%(name)s has no school or district yet. A program admin can add it on the page of participants.")
            % {"name": name}
        )
    if promise.school is not None and promise.school.district_id != district:
        raise CannotBring(
            _("%(school)s is not in the district of %(name)s: full figures stay within their district.")
            % {"school": promise.school.name, "name": name}
        )
