"""What a person's calendar was told about a session."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Notice, Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned


class CalendarMethod(models.TextChoices):
    """RFC 5546: ask for an entry, or for another time of it; take it back."""

    REQUEST = "REQUEST", _("asked to come")
    CANCEL = "CANCEL", _("taken back")


class SessionInvitation(ProgramOwned):
    """One calendar file about one session to one person. The row with the highest `sequence` says how things stand.

    `sequence` rises for each person with each file; `version` is the session's that the file tells of.
    """

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="invitations")
    participant = OwnedForeignKey(Participant, related_name="session_invitations")
    sequence = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    method = models.CharField(max_length=7, choices=CalendarMethod)
    notice = OwnedForeignKey(Notice, related_name="session_invitations")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "session_invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "session", "participant", "sequence"], name="session_invitation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.session}: {self.method} {self.sequence}"
