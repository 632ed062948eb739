"""Who reads a placemat, and who writes on it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Facilitator, Participant, Seat
from collectives.permissions.collective import is_facilitator, is_member, visible_collectives
from inquiry.models import Placemat


def visible_placemats(participant: Participant) -> QuerySet[Placemat]:
    """The placemats of the collectives one sees, one's own, and those that leaders show to the collective one is in.

    A leader's own placemat is private until shown, and even then it is for the people of the collective: being an
    admin or a coordinator opens none.
    """
    here = {"collective": OuterRef("cycle__collective"), "participant": participant, "left_at": None}
    belongs = Exists(Seat.objects.filter(**here)) | Exists(Facilitator.objects.filter(**here))
    collectives = visible_collectives(participant).values("pk")
    of_collective = Q(leader=None, cycle__collective__in=collectives)
    shown = Q(leader__isnull=False, shown_at__isnull=False) & belongs
    return Placemat.objects.filter(of_collective | Q(leader=participant) | shown)


def can_write_placemat(participant: Participant, placemat: Placemat) -> bool:
    """The collective's: its members and facilitators. A leader's own: that leader, while seated. One or two queries."""
    cycle = placemat.cycle
    over = cycle.closed_at is not None or cycle.collective.closed_at is not None
    if over or placemat.leader_id not in {None, participant.pk}:
        return False
    if placemat.leader_id is None and is_facilitator(participant, cycle.collective):
        return True
    return is_member(participant, cycle.collective)


def can_show_placemat(participant: Participant, placemat: Placemat) -> bool:
    """Show it to the collective, or keep it to oneself again: only the leader whose own it is. No SQL."""
    return placemat.leader_id == participant.pk
