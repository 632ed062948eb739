"""The one mail a week that comes by itself: who wants it, and which week it was looked at for whom."""

from django.db import models

from collectives.models import Notice, Participant
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned


class DigestChoice(ProgramOwned):
    """That somebody stopped the weekly mail, or asked for it again. The last one counts; without one it comes.

    `by_link`: with the link in the mail, by whoever had it.
    """

    participant = OwnedForeignKey(Participant, related_name="digest_choices")
    wanted = models.BooleanField()
    by_link = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "digest_choice"
        indexes = [models.Index(fields=["program", "participant", "at"], name="digest_choice_last")]

    def __str__(self) -> str:
        return f"{self.participant}: {'on' if self.wanted else 'off'}"


class DigestWeek(ProgramOwned):
    """That somebody's week was looked at, once: by its Monday. `notice` is empty when there was nothing to say."""

    participant = OwnedForeignKey(Participant, related_name="digest_weeks")
    monday = models.DateField()
    notice = OwnedForeignKey(Notice, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "digest_week"
        constraints = [models.UniqueConstraint(fields=["program", "participant", "monday"], name="digest_week_once")]

    def __str__(self) -> str:
        return f"{self.participant}, week of {self.monday}"
