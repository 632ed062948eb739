"""Who rehearses."""

from collectives.models import Membership, User


def can_rehearse(user: User) -> bool:
    """Whoever may enter a program, other than a rehearsal: tomorrow's facilitators are today's leaders. One query."""
    return Membership.objects.filter(user=user, left_at=None, program__rehearsal_of=None).exists()
