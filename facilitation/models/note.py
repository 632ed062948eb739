"""What is written down in a session: one text, by everybody who takes part."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned

MAX_NOTES = 50_000
PART = "notes"  # the one text of their document


class SessionNotes(ProgramOwned):
    """The notes as the session's document has them, at most two seconds behind. `version` rises with each spell."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="shared_notes")
    text = models.TextField(_("notes"), blank=True, max_length=MAX_NOTES)
    version = models.PositiveIntegerField(default=0)
    changed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "session_notes"
        constraints = [models.UniqueConstraint(fields=["program", "session"], name="session_notes_once")]

    def __str__(self) -> str:
        return f"Notes of {self.session}"


class NotesChange(ProgramOwned):
    """What stood in the notes after a spell of writing. `also_by` are others who wrote in the same breath."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="notes_changes")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = OwnedForeignKey(Participant, null=True, related_name="+")
    also_by = ArrayField(models.UUIDField(), default=list, blank=True)
    began_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "notes_change"
        constraints = [
            models.UniqueConstraint(fields=["program", "session", "version"], name="notes_change_version_once")
        ]

    def __str__(self) -> str:
        return f"Notes of {self.session}, version {self.version}"
