"""Who sets a collective's rhythm."""

from collectives.models import Collective, Participant
from collectives.permissions.collective import can_lead_collective


def can_set_rhythm(participant: Participant, collective: Collective) -> bool:
    """Its facilitators and admins. At most one SQL query."""
    return can_lead_collective(participant, collective)
