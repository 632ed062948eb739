"""What somebody did at the stations of their rehearsal that no other row tells of."""

from django.db import models

from collectives.models import Participant
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned

MAX_KEY = 20


class RehearsalMark(ProgramOwned):
    """That a station was passed by, or that its question was answered, and how; each answer is kept once.

    Everything else that a station asks for leaves rows of its own: a station is done when those are there.
    """

    class What(models.TextChoices):
        SKIPPED = "skipped"
        ANSWERED = "answered"

    station = models.CharField(max_length=MAX_KEY)
    what = models.CharField(max_length=8, choices=What)
    choice = models.CharField(max_length=MAX_KEY, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "rehearsal_mark"
        constraints = [
            models.UniqueConstraint(fields=["program", "station", "what", "choice"], name="rehearsal_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.station}: {self.what} {self.choice}".strip()
