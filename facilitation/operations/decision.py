"""A collective decides something in a session; an adjustment of its theory may come of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import ChangeKind, Decision, Session, SessionChange
from ilc.errors import Refused
from inquiry.models import Adjustment


class AdjustmentOfOthers(Refused):
    """The adjustment belongs to another collective."""


def add_decision(session: Session, *, text: str, by: Participant, now: datetime) -> Decision:
    """Write down what was decided, as the person puts it."""
    return Decision.objects.create(session=session, text=text, by=by, at=now)


@transaction.atomic
def link_decision(decision: Decision, *, adjustment: Adjustment | None, by: Participant, now: datetime) -> None:
    """Say that it led to an adjustment of the collective's theory, or to none. Raises AdjustmentOfOthers."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if adjustment and adjustment.placemat.cycle.collective_id != decision.session.collective_id:
        raise AdjustmentOfOthers(_("That adjustment belongs to the theory of another collective."))
    if held.adjustment_id == (adjustment.pk if adjustment else None):
        return
    _keep(held, by=by, now=now)
    held.adjustment = adjustment
    held.save(update_fields=["adjustment"])


@transaction.atomic
def remove_decision(decision: Decision, *, by: Participant, now: datetime) -> None:
    """Take it away; it can be brought back. A second time changes nothing."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.removed_at is None:
        _keep(held, by=by, now=now)
        held.removed_at = now
        held.save(update_fields=["removed_at"])


@transaction.atomic
def bring_back_decision(decision: Decision, *, by: Participant, now: datetime) -> None:
    """Undo the taking away. A second time changes nothing."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.removed_at is not None:
        _keep(held, by=by, now=now)
        held.removed_at = None
        held.save(update_fields=["removed_at"])


def _keep(decision: Decision, *, by: Participant, now: datetime) -> None:
    was = {
        "decision": str(decision.pk),
        "adjustment": str(decision.adjustment_id or ""),
        "removed": decision.removed_at is not None,
    }
    SessionChange.objects.create(session_id=decision.session_id, what=ChangeKind.DECISION, was=was, by=by, at=now)
