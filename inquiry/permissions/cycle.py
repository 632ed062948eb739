"""Who starts a cycle and moves it from phase to phase."""

from collectives.models import Collective, Participant
from collectives.permissions.collective import can_lead_collective


def can_start_cycle(participant: Participant, collective: Collective) -> bool:
    """Begin a collective's cycle, and with it its placemat. At most one SQL query."""
    return collective.closed_at is None and can_lead_collective(participant, collective)


def can_move_phase(participant: Participant, collective: Collective) -> bool:
    """Say that the collective moves on, or back. At most one SQL query."""
    return collective.closed_at is None and can_lead_collective(participant, collective)
