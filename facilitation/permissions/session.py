"""Who sees a session, and who may do what with it."""

from django.db.models import QuerySet

from collectives.models import Participant
from collectives.permissions.collective import can_lead_collective, is_member, visible_collectives
from facilitation.models import Session, SessionState


def visible_sessions(participant: Participant) -> QuerySet[Session]:
    """The sessions of the collectives one sees, replaced ones too."""
    return Session.objects.filter(collective__in=visible_collectives(participant).values("pk"))


def listed_sessions(participant: Participant) -> QuerySet[Session]:
    """Those that lists show: planned and cancelled."""
    return visible_sessions(participant).exclude(state=SessionState.REPLACED)


def can_run_session(participant: Participant, session: Session) -> bool:
    """Move and cancel it, plan its agenda, mark who came. At most one SQL query."""
    return can_lead_collective(participant, session.collective)


def can_take_part(participant: Participant, session: Session) -> bool:
    """Say whether one comes, see the link, write notes: members, and who runs it. At most two SQL queries."""
    return is_member(participant, session.collective) or can_run_session(participant, session)
