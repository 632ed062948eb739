"""Who is let into a session that takes place, and as what. One look for all the faces of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection

from collectives.models import Participant
from collectives.permissions.program import is_admin
from facilitation.models import Session, SessionState
from facilitation.permissions.session import visible_sessions

# By hand: each piece of a session that is on asks it, and Django took longer to write it than PostgreSQL to answer.
_PLACE: Final = """
SELECT
    EXISTS (
        SELECT FROM seat WHERE program_id = %(program)s AND collective_id = %(collective)s
            AND participant_id = %(participant)s AND left_at IS NULL
    ),
    EXISTS (
        SELECT FROM facilitator WHERE program_id = %(program)s AND collective_id = %(collective)s
            AND participant_id = %(participant)s AND left_at IS NULL
    ),
    own.came,
    own.left_at,
    (SELECT version FROM session_run WHERE program_id = %(program)s AND session_id = %(session)s),
    (
        SELECT date FROM session WHERE program_id = %(program)s AND collective_id = %(collective)s
            AND starts_at > %(starts_at)s AND state = %(planned)s ORDER BY starts_at LIMIT 1
    )
FROM (VALUES (1)) AS one
LEFT JOIN attendance AS own ON own.program_id = %(program)s AND own.session_id = %(session)s
    AND own.participant_id = %(participant)s
"""


@dataclass(frozen=True)
class Visit:
    """A session somebody sees, and as what: `runs` may lead it, `member` sits in it. Neither: they may not come in.

    `belongs`: they sit in its collective or guide it. `came` and `left`: how they said that they are here, and whether
    they went. `version`: of its run, None before it was begun. `next_on`: the day of the session that follows.
    """

    session: Session
    runs: bool
    member: bool
    came: str
    left: bool
    belongs: bool
    version: int | None
    next_on: date | None

    @property
    def takes_part(self) -> bool:
        """Whether they may come in."""
        return self.runs or self.member


def find_visit(participant: Participant, pk: UUID) -> Visit | None:
    """A session as somebody comes to it; None when they do not see it. Two SQL queries, three for those who neither sit
    in nor guide its collective.
    """
    sessions = Session.objects.filter(pk=pk, state__in=[SessionState.PLANNED, SessionState.CANCELLED])
    session = sessions.select_related("collective").first()
    if session is None:
        return None
    seated, guides, came, left_at, version, next_on = _place_of(participant, session)
    belongs = seated or guides
    if not belongs and not visible_sessions(participant).filter(pk=pk).exists():
        return None
    runs = guides or is_admin(participant)
    return Visit(session, runs, seated, came or "", left_at is not None, belongs, version, next_on)


type _Place = tuple[bool, bool, str | None, datetime | None, int | None, date | None]


def _place_of(participant: Participant, session: Session) -> _Place:
    """Whether they sit in its collective and guide it, how they came, when they went, its run, what follows."""
    names = {
        "program": session.program_id,
        "collective": session.collective_id,
        "session": session.pk,
        "starts_at": session.starts_at,
        "planned": SessionState.PLANNED,
        "participant": participant.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, names)
        row: _Place = cursor.fetchone()
    return row
