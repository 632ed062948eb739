"""Who takes the collective's words over, carries its if-actions home, and sees what members show."""

from collectives.models import Collective, Participant
from collectives.permissions.collective import belongs, is_member
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat


def can_take_over(participant: Participant, placemat: Placemat) -> bool:
    """Bring the collective's words into a placemat: only into one's own. One query at most."""
    return placemat.leader_id == participant.pk and can_write_placemat(participant, placemat)


def can_carry_over(participant: Participant, placemat: Placemat) -> bool:
    """Carry an if-action of the collective's placemat into one's own: its members. One query at most."""
    closed = placemat.cycle.closed_at is not None or placemat.cycle.collective.closed_at is not None
    return placemat.leader_id is None and not closed and is_member(participant, placemat.cycle.collective)


def can_see_shown(participant: Participant, collective: Collective) -> bool:
    """See beside each other what members show: the people of the collective, and nobody above them. One query."""
    return Collective.objects.filter(belongs(participant), pk=collective.pk).exists()
