"""Who sees support flags and the log of help. Who oversees a collective raises, lowers and answers them."""

from django.db.models import Q, QuerySet

from collectives.models import Participant
from collectives.permissions.collective import overseen_collectives
from collectives.permissions.program import is_staff
from facilitation.models import Help, SupportFlag


def visible_flags(participant: Participant) -> QuerySet[SupportFlag]:
    """Those of the collectives whose program staff one is. No facilitator and no member sees a flag."""
    return SupportFlag.objects.filter(collective__in=overseen_collectives(participant).values("pk"))


def visible_help(participant: Participant) -> QuerySet[Help]:
    """The same for the log, and for a facilitator what was addressed to them: what was offered, not why."""
    overseen = overseen_collectives(participant).values("pk")
    return Help.objects.filter(Q(collective__in=overseen) | Q(addressed_to=participant))


def can_see_support(participant: Participant) -> bool:
    """Open the list of who would welcome a hand: program staff, each as far as their regions go. No SQL."""
    return is_staff(participant)
