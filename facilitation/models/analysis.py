"""Analyses that a collective made in a session."""

from django.db import models

from collectives.models import Participant
from evidence.models import Analysis
from facilitation.models.session import Session
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned


class SessionAnalysis(ProgramOwned):
    """That an analysis was made in a session. It ends when it was named by mistake; it is not deleted."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="analyses")
    analysis = OwnedForeignKey(Analysis, on_delete=models.CASCADE, related_name="sessions")
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "session_analysis"
        constraints = [
            models.UniqueConstraint(fields=["program", "session", "analysis"], name="session_analysis_once"),
        ]

    def __str__(self) -> str:
        return f"{self.analysis} in {self.session}"
