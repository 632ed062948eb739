"""Who sees the mail that a program sent."""

from django.db.models import QuerySet

from collectives.models import Notice, Participant
from collectives.permissions.program import is_admin


def visible_notices(participant: Participant) -> QuerySet[Notice]:
    """All of the program's for an admin; for everybody else none: mail is between two people."""
    return Notice.objects.all() if is_admin(participant) else Notice.objects.none()


def can_see_notices(participant: Participant) -> bool:
    """Open the list of the program's mail, and send again what could not be sent."""
    return is_admin(participant)
