"""That a collective's facilitator might welcome a hand, and why. Never a mark about a person."""

from django.db import models
from django.db.models import Q

from collectives.models import Collective, Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class FlagRule(models.TextChoices):
    """What raised a flag: a rule of `facilitation.engine.support`, by the same name, or somebody's hand."""

    NOT_HELD = "not_held"
    FEW_CAME = "few_came"
    UNMOVED = "unmoved"
    WISHED = "wished"
    BY_HAND = "by_hand"


class SupportFlag(Addressed):
    """Raised by a rule over what happened, or by hand; lowered by hand, or when its reason is gone.

    `facts` are what the rule saw, for a page to put into words; of a flag raised by hand: the words themselves, and
    kinds of help. `raised_by` and `lowered_by` are empty where nobody pressed anything.
    """

    collective = OwnedForeignKey(Collective, related_name="flags")
    rule = models.CharField(max_length=12, choices=FlagRule)
    facts = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    raised_by = OwnedForeignKey(Participant, null=True, related_name="+")
    lowered_at = models.DateTimeField(null=True)
    lowered_by = OwnedForeignKey(Participant, null=True, related_name="+")
    why = models.CharField(max_length=500, blank=True)

    class Meta(Addressed.Meta):
        db_table = "support_flag"
        constraints = [
            models.CheckConstraint(condition=Q(rule__in=FlagRule.values), name="support_flag_rule_known"),
            models.UniqueConstraint(
                fields=["program", "collective", "rule"],
                condition=Q(lowered_at=None) & ~Q(rule="by_hand"),
                name="support_flag_up_once",
            ),
            models.CheckConstraint(
                condition=Q(lowered_at=None, lowered_by=None) | Q(lowered_at__isnull=False), name="support_flag_lowered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collective}: {self.rule}"
