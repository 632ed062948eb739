"""Who takes the collective's words over, carries its if-actions home, and sees what members show."""

from collectives.models import Collective, Participant
from collectives.permissions.collective import is_member, is_one_of_its_people
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat, is_closed


def can_take_over(participant: Participant, placemat: Placemat) -> bool:
    """Bring the collective's words into a placemat: only into one's own. One query at most."""
    return placemat.leader_id == participant.pk and can_write_placemat(participant, placemat)


def can_carry_over(participant: Participant, placemat: Placemat) -> bool:
    """Carry an if-action of the collective's placemat into one's own: its members. One query at most."""
    open_one = placemat.leader_id is None and not is_closed(placemat)
    return open_one and is_member(participant, placemat.cycle.collective)


def can_see_shown(participant: Participant, collective: Collective) -> bool:
    """See beside each other what members show: the people of the collective, and nobody above them. One query."""
    return is_one_of_its_people(participant, collective)
