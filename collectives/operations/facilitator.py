"""Naming and releasing facilitators."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Collective, Facilitator, Participant, Role, RoleGrant
from collectives.operations.collective import lock_collectives, note_calendars
from collectives.operations.participant import lock_participants
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
    return name_facilitators([(collective, participant)], giving_role=giving_role, by=by, now=now)[0]


@transaction.atomic
def name_facilitators(
    named: Iterable[tuple[Collective, Participant]], *, giving_role: bool, by: Participant, now: datetime
) -> list[Facilitator]:
    """Let each of these participants guide a collective, or nobody. Raises as name_facilitator.

    As many SQL statements for ten as for one, and those of give_role for each who needs the role.
    """
    pairs = list(named)
    collectives = lock_collectives(collective for collective, _person in pairs)
    people = lock_participants(person for _collective, person in pairs)
    guides = Facilitator.objects.filter(collective__in=collectives, left_at=None)
    known = set(guides.values_list("collective", "participant"))
    grants = RoleGrant.objects.filter(participant__in=people, role=Role.FACILITATOR, taken_at=None)
    holding = set(grants.values_list("participant", flat=True))
    for collective, person in zip(collectives, people, strict=True):
        said = {"person": person, "collective": collective}
        if collective.closed_at:
            raise NotOpen(_("%(collective)s is closed. Reopen it first.") % said)
        if (collective.pk, person.pk) in known:
            raise AlreadyFacilitates(_("%(person)s guides %(collective)s already.") % said)
        if person.pk not in holding:
            if not giving_role:
                raise RoleNeeded(
                    _("%(person)s does not hold the role of facilitator. Tick the box to give it now.") % said
                )
            give_role(person, role=Role.FACILITATOR, by=by, now=now)
            holding.add(person.pk)
    note_calendars([collective.pk for collective in collectives], now=now)
    return Facilitator.objects.bulk_create(
        Facilitator(collective=collective, participant=person, named_by=by, named_at=now)
        for collective, person in zip(collectives, people, strict=True)
    )


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
    note_calendars([facilitator.collective_id], now=now)
    facilitator.left_at, facilitator.left_by, facilitator.left_reason = now, by, reason
    return facilitator
