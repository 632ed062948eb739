"""Who plans what evidence is brought, and who sees the plan."""

from django.db.models import QuerySet

from collectives.models import Participant
from evidence.models import PlanLine
from evidence.permissions.data_point import visible_indicators
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat


def visible_plan_lines(participant: Participant) -> QuerySet[PlanLine]:
    """Those of the placemats one sees."""
    return PlanLine.objects.filter(indicator__in=visible_indicators(participant).values("pk"))


def can_plan_evidence(participant: Participant, placemat: Placemat) -> bool:
    """Say how an indicator is counted, who brings it and when: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)
