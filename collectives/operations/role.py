"""Giving and taking roles. A role is a right; a position is a job."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Participant, Region, Role, RoleGrant
from collectives.operations.membership import keep_an_admin
from collectives.operations.participant import lock_participant
from ilc.errors import Refused


class RoleHeld(Refused):
    """The participant holds this role."""


class RegionNeeded(Refused):
    """A coordinator coordinates a region."""


class RoleTaken(Refused):
    """The role was taken before."""


class StillFacilitates(Refused):
    """Who guides a collective keeps the role for it."""


class GoneFromProgram(Refused):
    """Somebody who left the program gets no role."""


@transaction.atomic
def give_role(
    participant: Participant, *, role: str, region: Region | None = None, by: Participant, now: datetime
) -> RoleGrant:
    """Give a role; a coordinator's is for one region. Raises RoleHeld, RegionNeeded, or GoneFromProgram."""
    participant = lock_participant(participant)
    if participant.left_at:
        raise GoneFromProgram(_("%(person)s left the program. Bring them back first.") % {"person": participant})
    if role == Role.COORDINATOR and region is None:
        raise RegionNeeded(_("Which region does %(person)s coordinate?") % {"person": participant})
    if role != Role.COORDINATOR:
        region = None
    try:
        with transaction.atomic():
            return RoleGrant.objects.create(
                participant=participant, role=role, region=region, given_by=by, given_at=now
            )
    except IntegrityError as error:
        if "role_grant_once" not in str(error):
            raise
        raise RoleHeld(_("%(person)s holds this role already.") % {"person": participant}) from error


@transaction.atomic
def take_role(grant: RoleGrant, *, by: Participant, now: datetime) -> RoleGrant:
    """End a role; the grant stays in the history. Raises LastAdmin, StillFacilitates, or RoleTaken."""
    participant = lock_participant(grant.participant)
    if grant.role == Role.ADMIN and grant.taken_at is None:
        keep_an_admin(participant)
    if grant.role == Role.FACILITATOR:
        _check_facilitates_nothing(participant)
    ended = RoleGrant.objects.filter(pk=grant.pk, taken_at=None).update(taken_at=now, taken_by=by)
    if not ended:
        raise RoleTaken(_("%(person)s no longer holds this role.") % {"person": grant.participant})
    grant.taken_at, grant.taken_by = now, by
    return grant


def _check_facilitates_nothing(participant: Participant) -> None:
    guided = participant.facilitates.filter(left_at=None).select_related("collective")
    names = [one.collective.name for one in guided]
    if names:
        raise StillFacilitates(
            ngettext(
                "%(person)s guides a collective: %(names)s. Release them there first.",
                "%(person)s guides %(count)d collectives: %(names)s. Release them there first.",
                len(names),
            )
            % {"person": participant, "count": len(names), "names": ", ".join(names)}
        )
