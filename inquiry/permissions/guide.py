"""Who is asked the guide's questions: whoever writes the placemat they speak of."""

from collectives.models import Participant
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat


def can_use_guide(participant: Participant, placemat: Placemat) -> bool:
    """See the questions about a placemat. Nobody is asked about, or judged by, what others write. One query at most."""
    return can_write_placemat(participant, placemat)
