"""A leader's own if-action remembers where it comes from."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.models import IfAction, IfActionOrigin, Placemat


class NothingToCarry(Refused):
    """The collective's if-action was taken away, or has no words yet."""


@transaction.atomic
def find_to_carry(placemat: Placemat, *, pk: UUID) -> IfAction:
    """The collective's if-action that somebody carries over. Raises NothingToCarry."""
    action = IfAction.objects.filter(placemat=placemat, pk=pk, removed_at=None).first()
    if action is None or not action.text.strip():
        raise NothingToCarry(_("That if-action has no words just now. Which other one would you carry over?"))
    return action


@transaction.atomic
def remember_origin(if_action: UUID, *, origin: IfAction, by: Participant, now: datetime) -> None:
    """Write down from which of the collective's if-actions an own one began, and with which words."""
    IfActionOrigin.objects.create(
        if_action_id=if_action, origin=origin, text=origin.text, carried_by=by, carried_at=now
    )


@transaction.atomic
def renew_origin(if_action: UUID, *, now: datetime) -> None:
    """The leader has seen the collective's words as they stand now: they are those to compare with from here on."""
    row = IfActionOrigin.objects.select_for_update(of=("self",)).select_related("origin").get(if_action=if_action)
    row.text, row.carried_at = row.origin.text, now
    row.save(update_fields=["text", "carried_at"])
