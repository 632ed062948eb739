"""That a measure said to be about things is about no people: until then its small figures are protected."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Indicator

MAX_WHY = 500


class Confirmation(Addressed):
    """Somebody who may has looked at an indicator and found that no person stands behind its figures.

    `text` and `unit` are what the indicator said then: once it says something else, this does not hold. Rows stay;
    one that was taken back says by whom and when, and `why` where something had been shown.
    """

    indicator = OwnedForeignKey(Indicator, related_name="confirmations")
    text = models.CharField(max_length=500)
    unit = models.CharField(max_length=60, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    taken_back_by = OwnedForeignKey(Participant, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    why = models.CharField(_("why"), max_length=MAX_WHY, blank=True)

    class Meta(Addressed.Meta):
        db_table = "confirmation"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "indicator"], condition=Q(taken_back_at=None), name="confirmation_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="confirmation_taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.by}"
