"""What a facilitator thinks after a session, in answer to three questions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class ReflectionQuestion(models.TextChoices):
    """The three questions. The names are those of the columns that hold the answers."""

    LEARNING_COMMUNITY = "learning_community", _("How is the group growing as a learning community?")
    DEEPENING_INQUIRY = "deepening_inquiry", _("What shows you that its inquiry is going deeper?")
    APPLICATION_AT_HOME = (
        "application_at_home",
        _("What do members try at home, and how does it come back to the group?"),
    )


class SelfReflection(Addressed):
    """One facilitator's answers about one session.

    `agreed_to_share`: the questions whose answers other facilitators may read at their own monthly meeting.
    `wishes`: kinds of help this facilitator would welcome.
    """

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="reflections")
    facilitator = OwnedForeignKey(Participant, related_name="reflections")
    learning_community = models.TextField(max_length=5000, blank=True)
    deepening_inquiry = models.TextField(max_length=5000, blank=True)
    application_at_home = models.TextField(max_length=5000, blank=True)
    agreed_to_share = models.JSONField(default=list)
    wishes = models.JSONField(default=list)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "self_reflection"
        constraints = [
            models.UniqueConstraint(fields=["program", "session", "facilitator"], name="self_reflection_once")
        ]
        indexes = [models.Index(fields=["program", "facilitator", "at"], name="self_reflection_by_time")]

    def __str__(self) -> str:
        return f"{self.facilitator} on {self.session}"


class SelfReflectionChange(Addressed):
    """What a self-reflection said before its author changed it."""

    reflection = OwnedForeignKey(SelfReflection, on_delete=models.CASCADE, related_name="changes")
    was = models.JSONField()
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "self_reflection_change"

    def __str__(self) -> str:
        return f"{self.reflection} until {self.at}"
