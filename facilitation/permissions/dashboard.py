"""Who sees across collectives."""

from collectives.models import Participant
from collectives.permissions.program import is_staff


def can_see_dashboard(participant: Participant) -> bool:
    """Program staff, each as far as their regions go. No SQL."""
    return is_staff(participant)
