"""Who sees the program at a glance."""

from collectives.models import Participant
from collectives.permissions.program import is_admin


def can_see_cockpit(participant: Participant) -> bool:
    """Whoever runs the program: its admins. No SQL."""
    return is_admin(participant)
