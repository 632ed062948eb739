"""What a collective decided in a session."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Adjustment


class Decision(Addressed):
    """One decision, in the words of who wrote it down. `adjustment`: the one of the theory that it led to."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField(_("decision"), max_length=2000)
    by = OwnedForeignKey(Participant, related_name="decisions")
    at = models.DateTimeField()
    adjustment = OwnedForeignKey(Adjustment, null=True, related_name="decisions")
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "decision"

    def __str__(self) -> str:
        return self.text[:60]
