"""Adjustments to the theory of action: what was changed while acting on it, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models.placemat import Placemat

MAX_WHY = 2_000


class Adjustment(Addressed):
    """That people changed their theory of action, and what made them.

    `parts` tells what was adjusted: `part` is "then", "so_that" or `if:<id>`, `fate` added, changed, moved or gone, and
    `number` the one by which people called an if-action. What stood there before and after is in the placemat's history
    at the two moments. What led to it (a decision, an analysis) points to it from above. It is taken away, not deleted.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="adjustments")
    parts = models.JSONField(default=list)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    why = models.TextField(_("what led to it"), max_length=MAX_WHY)
    on = models.DateField(_("the day"))
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    removed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "adjustment"
        constraints = [
            models.CheckConstraint(condition=~Q(parts=[]), name="adjustment_changes_something"),
            models.CheckConstraint(condition=Q(to_at__gt=models.F("from_at")), name="adjustment_moments_in_order"),
        ]

    def __str__(self) -> str:
        return f"Adjustment of {self.on}"
