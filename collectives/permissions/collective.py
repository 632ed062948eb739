"""Who sees a collective, and who may do what with it."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Collective, Facilitator, Participant, Seat
from collectives.permissions.program import is_admin, regions_coordinated_by


def visible_collectives(participant: Participant) -> QuerySet[Collective]:
    """Those one sits in or facilitates; for an admin all; for a coordinator those with members of their regions."""
    if is_admin(participant):
        return Collective.objects.all()
    if not regions_coordinated_by(participant):
        return Collective.objects.filter(belongs(participant))
    return Collective.objects.filter(belongs(participant) | _in_regions(participant))


def overseen_collectives(participant: Participant) -> QuerySet[Collective]:
    """Those whose program staff the participant is: for an admin all, for a coordinator those of their regions.

    But for those one sits in: what is kept from members is kept from them in that collective, too.
    """
    here = Collective.objects.exclude(Exists(Seat.objects.filter(**_own_row(participant, "pk"))))
    if is_admin(participant):
        return here
    return here.filter(_in_regions(participant)) if regions_coordinated_by(participant) else here.none()


def oversees(participant: Participant, collective: Collective) -> bool:
    """Whether it is one of those. One SQL query, none for somebody who is no staff."""
    return overseen_collectives(participant).filter(pk=collective.pk).exists()


def _in_regions(participant: Participant) -> Exists:
    """That somebody of the regions one coordinates sits there."""
    regions = regions_coordinated_by(participant)
    here = Q(participant__school__district__region__in=regions) | Q(participant__district__region__in=regions)
    return Exists(Seat.objects.filter(here, collective=OuterRef("pk"), left_at=None))


def belongs(participant: Participant, collective: str = "pk") -> Q:
    """That the participant sits in a collective or guides it, as a condition on the row that names it so."""
    here = _own_row(participant, collective)
    return Q(Exists(Seat.objects.filter(**here))) | Q(Exists(Facilitator.objects.filter(**here)))


def _own_row(participant: Participant, collective: str) -> dict[str, Any]:
    return {"collective": OuterRef(collective), "participant": participant, "left_at": None}


def people_of(collective: Collective) -> set[UUID]:
    """The participants who sit there or guide it now. One SQL query."""
    here = [kind.objects.filter(collective=collective, left_at=None) for kind in (Seat, Facilitator)]
    seated, guiding = (rows.values_list("participant_id", flat=True) for rows in here)
    return set(seated.union(guiding))


def is_one_of_its_people(participant: Participant, collective: Collective) -> bool:
    """Whether the participant sits there or guides it now. One SQL query."""
    return participant.pk in people_of(collective)


def is_member(participant: Participant, collective: Collective) -> bool:
    """Whether the participant has a seat there now. One SQL query."""
    return collective.seats.filter(participant=participant, left_at=None).exists()


def is_facilitator(participant: Participant, collective: Collective) -> bool:
    """Whether the participant facilitates it now. One SQL query."""
    return collective.facilitators.filter(participant=participant, left_at=None).exists()


def can_manage_collective(participant: Participant) -> bool:
    """Make it, rename it, give and end seats, name facilitators."""
    return is_admin(participant)


def can_lead_collective(participant: Participant, collective: Collective) -> bool:
    """Set its rhythm, run its sessions, move its phase. At most one SQL query."""
    return is_admin(participant) or is_facilitator(participant, collective)
