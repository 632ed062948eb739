"""Outgoing mail, as rows: what waits, what went out, what did not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models.participant import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class NoticeState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    KEPT = "kept", _("written in a rehearsal, never sent")


class Notice(Addressed):
    """One message to one person about one thing. `key` keeps it from being written twice.

    `calendar` holds the lines of the calendar file that goes with it, not folded; empty when none does.
    `unsubscribe` is the address that stops this kind of mail, for mail that comes by itself; empty for other mail.
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
    unsubscribe = models.CharField(max_length=500, blank=True, db_default="")
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


class ThingTold(ProgramOwned):
    """That a mail told somebody of one thing, so that no other mail tells it again in the same week.

    `what` is "commitment", "evidence", "help", "session" or "gathering"; `about` its id.
    """

    notice = OwnedForeignKey(Notice, on_delete=models.CASCADE, related_name="things")
    recipient = OwnedForeignKey(Participant, related_name="things_told")
    what = models.CharField(max_length=12)
    about = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "thing_told"
        constraints = [
            models.UniqueConstraint(fields=["program", "notice", "what", "about"], name="thing_told_once_in_a_mail")
        ]
        indexes = [models.Index(fields=["program", "recipient", "at"], name="thing_told_lately")]

    def __str__(self) -> str:
        return f"{self.what} {self.about} to {self.recipient}"
