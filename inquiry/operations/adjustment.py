"""People adjust their theory of action, and say what led to it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.engine.adjustment import AdjustedPart
from inquiry.models import Adjustment, Placemat


class NothingAdjusted(Refused):
    """No part of the theory is named."""


def record_adjustment(
    placemat: Placemat,
    *,
    parts: Sequence[AdjustedPart],
    from_at: datetime,
    to_at: datetime,
    why: str,
    on: date,
    by: Participant,
    now: datetime,
) -> Adjustment:
    """Keep that these parts were adjusted between two moments, and why. Raises NothingAdjusted."""
    if not parts or to_at <= from_at:
        raise NothingAdjusted(_("Which part of the theory did you adjust? Choose at least one."))
    return Adjustment.objects.create(
        placemat=placemat,
        parts=[asdict(part) for part in parts],
        from_at=from_at,
        to_at=to_at,
        why=why.strip(),
        on=on,
        by=by,
        at=now,
    )


@transaction.atomic
def remove_adjustment(adjustment: Adjustment, *, by: Participant, now: datetime) -> None:
    """Take the record away; the theory stays as it is. A second time changes nothing."""
    held = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    if held.removed_at is None:
        held.removed_by, held.removed_at = by, now
        held.save(update_fields=["removed_by", "removed_at"])


@transaction.atomic
def bring_back_adjustment(adjustment: Adjustment) -> None:
    """Undo the taking away."""
    held = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    held.removed_by, held.removed_at = None, None
    held.save(update_fields=["removed_by", "removed_at"])
