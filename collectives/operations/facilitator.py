"""Naming and releasing facilitators."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Collective, Facilitator, Participant, Role
from collectives.operations.collective import lock_collective
from collectives.operations.participant import lock_participant
from collectives.operations.role import give_role
from ilc.errors import Refused


class AlreadyFacilitates(Refused):
    """The participant guides this collective."""


class RoleNeeded(Refused):
    """Only who holds the role of facilitator guides a collective."""


class NotOpen(Refused):
    """A closed collective gets no facilitator."""


class AlreadyReleased(Refused):
    """The facilitator was released before."""


@transaction.atomic
def name_facilitator(
    collective: Collective, *, participant: Participant, giving_role: bool, by: Participant, now: datetime
) -> Facilitator:
    """Let a participant guide a collective; several may. With `giving_role` the role is given in the same step.

    Raises AlreadyFacilitates, RoleNeeded, NotOpen, or what give_role raises.
    """
    collective = lock_collective(collective)
    participant = lock_participant(participant)
    if collective.closed_at:
        raise NotOpen(_("%(collective)s is closed. Reopen it first.") % {"collective": collective})
    if collective.facilitators.filter(participant=participant, left_at=None).exists():
        raise AlreadyFacilitates(
            _("%(person)s guides %(collective)s already.") % {"person": participant, "collective": collective}
        )
    if not participant.grants.filter(role=Role.FACILITATOR, taken_at=None).exists():
        if not giving_role:
            raise RoleNeeded(
                _("%(person)s does not hold the role of facilitator. Tick the box to give it now.")
                % {"person": participant}
            )
        give_role(participant, role=Role.FACILITATOR, by=by, now=now)
    return Facilitator.objects.create(collective=collective, participant=participant, named_by=by, named_at=now)


@transaction.atomic
def release_facilitator(facilitator: Facilitator, *, reason: str = "", by: Participant, now: datetime) -> Facilitator:
    """End that somebody guides a collective; it stays in the history. Raises AlreadyReleased."""
    ended = Facilitator.objects.filter(pk=facilitator.pk, left_at=None).update(
        left_at=now, left_by=by, left_reason=reason
    )
    if not ended:
        raise AlreadyReleased(
            _("%(person)s was released from %(collective)s before.")
            % {"person": facilitator.participant, "collective": facilitator.collective}
        )
    facilitator.left_at, facilitator.left_by, facilitator.left_reason = now, by, reason
    return facilitator
