"""Who sees a decision, and who may change it."""

from django.db.models import QuerySet

from collectives.models import Participant
from facilitation.models import Decision
from facilitation.permissions.session import listed_sessions


def visible_decisions(participant: Participant) -> QuerySet[Decision]:
    """The decisions of the sessions one sees, those taken away too: they can be brought back."""
    return Decision.objects.filter(session__in=listed_sessions(participant).values("pk"))


def can_change_decision(participant: Participant, decision: Decision, *, runs: bool) -> bool:
    """Take it away, say what it led to: whoever wrote it down, and whoever runs the session. No SQL."""
    return runs or decision.by_id == participant.pk
