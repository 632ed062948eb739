"""Outgoing mail, as rows: what waits, what went out, what did not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models.participant import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class NoticeState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")


class Notice(Addressed):
    """One message to one person about one thing. `key` keeps it from being written twice.

    `calendar` holds the lines of the calendar file that goes with it, not folded; empty when none does.
    """

    recipient = OwnedForeignKey(Participant, related_name="notices")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True, db_default="")
    calendar_method = models.CharField(max_length=7, blank=True, db_default="")
    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=NoticeState, default=NoticeState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "notice"
        constraints = [models.UniqueConstraint(fields=["program", "kind", "key"], name="notice_once")]
        indexes = [models.Index(fields=["program", "written_at"], name="notice_by_time")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.email}"
