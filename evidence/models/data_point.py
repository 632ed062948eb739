"""Data points: what an indicator showed, where, for whom, on what day; and what they said before."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collectives.models import District, Participant, School
from evidence.models.evidence_import import EvidenceImport
from evidence.models.evidence_plan import PlanLine
from evidence.models.measure import MAX_LEVELS, MeasureKind
from evidence.models.student_group import StudentGroup
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Indicator

MAX_WORDS = 4_000
MAX_NOTE = 500


class DataPoint(Addressed):
    """One figure, or words, of one district: of one of its schools or of all of it, of one student group or of all.

    `on` is the day it tells about. The figures are full: only people of the district see them, everybody else what
    protection leaves. By kind: a value is `value`, with `denominator` people behind it where that is known; a share
    and what was seen or not is `numerator` of `denominator`; a scale is `counts` from its lowest level to its highest.
    """

    indicator = OwnedForeignKey(Indicator, related_name="data_points")
    kind = models.CharField(max_length=6, choices=MeasureKind)
    on = models.DateField(_("the day it tells about"))
    district = OwnedForeignKey(District, related_name="data_points")
    school = OwnedForeignKey(School, null=True, related_name="data_points")
    group = OwnedForeignKey(StudentGroup, null=True, related_name="data_points")
    value = models.FloatField(null=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    counts = ArrayField(models.PositiveIntegerField(), size=MAX_LEVELS, null=True)
    words = models.TextField(max_length=MAX_WORDS, blank=True)
    lang = models.CharField(max_length=5, blank=True)
    note = models.CharField(_("note"), max_length=MAX_NOTE, blank=True)
    source = models.CharField(_("from where"), max_length=200, blank=True)
    plan_line = OwnedForeignKey(PlanLine, null=True, related_name="data_points")
    due_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    evidence_import = OwnedForeignKey(EvidenceImport, null=True, related_name="data_points")
    brought_by = OwnedForeignKey(Participant, related_name="+")
    brought_at = models.DateTimeField()
    removed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "data_point"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="value", value__isnull=False, numerator=None, counts=None, words="")
                | Q(
                    kind__in=["share", "yes_no"],
                    value=None,
                    numerator__isnull=False,
                    denominator__isnull=False,
                    counts=None,
                    words="",
                )
                | Q(kind="scale", value=None, numerator=None, denominator=None, counts__isnull=False, words="")
                | (Q(kind="words", value=None, numerator=None, denominator=None, counts=None) & ~Q(words="")),
                name="data_point_figures_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(numerator__lte=F("denominator")), name="data_point_part_of_whole"
            ),
            models.UniqueConstraint(
                fields=["program", "indicator", "on", "district", "school", "group"],
                condition=Q(removed_at=None, kind__in=["value", "share", "scale"]),
                nulls_distinct=False,
                name="data_point_once",
            ),
            models.CheckConstraint(
                condition=Q(plan_line=None, due_on=None) | Q(plan_line__isnull=False, due_on__isnull=False),
                name="data_point_due_with_its_line",
            ),
        ]
        indexes = [
            models.Index(fields=["program", "indicator", "on"], name="data_point_by_day"),
            models.Index(
                fields=["program", "plan_line", "due_on"],
                condition=Q(plan_line__isnull=False),
                name="data_point_of_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.on}"


class DataPointChange(Addressed):
    """That a data point was corrected, taken away or brought back: what it said before, who, when, why.

    `was` holds the changed fields by name, as they were.
    """

    class What(models.TextChoices):
        CORRECTED = "corrected", _("corrected")
        REMOVED = "removed", _("taken away")
        RESTORED = "restored", _("brought back")

    data_point = OwnedForeignKey(DataPoint, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    was = models.JSONField(default=dict)
    why = models.CharField(_("why"), max_length=500, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "data_point_change"
        indexes = [models.Index(fields=["program", "data_point"], name="data_point_change_of")]

    def __str__(self) -> str:
        return f"{self.data_point}: {self.what}"
