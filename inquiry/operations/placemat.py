"""A leader's own placemat begins, is shown to the collective, or is kept private again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from inquiry.models import Cycle, Placemat, PlacematChange
from inquiry.operations.phase import CycleClosed


def start_own_placemat(cycle: Cycle, *, leader: Participant, now: datetime) -> Placemat:
    """A leader's own placemat of this cycle, private until shown; the one there is, if there is one.

    Raises CycleClosed.
    """
    if cycle.closed_at:
        raise CycleClosed(_("This cycle is closed. In the next one you can begin a placemat of your own again."))
    return Placemat.objects.get_or_create(cycle=cycle, leader=leader, defaults={"made_at": now})[0]


@transaction.atomic
def show_placemat(placemat: Placemat, *, by: Participant, now: datetime) -> None:
    """Let the people of the collective read a leader's own placemat."""
    _keep_reach(placemat, "shown", shown_at=now, by=by, now=now)


@transaction.atomic
def keep_placemat_private(placemat: Placemat, *, by: Participant, now: datetime) -> None:
    """Keep a leader's own placemat to its leader again. That it was shown stays in its history."""
    _keep_reach(placemat, "private", shown_at=None, by=by, now=now)


def _keep_reach(placemat: Placemat, what: str, *, shown_at: datetime | None, by: Participant, now: datetime) -> None:
    held = Placemat.objects.select_for_update().get(pk=placemat.pk)
    if bool(held.shown_at) == bool(shown_at):
        return
    held.shown_at = shown_at
    held.save(update_fields=["shown_at"])
    version = held.changes.filter(part="placemat").count() + 1
    PlacematChange.objects.create(placemat=held, part="placemat", version=version, what=what, by=by, at=now)
