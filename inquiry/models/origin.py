"""Where a leader's own if-action comes from."""

from django.db import models

from collectives.models import Participant
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned
from inquiry.models.placemat import MAX_TEXT, IfAction


class IfActionOrigin(ProgramOwned):
    """That an own if-action began as one of the collective's: how does it land in my school?

    `text` holds the collective's words as they were carried over, so that one can see when they have changed since.
    """

    if_action = OwnedForeignKey(IfAction, on_delete=models.CASCADE, related_name="origins")
    origin = OwnedForeignKey(IfAction, on_delete=models.CASCADE, related_name="landings")
    text = models.TextField(max_length=MAX_TEXT)
    carried_by = OwnedForeignKey(Participant, related_name="+")
    carried_at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "if_action_origin"
        constraints = [
            models.UniqueConstraint(fields=["program", "if_action"], name="if_action_origin_once"),
            models.CheckConstraint(
                condition=~models.Q(if_action=models.F("origin")), name="if_action_origin_is_another"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
