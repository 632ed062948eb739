"""Which themes everyone in the program may read about."""

from django.db.models import QuerySet

from collectives.models import Participant, Theme


def visible_open_themes(participant: Participant) -> QuerySet[Theme]:
    """The themes members can join: those that are not set aside. For everyone in the program."""
    return Theme.objects.filter(set_aside_at=None)
