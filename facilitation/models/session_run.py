"""A session while it takes place: who leads, which step, how long, what the screens show."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from collectives.models import Participant
from facilitation.models.agenda import AgendaItem
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class SessionRun(Addressed):
    """That a session was begun. `code` is what a room types to join; it is shown on a wall, so it is no secret.

    `shows` says what the screens show beside the step: {"kind": "placemat", "clause": "if:<id>"}, {"kind": "prompt",
    "pk": "<id>"}, {"kind": "indicator", "pk": "<id>"}, {"kind": "commitments"}; empty for what the step itself asks
    for. `summary_at`: when the summary went out to members, once; `summary_by` is empty when it went by itself.
    """

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField()
    started_by = OwnedForeignKey(Participant, related_name="+")
    led_by = OwnedForeignKey(Participant, related_name="+")
    led_since = models.DateTimeField()
    shows = models.JSONField(default=dict, blank=True)
    code = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)  # rises with whatever its pages show but who answered and who came
    ended_at = models.DateTimeField(null=True)
    ended_by = OwnedForeignKey(Participant, null=True, related_name="+")
    summary_at = models.DateTimeField(null=True)
    summary_by = OwnedForeignKey(Participant, null=True, related_name="+")

    class Meta(Addressed.Meta):
        db_table = "session_run"
        constraints = [
            models.UniqueConstraint(fields=["program", "session"], name="session_run_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False), name="session_run_ended_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}, begun"


class SessionStep(ProgramOwned):
    """That the group was at one step of an item: since when, how long it was to take, what was added, until when.

    The one without an end is where the group is now. `number` counts the steps of the item from 1.
    """

    run = OwnedForeignKey(SessionRun, on_delete=models.CASCADE, related_name="steps")
    item = OwnedForeignKey(AgendaItem, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    planned_seconds = models.PositiveIntegerField()
    added_seconds = models.IntegerField(default=0)
    began_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    paused_seconds = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    by = OwnedForeignKey(Participant, related_name="+")

    class Meta(ProgramOwned.Meta):
        db_table = "session_step"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "run"], condition=Q(ended_at=None), name="session_step_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Step {self.number} of {self.item_id}"

    @property
    def length(self) -> timedelta:
        """How long it may take, with what was added."""
        return timedelta(seconds=max(0, self.planned_seconds + self.added_seconds))

    def taken(self, now: datetime) -> timedelta:
        """How long the group has been at it, without pauses; until its end when it has one."""
        until = self.ended_at or self.paused_at or now
        return max(timedelta(0), until - self.began_at - timedelta(seconds=self.paused_seconds))
