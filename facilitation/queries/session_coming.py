"""What the page shows on which somebody answers for a session by their own link."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from collectives.models import Participant
from collectives.permissions.collective import is_one_of_its_people
from facilitation.models import Session, SessionState
from facilitation.queries.calendar import ends_at, ways_of
from facilitation.queries.session import When


@dataclass(frozen=True)
class ComingSheet:
    """As whom one answers, for what, when, and how; never what was answered before.

    `state` is open, cancelled, replaced, over, or gone for who belongs to the collective no longer. No room, no link:
    whoever the mail was passed on to learns name, collective and time, and nothing else.
    """

    session: Session
    participant: Participant
    when: When
    ways: list[str]
    state: str


def coming_sheet(object_key: str, *, zone: str, now: datetime) -> ComingSheet | None:
    """What a door to answer for a session opens; None when the person left the program. Three SQL queries."""
    session_key, _colon, person_key = object_key.partition(":")
    session = Session.objects.select_related("collective").filter(pk=UUID(session_key)).first()
    person = Participant.objects.select_related("user").filter(pk=UUID(person_key), left_at=None).first()
    if session is None or person is None:
        return None
    reader = ZoneInfo(person.user.time_zone if person.user else zone)
    when = When(session.starts_at, session.minutes, session.zone, reader)
    return ComingSheet(session, person, when, ways_of(session), _state(session, person, now))


def _state(session: Session, person: Participant, now: datetime) -> str:
    if session.state != SessionState.PLANNED:
        return str(session.state)
    if ends_at(session) <= now:
        return "over"
    return "open" if is_one_of_its_people(person, session.collective) else "gone"
