"""Who said they would come to a session, and who came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned


class Coming(models.TextChoices):
    """What a person answers beforehand."""

    ROOM = "room", _("in the room")
    ONLINE = "online", _("online")
    NO = "no", _("cannot come")


class Came(models.TextChoices):
    """What the facilitator marks."""

    ROOM = "room", _("in the room")
    ONLINE = "online", _("online")
    REGRETS = "regrets", _("sent regrets")


WAS_THERE = (Came.ROOM, Came.ONLINE)


class Attendance(ProgramOwned):
    """One person and one session: the answer beforehand and the mark afterwards, either may be empty."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="attendance")
    participant = OwnedForeignKey(Participant, related_name="attendance")
    coming = models.CharField(max_length=6, choices=Coming, blank=True)
    answered_at = models.DateTimeField(null=True)
    came = models.CharField(max_length=7, choices=Came, blank=True)
    marked_by = OwnedForeignKey(Participant, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)  # went before the end

    class Meta(ProgramOwned.Meta):
        db_table = "attendance"
        constraints = [models.UniqueConstraint(fields=["program", "session", "participant"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.participant} at {self.session}"


class AttendanceChange(ProgramOwned):
    """That an answer (`what` is "coming") or a mark ("came") changed: from what, to what, by whom, when.

    Empty stands for none, before or after.
    """

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="attendance_changes")
    participant = OwnedForeignKey(Participant, related_name="attendance_changes")
    what = models.CharField(max_length=6)
    was = models.CharField(max_length=7, blank=True)
    value = models.CharField(max_length=7, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "attendance_change"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=["coming", "came"]), name="attendance_change_is_answer_or_mark"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.value} after {self.was}"
