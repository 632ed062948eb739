"""What was written down in a session."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class Note(Addressed):
    """One note by one person. It is taken away, not deleted."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=5000)
    by = OwnedForeignKey(Participant, related_name="notes")
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "note"

    def __str__(self) -> str:
        return self.text[:60]
