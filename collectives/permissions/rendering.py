"""Who may stop a document that is being made."""

from collectives.models import Collective, Participant, Rendering
from collectives.permissions.collective import can_lead_collective


def can_stop_rendering(participant: Participant, rendering: Rendering, collective: Collective | None) -> bool:
    """Whoever asked for it, and those who lead the collective: others may be waiting for it. One query at most."""
    if rendering.asked_by_id == participant.pk:
        return True
    return collective is not None and can_lead_collective(participant, collective)
