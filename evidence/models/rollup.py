"""How many data points came in, kept beside the data points by the database so that nobody has to count them.

Triggers on `data_point` append what a statement added or took away to the tail; a task merges the tail into the
rollup; whoever reads adds what is still in the tail. So the figures are exact at any time, and writing data points
never waits for a row that somebody else counts in. Decision 0051.
"""

from django.db import models
from django.db.models import Q

from collectives.models import Collective, District
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned
from inquiry.models import Indicator, IndicatorKind


class EvidenceTail(ProgramOwned):
    """Data points of an indicator and a district that came (`points` above 0) or went, by the month they tell about."""

    indicator = OwnedForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    district = OwnedForeignKey(District, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    points = models.IntegerField()

    class Meta(ProgramOwned.Meta):
        db_table = "evidence_tail"

    def __str__(self) -> str:
        return f"{self.points:+} in {self.month:%Y-%m}"


class EvidenceRollup(ProgramOwned):
    """Data points of a month, counted once for each district and once for each collective. Merged tails, no more."""

    district = OwnedForeignKey(District, null=True, on_delete=models.CASCADE, related_name="+")
    collective = OwnedForeignKey(Collective, null=True, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    kind = models.CharField(max_length=8, choices=IndicatorKind)
    points = models.BigIntegerField()

    class Meta(ProgramOwned.Meta):
        db_table = "evidence_rollup"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "district", "collective", "month", "kind"],
                nulls_distinct=False,
                name="evidence_rollup_once",
            ),
            models.CheckConstraint(
                condition=Q(district=None, collective__isnull=False) | Q(district__isnull=False, collective=None),
                name="evidence_rollup_by_one_of_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points} in {self.month:%Y-%m}"
