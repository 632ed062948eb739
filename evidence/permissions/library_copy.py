"""Who reads what other programs published, and who agrees to it."""

from django.db.models import QuerySet

from collectives.models import Participant
from collectives.permissions.program import can_manage_program
from evidence.models import LibraryCopy


def visible_copies(_participant: Participant) -> QuerySet[LibraryCopy]:
    """Everybody in the program reads them, as they read its own library."""
    return LibraryCopy.objects.all()


def can_share_library(participant: Participant) -> bool:
    """Agree to show and to see: who manages the program."""
    return can_manage_program(participant)
