"""Who writes indicators: whoever writes the placemat they stand on."""

from collectives.models import Participant
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat


def can_write_indicator(participant: Participant, placemat: Placemat) -> bool:
    """Add, change, move, remove and bring back indicators of a placemat. At most one query."""
    return can_write_placemat(participant, placemat)
