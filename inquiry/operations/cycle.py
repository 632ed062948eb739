"""A cycle begins."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collectives.models import Collective, Participant
from ilc.errors import Refused
from inquiry.models import Cycle, Placemat


class CycleStillOpen(Refused):
    """The collective has a cycle that is not closed."""


class CycleDatesTurned(Refused):
    """The cycle would end before it starts."""


@transaction.atomic
def start_cycle(
    collective: Collective, *, name: str, starts_on: date, ends_on: date, by: Participant, now: datetime
) -> Cycle:
    """Begin a cycle and make the collective's placemat. Raises CycleStillOpen, CycleDatesTurned."""
    Collective.objects.select_for_update().get(pk=collective.pk)  # two people may press at once
    still_open = collective.cycles.filter(closed_at=None).first()
    if still_open:
        raise CycleStillOpen(
            _("%(collective)s is in its cycle %(cycle)s. A new one starts when that one is closed.")
            % {"collective": collective.name, "cycle": still_open.name}
        )
    if ends_on <= starts_on:
        raise CycleDatesTurned(_("The last day comes after the first: please look at the two dates again."))
    last = collective.cycles.aggregate(last=Max("number"))["last"] or 0
    cycle = Cycle.objects.create(
        collective=collective, number=last + 1, name=name, starts_on=starts_on, ends_on=ends_on, started_by=by
    )
    Placemat.objects.create(cycle=cycle, made_at=now)
    return cycle
