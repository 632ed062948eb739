"""Who confirms that figures are about things."""

from collectives.models import Participant
from collectives.permissions.collective import can_lead_collective
from collectives.permissions.program import is_admin
from inquiry.models import Placemat


def can_confirm_things(participant: Participant, placemat: Placemat) -> bool:
    """Confirm that no person stands behind figures, and take it back: whoever guides the collective, program admins.

    Not whoever writes the placemat as such: what is about people would then be theirs to lay open. One query at most.
    """
    return can_lead_collective(participant, placemat.cycle.collective)


def can_confirm_everywhere(participant: Participant) -> bool:
    """Whether that is theirs in every collective: program admins. No SQL."""
    return is_admin(participant)
