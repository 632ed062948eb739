"""A monthly session: when, where, what was planned, who came, what was noted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Meeting, Participant, Rhythm
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Document


class SessionState(models.TextChoices):
    """A replaced session is one whose rhythm changed before anybody had touched it; no list shows it."""

    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("cancelled")
    REPLACED = "replaced", _("replaced")


class ChangeKind(models.TextChoices):
    """What happened to a session. Agenda and decision keep what stood there before; note is of earlier days."""

    MOVED = "moved", _("moved")
    CANCELLED = "cancelled", _("cancelled")
    RESTORED = "restored", _("taken up again")
    REPLACED = "replaced", _("replaced by a new rhythm")
    KEPT = "kept", _("kept when the rhythm changed")
    AGENDA = "agenda", _("agenda changed")
    NOTE = "note", _("note changed")
    DECISION = "decision", _("decision changed")


class Session(Addressed):
    """Stored as wall time and zone; `starts_at` is the instant derived from them.

    A session made from a rhythm keeps the day the rule named (`nominal_date`), wherever it is moved.
    """

    collective = OwnedForeignKey(Collective, related_name="sessions")
    rhythm = OwnedForeignKey(Rhythm, null=True, related_name="sessions")
    nominal_date = models.DateField(null=True)
    date = models.DateField(_("day"))
    wall_time = models.TimeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=64)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    meeting = models.CharField(max_length=8, choices=Meeting)
    room = models.CharField(_("room"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    version = models.PositiveIntegerField(
        default=1, db_default=1
    )  # rises whenever it is moved, cancelled or taken up again
    made_by = OwnedForeignKey(Participant, null=True, related_name="+")  # empty when the rhythm made it
    made_at = models.DateTimeField()
    document = OwnedForeignKey(Document, null=True, related_name="sessions")  # of its notes

    class Meta(Addressed.Meta):
        db_table = "session"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "rhythm", "nominal_date"],
                condition=Q(rhythm__isnull=False),
                name="session_once_per_nominal_date",
            ),
            models.CheckConstraint(condition=Q(minutes__range=(15, 480)), name="session_minutes_in_range"),
        ]
        indexes = [
            models.Index(fields=["program", "collective", "starts_at"], name="session_by_time"),
            models.Index(fields=["program", "starts_at"], name="session_in_program_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.collective} on {self.date}"


class SessionChange(Addressed):
    """That a session was moved, cancelled or taken up again: from what, by whom, when, why."""

    session = OwnedForeignKey(Session, related_name="changes")
    what = models.CharField(max_length=10, choices=ChangeKind)
    was = models.JSONField(default=dict)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "session_change"

    def __str__(self) -> str:
        return f"{self.session}: {self.what}"
