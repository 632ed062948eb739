"""Who asks a collective how it sees itself, who reads what was chosen, and who what was written."""

from collectives.models import Collective, Participant
from collectives.permissions.collective import can_lead_collective, is_one_of_its_people


def can_open_pulse(participant: Participant, collective: Collective) -> bool:
    """Open it and close it: who leads the collective, while that is open. At most one SQL query."""
    return collective.closed_at is None and can_lead_collective(participant, collective)


def can_read_pulse_words(participant: Participant, collective: Collective) -> bool:
    """What was written, without names: the people of the collective. One SQL query.

    What was chosen reads whoever sees the collective: its people and its program staff.
    """
    return is_one_of_its_people(participant, collective)
