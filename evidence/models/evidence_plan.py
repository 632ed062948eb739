"""The evidence plan: who brings what shows an indicator, how often, from where, by when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant, School
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Indicator


class HowOften(models.TextChoices):
    """After what time the next data point is due."""

    ONCE = "once", _("once")
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnight", _("every two weeks")
    MONTHLY = "monthly", _("every month")
    SIX_WEEKS = "six_weeks", _("every six weeks")
    TERM = "term", _("every three months")


class PlanLine(Addressed):
    """That somebody brings an indicator's data points, of a school or of their district (without a school).

    It is due first on `first_due`, then at every step of `how_often` up to `until`. A line ends; it is not deleted.
    """

    indicator = OwnedForeignKey(Indicator, related_name="plan_lines")
    participant = OwnedForeignKey(Participant, related_name="plan_lines")
    school = OwnedForeignKey(School, null=True, blank=True, related_name="+")
    how_often = models.CharField(_("how often"), max_length=9, choices=HowOften)
    source = models.CharField(_("from where"), max_length=200, blank=True)
    first_due = models.DateField(_("due first"))
    until = models.DateField(_("until"), null=True, blank=True)
    made_by = OwnedForeignKey(Participant, related_name="+")
    made_at = models.DateTimeField()
    ended_by = OwnedForeignKey(Participant, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "plan_line"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("first_due")), name="plan_line_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["program", "participant"], condition=Q(ended_at=None), name="plan_line_mine")]

    def __str__(self) -> str:
        return f"{self.participant}: {self.indicator}"
