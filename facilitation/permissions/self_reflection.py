"""Who reads a self-reflection: its author and program staff, never members; and who writes one."""

from django.db.models import Q, QuerySet

from collectives.models import Collective, Participant
from collectives.permissions.collective import is_facilitator, overseen_collectives
from facilitation.models import SelfReflection


def visible_reflections(participant: Participant) -> QuerySet[SelfReflection]:
    """One's own, and those of the collectives whose staff one is. Who guides beside the author sees only their own."""
    overseen = overseen_collectives(participant).values("pk")
    return SelfReflection.objects.filter(Q(facilitator=participant) | Q(session__collective__in=overseen))


def can_reflect(participant: Participant, collective: Collective) -> bool:
    """Answer the three questions after a session: its facilitators, nobody in their place. One SQL query."""
    return is_facilitator(participant, collective)
