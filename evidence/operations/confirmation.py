"""Confirming that figures are about things, and taking that back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.models import About, Confirmation, DataPoint, Measure, Release
from evidence.operations.release import schedule_releases
from evidence.queries.confirmation import was_shown_as_it_is
from ilc.errors import Refused
from inquiry.models import Indicator


class NotAboutThings(Refused):
    """The indicator is not counted as being about things: there is nothing to confirm."""


class NothingConfirmed(Refused):
    """There is no confirmation to take back."""


class WhyNeeded(Refused):
    """Figures were shown as they are: taking it back needs a reason that people can read."""


@transaction.atomic
def confirm_things(indicator: Indicator, *, by: Participant, now: datetime) -> Confirmation:
    """From now on its figures are shown as they are, those brought before within minutes. Raises NotAboutThings.

    What stands already for the indicator's words of today stays; one for other words makes room.
    """
    measure = Measure.objects.select_for_update().filter(indicator=indicator, about=About.THINGS).first()
    if measure is None:
        raise NotAboutThings(_("This indicator is not counted as being about things, so there is nothing to confirm."))
    indicator.refresh_from_db(fields=["text", "unit"])
    standing = Confirmation.objects.filter(indicator=indicator, taken_back_at=None).first()
    if standing is not None and (standing.text, standing.unit) == (indicator.text, indicator.unit):
        return standing
    end_confirmation(indicator.pk, by=by, now=now)
    _release_all(indicator, now=now)
    return Confirmation.objects.create(indicator=indicator, text=indicator.text, unit=indicator.unit, by=by, at=now)


@transaction.atomic
def take_back_confirmation(indicator: Indicator, *, why: str, by: Participant, now: datetime) -> None:
    """Its small figures are protected again. Raises NothingConfirmed, and WhyNeeded once something was shown."""
    Measure.objects.select_for_update().filter(indicator=indicator).first()
    if was_shown_as_it_is(indicator) and not why.strip():
        raise WhyNeeded(_("Figures were shown already, and people may remember them. Say why this is taken back."))
    if not end_confirmation(indicator.pk, why=why.strip(), by=by, now=now):
        raise NothingConfirmed(_("Nothing is confirmed here any more. Somebody may have been faster."))
    _release_all(indicator, now=now)


def end_confirmation(indicator: UUID, *, why: str = "", by: Participant, now: datetime) -> bool:
    """End what stands; whether something stood."""
    standing = Confirmation.objects.filter(indicator=indicator, taken_back_at=None)
    return bool(standing.update(taken_back_by=by, taken_back_at=now, why=why))


def _release_all(indicator: Indicator, *, now: datetime) -> None:
    """Have every day of it released anew. Three SQL statements."""
    days = {
        day
        for model in (DataPoint, Release)
        for day in model.objects.filter(indicator=indicator).order_by().values_list("on", flat=True).distinct()
    }
    schedule_releases([(indicator.pk, day) for day in sorted(days)], now=now)
