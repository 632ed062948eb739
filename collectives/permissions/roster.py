"""Who brings in participants from a file."""

from django.db.models import QuerySet

from collectives.models import Participant, RosterImport
from collectives.permissions.program import is_admin


def can_bring_in_roster(participant: Participant) -> bool:
    """Bring in a file, look at what it would do, undo it."""
    return is_admin(participant)


def visible_rosters(participant: Participant) -> QuerySet[RosterImport]:
    """All of the program's for an admin, none for anyone else: they hold every e-mail address."""
    return RosterImport.objects.all() if is_admin(participant) else RosterImport.objects.none()
