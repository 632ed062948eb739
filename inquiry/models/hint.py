"""Which of the guide's questions somebody does not want to see now."""

from django.db import models

from collectives.models import Participant
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned
from inquiry.models.placemat import Placemat

LONGEST_KEY = 120


class HintAside(ProgramOwned):
    """A question that one participant put aside on one placemat, until the words it speaks of change.

    `spoken` is a digest of those words. It is each person's own and no part of the history: gone when it is taken back.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="+")
    participant = OwnedForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)
    spoken = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "hint_aside"
        constraints = [
            models.UniqueConstraint(fields=["program", "placemat", "participant", "key"], name="hint_aside_once")
        ]

    def __str__(self) -> str:
        return self.key
