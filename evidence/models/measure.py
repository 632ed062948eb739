"""How an indicator is counted: what was promised in words becomes numbers that a chart can show."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Indicator

MAX_LEVELS = 7


class MeasureKind(models.TextChoices):
    """What one data point of an indicator is."""

    VALUE = "value", _("a number")
    SHARE = "share", _("so many of so many")
    SCALE = "scale", _("answers along a scale")
    YES_NO = "yes_no", _("seen or not seen")
    WORDS = "words", _("words")


class About(models.TextChoices):
    """Whom or what is counted. Only figures about people are protected, and about things only what was confirmed."""

    STUDENTS = "students", _("students")
    ADULTS = "adults", _("adults")
    THINGS = "things", _("things, such as lessons, units or meetings")


class Measure(Addressed):
    """One indicator's measure, decided before its first data point; its kind stays as long as there are data points.

    `scale` names the levels from lowest to highest, for a scale alone. `baseline` and `target` are on the axis of the
    chart: the number itself, percent of a share or of what was seen, the mean level (1 is the lowest) of a scale.
    """

    indicator = OwnedForeignKey(Indicator, related_name="measures")
    kind = models.CharField(max_length=6, choices=MeasureKind)
    about = models.CharField(max_length=8, choices=About, default=About.STUDENTS)
    scale = ArrayField(models.CharField(max_length=60), size=MAX_LEVELS, default=list, blank=True)
    baseline = models.FloatField(_("baseline"), null=True, blank=True)
    target = models.FloatField(_("target"), null=True, blank=True)
    set_by = OwnedForeignKey(Participant, related_name="+")
    set_at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "measure"
        constraints = [
            models.UniqueConstraint(fields=["program", "indicator"], name="measure_once_per_indicator"),
            models.CheckConstraint(
                condition=Q(kind="scale", scale__len__range=(2, MAX_LEVELS)) | (~Q(kind="scale") & Q(scale=[])),
                name="measure_scale_has_levels",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.kind}"
