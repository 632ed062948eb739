"""What the shared view has shown of an indicator's day, each time that changed."""

from django.db import models

from evidence.models.protection import SMALLEST_AT_FIRST
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Indicator


class Release(Addressed):
    """One state of a day as everybody may see it, by the rule of that time. Rows stay: what was shown stays known.

    `cells` is what is told of each place and group, all that shared views read. `behind` holds, in the same order,
    the full counts it was made of: protection needs them for the next release, nobody else reads them. `waiting` says
    of the newest row that figures came since which cannot be shown without giving somebody away.
    """

    indicator = OwnedForeignKey(Indicator, on_delete=models.CASCADE, related_name="releases")
    on = models.DateField()
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    behind = models.JSONField()
    protects = models.BooleanField(default=True)
    smallest = models.PositiveSmallIntegerField(default=SMALLEST_AT_FIRST)
    coarsen = models.BooleanField(default=True)
    round_to = models.PositiveSmallIntegerField(default=0)
    show_counts = models.BooleanField(default=True)
    waiting = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "release"
        constraints = [
            models.UniqueConstraint(fields=["program", "indicator", "on", "number"], name="release_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.on}: {self.number}"
