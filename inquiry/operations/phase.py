"""A collective moves from phase to phase."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.models import Cycle, Phase, PhaseMove


class CycleClosed(Refused):
    """The cycle is over; its history stands."""


class AlreadyThere(Refused):
    """The cycle is in that phase already."""


@transaction.atomic
def move_phase(cycle: Cycle, *, to_phase: int, reason: str, by: Participant, now: datetime) -> PhaseMove:
    """Move on or back, and write down why. Whatever is still open never blocks. Raises CycleClosed, AlreadyThere."""
    locked = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if locked.closed_at:
        raise CycleClosed(_("This cycle is closed, so its phases stay as they were."))
    if locked.phase == to_phase:
        raise AlreadyThere(
            _("The collective is in phase %(number)d already: %(name)s.")
            % {"number": to_phase, "name": Phase(to_phase).label}
        )
    move = PhaseMove.objects.create(
        cycle=locked, from_phase=locked.phase, to_phase=to_phase, reason=reason.strip(), by=by, at=now
    )
    locked.phase = to_phase
    locked.save(update_fields=["phase"])
    return move
