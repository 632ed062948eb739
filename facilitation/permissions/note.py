"""Who writes in a session's notes. Whoever sees the session reads them."""

from uuid import UUID

from collectives.models import Participant
from collectives.permissions.collective import people_of
from facilitation.models import Session


def notes_writers(session: Session) -> set[UUID]:
    """Its collective's members and facilitators, before it and after it; nobody once the collective is closed. One SQL
    query at most.
    """
    return set() if session.collective.closed_at else people_of(session.collective)


def can_write_notes(participant: Participant, session: Session) -> bool:
    """Whether the participant is one of those. One SQL query at most."""
    return participant.pk in notes_writers(session)
