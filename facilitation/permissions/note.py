"""Who sees a note, and who may change it."""

from django.db.models import QuerySet

from collectives.models import Participant
from facilitation.models import Note
from facilitation.permissions.session import listed_sessions


def visible_notes(participant: Participant) -> QuerySet[Note]:
    """The notes of the sessions one sees, those taken away too: they can be brought back."""
    return Note.objects.filter(session__in=listed_sessions(participant).values("pk"))


def can_change_note(participant: Participant, note: Note, *, runs: bool) -> bool:
    """Whoever wrote it, and whoever runs the session. No SQL."""
    return runs or note.by_id == participant.pk
