"""Who sees an agenda item. Who may plan is `can_run_session`."""

from django.db.models import QuerySet

from collectives.models import Participant
from facilitation.models import AgendaItem
from facilitation.permissions.session import listed_sessions


def visible_agenda_items(participant: Participant) -> QuerySet[AgendaItem]:
    """The items of the sessions one sees."""
    return AgendaItem.objects.filter(session__in=listed_sessions(participant).values("pk"))
