"""Who sees a commitment, and who may do what with it."""

from django.db.models import QuerySet

from collectives.models import Collective, Participant
from collectives.permissions.collective import can_lead_collective, is_member, visible_collectives
from facilitation.models import Commitment


def visible_commitments(participant: Participant) -> QuerySet[Commitment]:
    """Those of the collectives one sees."""
    return Commitment.objects.filter(collective__in=visible_collectives(participant).values("pk"))


def can_make_commitment(participant: Participant, collective: Collective) -> bool:
    """Members, and who leads it. At most two SQL queries."""
    return is_member(participant, collective) or can_lead_collective(participant, collective)


def can_change_commitment(participant: Participant, commitment: Commitment, *, runs: bool) -> bool:
    """Whoever it is for, whoever wrote it down, and whoever runs the collective's sessions. No SQL."""
    return runs or participant.pk in {commitment.who_id, commitment.by_id}


def can_settle_commitment(participant: Participant, commitment: Commitment, *, runs: bool) -> bool:
    """Say that it is done, or not after all: whoever it is for, and whoever runs the sessions. No SQL."""
    return runs or participant.pk == commitment.who_id
