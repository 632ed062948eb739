"""The analyses that a collective made in its sessions."""

from django.db.models import Exists, OuterRef

from collectives.models import Participant
from evidence.models import Analysis
from evidence.permissions.analysis import visible_analyses
from facilitation.models import Session, SessionAnalysis
from facilitation.queries.session_pack import session_placemat

MOST_TO_NAME = 20


def analyses_of_session(session: Session, participant: Participant) -> list[Analysis]:
    """Those made in a session, in the order in which they were named. One SQL query."""
    named = {"sessions__session": session, "sessions__ended_at": None}
    rows = visible_analyses(participant).filter(**named, removed_at=None)
    return list(rows.select_related("by").order_by("sessions__at", "pk"))


def analyses_to_name(session: Session, participant: Participant) -> list[Analysis]:
    """The collective's newest ones that are not named for this session. Two SQL queries."""
    placemat = session_placemat(session)
    if placemat is None:
        return []
    here = SessionAnalysis.objects.filter(session=session, analysis=OuterRef("pk"), ended_at=None)
    rows = visible_analyses(participant).filter(~Exists(here), placemat=placemat, removed_at=None)
    return list(rows.order_by("-at", "-pk")[:MOST_TO_NAME])
