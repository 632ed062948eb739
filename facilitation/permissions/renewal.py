"""Who reads the closing of a cycle, who fills it in, and who presses."""

from collectives.models import Participant
from collectives.permissions.collective import can_lead_collective, is_one_of_its_people
from inquiry.models import Cycle


def is_at_work(cycle: Cycle) -> bool:
    """Whether the cycle and its collective are open. No SQL."""
    return cycle.closed_at is None and cycle.collective.closed_at is None


def can_fill_renewal(participant: Participant, cycle: Cycle) -> bool:
    """Say what to keep, drop and sharpen: members and facilitators, while the cycle is open. One query at most."""
    return is_at_work(cycle) and is_one_of_its_people(participant, cycle.collective)


def can_renew_cycle(participant: Participant, cycle: Cycle) -> bool:
    """Close the cycle and begin the next: who leads the collective. One query at most."""
    return is_at_work(cycle) and can_lead_collective(participant, cycle.collective)


def can_undo_renewal(participant: Participant, cycle: Cycle) -> bool:
    """Take the closing back, while that is possible: who leads the collective. One query at most."""
    return cycle.collective.closed_at is None and can_lead_collective(participant, cycle.collective)


def can_read_renewal(participant: Participant, cycle: Cycle) -> bool:
    """What was decided, everybody who sees the collective. A draft is its people's, and of who may press.

    Two queries at most.
    """
    if cycle.closed_at is not None:
        return True
    return is_one_of_its_people(participant, cycle.collective) or can_lead_collective(participant, cycle.collective)
