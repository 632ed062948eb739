"""A collective makes an analysis in a session."""

from datetime import datetime

from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.models import Analysis
from facilitation.models import Session, SessionAnalysis
from ilc.errors import Refused


class AnalysisOfOthers(Refused):
    """It is about another collective's evidence, or about a leader's own."""


def name_analysis(session: Session, *, analysis: Analysis, by: Participant, now: datetime) -> None:
    """Say that it was made in this session. Raises AnalysisOfOthers. A second time changes nothing."""
    placemat = analysis.placemat
    if placemat.leader_id or placemat.cycle.collective_id != session.collective_id:
        raise AnalysisOfOthers(_("That analysis is not about this collective’s own evidence."))
    SessionAnalysis.objects.update_or_create(
        session=session,
        analysis=analysis,
        defaults={"ended_at": None},
        create_defaults={"by": by, "at": now},
    )


def unname_analysis(session: Session, *, analysis: Analysis, now: datetime) -> None:
    """It was not made here after all. The analysis itself stays."""
    SessionAnalysis.objects.filter(session=session, analysis=analysis, ended_at=None).update(ended_at=now)
