"""A cycle begins, is closed, and may be taken up again."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collectives.models import Collective, Participant
from collectives.operations.collective import lock_collective
from ilc.errors import Refused
from inquiry.models import Cycle, Placemat
from inquiry.operations.phase import CycleClosed


class CycleStillOpen(Refused):
    """The collective has a cycle that is not closed."""


class CycleDatesTurned(Refused):
    """The cycle would end before it starts."""


class CycleNotClosed(Refused):
    """Only a closed cycle is taken up again."""


@transaction.atomic
def start_cycle(
    collective: Collective, *, name: str, starts_on: date, ends_on: date, by: Participant, now: datetime
) -> Cycle:
    """Begin a cycle and make the collective's placemat. Raises CycleStillOpen, CycleDatesTurned."""
    Collective.objects.select_for_update().get(pk=collective.pk)  # two people may press at once
    _check_none_open(collective)
    if ends_on <= starts_on:
        raise CycleDatesTurned(_("The last day comes after the first: please look at the two dates again."))
    last = collective.cycles.aggregate(last=Max("number"))["last"] or 0
    cycle = Cycle.objects.create(
        collective=collective, number=last + 1, name=name, starts_on=starts_on, ends_on=ends_on, started_by=by
    )
    Placemat.objects.create(cycle=cycle, made_at=now)
    return cycle


@transaction.atomic
def close_cycle(cycle: Cycle, *, now: datetime) -> Cycle:
    """Nothing more is written in it, and all of it stays to be read. Raises CycleClosed.

    Who closed it, and why, stands with the renewal that asked for it.
    """
    held = hold_cycle(cycle)
    if held.closed_at:
        raise CycleClosed(_("This cycle is closed already. What it wrote stays to be read."))
    held.closed_at = now
    held.save(update_fields=["closed_at"])
    return held


@transaction.atomic
def reopen_cycle(cycle: Cycle) -> Cycle:
    """Take a closed cycle up again. Raises CycleNotClosed, or CycleStillOpen when another one has begun."""
    held = hold_cycle(cycle)
    if held.closed_at is None:
        raise CycleNotClosed(_("This cycle is open, so there is nothing to take up again."))
    _check_none_open(held.collective)
    held.closed_at = None
    held.save(update_fields=["closed_at"])
    return held


def hold_cycle(cycle: Cycle) -> Cycle:
    """The cycle as it stands, with its collective; nobody else closes, opens or moves it until all is done."""
    lock_collective(cycle.collective)
    return Cycle.objects.select_for_update(of=("self",)).select_related("collective").get(pk=cycle.pk)


def _check_none_open(collective: Collective) -> None:
    still_open = collective.cycles.filter(closed_at=None).first()
    if still_open:
        raise CycleStillOpen(
            _("%(collective)s is in its cycle %(cycle)s. A new one starts when that one is closed.")
            % {"collective": collective.name, "cycle": still_open.name}
        )
