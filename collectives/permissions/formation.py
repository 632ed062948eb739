"""Who sees a formation, and who runs it."""

from django.db.models import QuerySet

from collectives.models import Formation, Participant
from collectives.permissions.program import is_admin, is_staff


def visible_formations(participant: Participant) -> QuerySet[Formation]:
    """All of the program's, for program staff. Members and facilitators see their own answer, see ballot."""
    return Formation.objects.all() if is_staff(participant) else Formation.objects.none()


def can_see_formations(participant: Participant) -> bool:
    """The page of formations is for program staff."""
    return is_staff(participant)


def can_manage_formation(participant: Participant) -> bool:
    """Set it up, ask, remind, set rules, answer on somebody's behalf, form."""
    return is_admin(participant)
