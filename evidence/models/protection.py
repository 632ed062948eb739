"""How a program protects small groups in what is seen outside of the owning district."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey

SMALLEST_EVER = 5
SMALLEST_AT_FIRST = 10


class ProtectionRule(Addressed):
    """The rule since it was set; the newest row holds, without one the defaults do. Rows are not changed.

    `smallest` is the fewest people whose figure is shown. `coarsen` shows what is near 0 % and 100 % as a range that
    depends on the size of the group. `round_to` rounds counts to its multiples, 0 leaves them. `show_counts` says how
    many people stand behind a figure.
    """

    smallest = models.PositiveSmallIntegerField(_("smallest group that is shown"), default=SMALLEST_AT_FIRST)
    coarsen = models.BooleanField(_("show what is near 0 % and 100 % as a range"), default=True)
    round_to = models.PositiveSmallIntegerField(
        _("round counts to"), choices=[(0, "–"), (5, "5"), (10, "10")], default=0
    )
    show_counts = models.BooleanField(_("say how many people stand behind a figure"), default=True)
    why = models.CharField(_("why"), max_length=500, blank=True)
    set_by = OwnedForeignKey(Participant, related_name="+")
    set_at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "protection_rule"
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest__gte=SMALLEST_EVER, smallest__lte=100), name="protection_rule_smallest"
            ),
            models.CheckConstraint(condition=Q(round_to__in=[0, 5, 10]), name="protection_rule_rounding"),
        ]

    def __str__(self) -> str:
        return f"smallest {self.smallest}"
