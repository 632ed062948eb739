"""Saying how an indicator is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.models import DataPoint, Measure
from evidence.operations.confirmation import end_confirmation
from ilc.errors import Refused
from inquiry.models import Indicator


class MeasureInUse(Refused):
    """Data points of the former kind stand; the kind and the scale stay as long as they do."""


@dataclass(frozen=True)
class Counting:
    """How it is counted. `scale` names the levels from lowest to highest, for a scale alone."""

    kind: str
    about: str
    scale: Sequence[str] = ()
    baseline: float | None = None
    target: float | None = None


@transaction.atomic
def set_measure(indicator: Indicator, counting: Counting, *, by: Participant, now: datetime) -> Measure:
    """Say or change how an indicator is counted. Raises MeasureInUse.

    That it is about things is to be confirmed, and anew once it was counted in another way.
    """
    Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)  # two people may press at once
    values = {
        "kind": counting.kind,
        "about": counting.about,
        "scale": list(counting.scale),
        "baseline": counting.baseline,
        "target": counting.target,
    }
    held = Measure.objects.filter(indicator=indicator).first()
    if held is None:
        return Measure.objects.create(indicator=indicator, **values, set_by=by, set_at=now)
    other = (held.kind, held.scale, held.about) != (counting.kind, list(counting.scale), counting.about)
    if other and DataPoint.objects.filter(indicator=indicator, removed_at=None).exists():
        raise MeasureInUse(_("Data points stand for this indicator, so how and about whom it counts stays as it is."))
    if other:
        end_confirmation(indicator.pk, by=by, now=now)
    for name, value in values.items():
        setattr(held, name, value)
    held.set_by, held.set_at = by, now
    held.save()
    return held
