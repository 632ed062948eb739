"""Who sees a cycle, starts one, and moves it from phase to phase."""

from django.db.models import QuerySet

from collectives.models import Collective, Participant
from collectives.permissions.collective import can_lead_collective, visible_collectives
from inquiry.models import Cycle


def visible_cycles(participant: Participant) -> QuerySet[Cycle]:
    """Those of the collectives one sees, closed ones too: history stays readable."""
    return Cycle.objects.filter(collective__in=visible_collectives(participant).values("pk"))


def can_start_cycle(participant: Participant, collective: Collective) -> bool:
    """Begin a collective's cycle, and with it its placemat. At most one SQL query."""
    return collective.closed_at is None and can_lead_collective(participant, collective)


def can_move_phase(participant: Participant, collective: Collective) -> bool:
    """Say that the collective moves on, or back. At most one SQL query."""
    return collective.closed_at is None and can_lead_collective(participant, collective)
