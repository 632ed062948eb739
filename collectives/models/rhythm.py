"""A collective's monthly rule, from which sessions are made."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.collective import Collective
from collectives.models.participant import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class RhythmKind(models.TextChoices):
    NTH_WEEKDAY = "nth_weekday", _("a weekday of the month, such as the third Tuesday")
    LAST_WEEKDAY = "last_weekday", _("the last such weekday of the month")
    LAST_DAY = "last_day", _("the last day of the month")
    EVERY_N_WEEKS = "every_n_weeks", _("every few weeks on one weekday")


class Meeting(models.TextChoices):
    """How people come together."""

    ROOM = "room", _("in the room")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("hybrid")


class Rhythm(Addressed):
    """Wall time, zone and rule; the instant of each session is derived from them.

    A changed rhythm is a new row; the former one ends. `weekday` counts from Monday = 0.
    """

    collective = OwnedForeignKey(Collective, related_name="rhythms")
    kind = models.CharField(max_length=16, choices=RhythmKind)
    nth = models.PositiveSmallIntegerField(null=True)
    weekday = models.PositiveSmallIntegerField(null=True)
    weeks = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    meeting = models.CharField(max_length=8, choices=Meeting)
    room = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    excluded_months = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    excluded_days = models.JSONField(default=list, blank=True)  # [["2026-12-21", "2027-01-03"], …], first and last day
    made_through = models.DateField(null=True)
    set_by = OwnedForeignKey(Participant, null=True, related_name="+")
    set_at = models.DateTimeField()
    ended_by = OwnedForeignKey(Participant, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "rhythm"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "collective"], condition=Q(ended_at=None), name="rhythm_once_per_collective"
            ),
            models.CheckConstraint(condition=Q(minutes__range=(15, 480)), name="rhythm_minutes_in_range"),
            models.CheckConstraint(
                condition=Q(kind="nth_weekday", nth__range=(1, 4), weekday__range=(0, 6))
                | Q(kind="last_weekday", weekday__range=(0, 6))
                | Q(kind="last_day")
                | Q(kind="every_n_weeks", weeks__range=(1, 8), weekday__range=(0, 6)),
                name="rhythm_rule_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Rhythm of {self.collective}"
