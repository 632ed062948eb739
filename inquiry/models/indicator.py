"""Indicators: what would show that the theory holds, promised before any data exists."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models.placemat import IfAction, Placemat


class DataType(models.TextChoices):
    """Victoria Bernhardt's four types of data."""

    LEARNING = "learning", _("Student learning")
    PERCEPTIONS = "perceptions", _("Perceptions")
    PROCESSES = "processes", _("School processes")
    DEMOGRAPHIC = "demographic", _("Demographic")


class IndicatorKind(models.TextChoices):
    LEADING = "leading", _("Leading")
    LAGGING = "lagging", _("Lagging")


class Clause(models.TextChoices):
    """The clause of the theory of action that an indicator shows."""

    IF = "if", _("If we")
    THEN = "then", _("Then")
    SO_THAT = "so_that", _("So that")


class Direction(models.TextChoices):
    RISE = "rise", _("should rise")
    FALL = "fall", _("should fall")
    HOLD = "hold", _("should hold")


class Indicator(Addressed):
    """Leading ones are aligned to an if-action, lagging ones to the then or the so-that. Taken away, not deleted.

    `baseline` and `target` are what people write ("8 of 36", "60 %"): the numbers come with the data points.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="indicators")
    kind = models.CharField(max_length=8, choices=IndicatorKind)
    clause = models.CharField(max_length=8, choices=Clause)
    if_action = OwnedForeignKey(IfAction, null=True, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("what would you see?"), max_length=500)
    data_types = ArrayField(models.CharField(max_length=12, choices=DataType), size=4)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.CharField(_("baseline"), max_length=60, blank=True)
    target = models.CharField(_("target"), max_length=60, blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.RISE)
    how_often = models.CharField(_("how often"), max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "indicator"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="leading", clause="if", if_action__isnull=False)
                | Q(kind="lagging", clause__in=["then", "so_that"], if_action=None),
                name="indicator_belongs_to_its_clause",
            ),
            models.CheckConstraint(condition=Q(data_types__len__range=(1, 4)), name="indicator_has_data_type"),
            models.UniqueConstraint(
                fields=["program", "placemat", "kind", "position"],
                condition=Q(removed_at=None),
                name="indicator_position_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text
