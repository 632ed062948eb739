"""Who gives and takes roles, and who sees who gave them."""

from collectives.models import Participant
from collectives.permissions.program import is_admin


def can_give_role(participant: Participant) -> bool:
    """Give and take the roles of others, and one's own."""
    return is_admin(participant)
