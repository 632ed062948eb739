"""If-actions come, move, go and come back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.models import MAX_IF_ACTIONS, IfAction, Placemat, PlacematChange

ASIDE = 32_000  # a position nobody has, while two change places


class TooManyIfActions(Refused):
    """A placemat holds MAX_IF_ACTIONS."""


@transaction.atomic
def add_if_action(placemat: Placemat, *, by: Participant, now: datetime) -> IfAction:
    """One more line at the end, empty. Raises TooManyIfActions."""
    standing = _standing(placemat)
    _check_room(standing)
    action = IfAction.objects.create(
        placemat=placemat, position=_next_position(standing), changed_by=by, changed_at=now
    )
    _note(action, what="written", by=by, now=now)
    return action


@transaction.atomic
def move_if_action(action: IfAction, *, up: bool, by: Participant, now: datetime) -> bool:
    """Change places with the one before or after. False when there is none."""
    standing = _standing(action.placemat)
    order = [one.pk for one in standing]
    if action.pk not in order:
        return False
    here = order.index(action.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return False
    mine, other = standing[here], standing[there]
    mine_at, other_at = mine.position, other.position
    IfAction.objects.filter(pk=other.pk).update(position=ASIDE)
    mine.position, mine.version = other_at, mine.version + 1
    mine.save(update_fields=["position", "version"])
    IfAction.objects.filter(pk=other.pk).update(position=mine_at)
    _note(mine, what="moved", by=by, now=now)
    return True


@transaction.atomic
def remove_if_action(action: IfAction, *, by: Participant, now: datetime) -> bool:
    """Take it away; its indicators stay, and say that it is gone. False when it was gone already."""
    standing = {one.pk: one for one in _standing(action.placemat)}
    mine = standing.get(action.pk)
    if mine is None:
        return False
    mine.version, mine.removed_at, mine.changed_by, mine.changed_at = mine.version + 1, now, by, now
    mine.save(update_fields=["version", "removed_at", "changed_by", "changed_at"])
    _note(mine, what="removed", by=by, now=now)
    return True


@transaction.atomic
def restore_if_action(action: IfAction, *, by: Participant, now: datetime) -> None:
    """Put it back: where it was if that place is free, else at the end. Raises TooManyIfActions."""
    standing = _standing(action.placemat)
    mine = IfAction.objects.get(pk=action.pk)
    if mine.removed_at is None:
        return
    _check_room(standing)
    if mine.position in {one.position for one in standing}:
        mine.position = _next_position(standing)
    mine.version, mine.removed_at, mine.changed_by, mine.changed_at = mine.version + 1, None, by, now
    mine.save(update_fields=["position", "version", "removed_at", "changed_by", "changed_at"])
    _note(mine, what="restored", by=by, now=now)


def _standing(placemat: Placemat) -> list[IfAction]:
    """Those that are not removed, in order, with the placemat locked: two people may press at once."""
    Placemat.objects.select_for_update().get(pk=placemat.pk)
    return list(placemat.if_actions.filter(removed_at=None).order_by("position"))


def _check_room(standing: list[IfAction]) -> None:
    if len(standing) >= MAX_IF_ACTIONS:
        raise TooManyIfActions(
            _("A placemat holds %(most)d if-actions, and has them all. Which two could become one?")
            % {"most": MAX_IF_ACTIONS}
        )


def _next_position(standing: list[IfAction]) -> int:
    return standing[-1].position + 1 if standing else 1


def _note(action: IfAction, *, what: str, by: Participant, now: datetime) -> None:
    PlacematChange.objects.create(
        placemat_id=action.placemat_id,
        part=f"if:{action.pk}",
        version=action.version,
        text=action.text,
        what=what,
        by=by,
        at=now,
    )
