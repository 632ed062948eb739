"""Analyses: what people make of what was brought."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import MAX_IF_ACTIONS, Adjustment, Placemat

MAX_ANSWER = 5_000
MOST_PARTS = MAX_IF_ACTIONS + 2


class Course(models.TextChoices):
    """What people decide to do with what they acted on."""

    ADOPT = "adopt", _("adopt: it helps, it becomes the way we do things")
    ADAPT = "adapt", _("adapt: it helps in part, we change it")
    ABANDON = "abandon", _("abandon: it does not help, we stop it")
    GO_ON = "go_on", _("go on collecting: it is too early to say")


ADJUSTING = (Course.ADAPT, Course.ABANDON)


class Analysis(Addressed):
    """Four answers, the clauses they speak of, and what is decided. Taken away, not deleted.

    `parts` are clauses: `if:<id>`, "then", "so_that". It points to what was brought by its citations. `adjustment`:
    what became of the theory where the course was to adapt or to abandon something.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="analyses")
    seen = models.TextField(_("What do we see?"), max_length=MAX_ANSWER)
    reading = models.TextField(_("What do we make of it?"), max_length=MAX_ANSWER, blank=True)
    rivals = models.TextField(_("What else could explain it?"), max_length=MAX_ANSWER, blank=True)
    next_step = models.TextField(_("What do we do next?"), max_length=MAX_ANSWER, blank=True)
    parts = ArrayField(models.CharField(max_length=50), size=MOST_PARTS, default=list, blank=True)
    lang = models.CharField(max_length=5)
    course = models.CharField(max_length=7, choices=Course, blank=True)
    course_why = models.TextField(_("why"), max_length=MAX_ANSWER, blank=True)
    decided_by = OwnedForeignKey(Participant, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    adjustment = OwnedForeignKey(Adjustment, null=True, related_name="analyses")
    version = models.PositiveIntegerField(default=1)
    by = OwnedForeignKey(Participant, related_name="analyses")
    at = models.DateTimeField()
    changed_by = OwnedForeignKey(Participant, related_name="+")
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "analysis"
        verbose_name_plural = "analyses"
        constraints = [
            models.CheckConstraint(condition=~Q(seen=""), name="analysis_sees_something"),
            models.CheckConstraint(
                condition=Q(adjustment=None) | Q(course__in=ADJUSTING), name="analysis_adjusts_where_it_changes"
            ),
            models.CheckConstraint(
                condition=Q(course="", decided_by=None, decided_at=None)
                | (~Q(course="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="analysis_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["program", "placemat", "-at"], name="analysis_newest")]

    def __str__(self) -> str:
        return self.seen[:60]


class AnalysisChange(ProgramOwned):
    """What happened to an analysis after it was written: `was` holds what stood there before, by name."""

    class What(models.TextChoices):
        WRITTEN = "written", _("written anew")
        DECIDED = "decided", _("decided anew")
        LINKED = "linked", _("led to another adjustment")
        REMOVED = "removed", _("taken away")
        RESTORED = "restored", _("brought back")

    analysis = OwnedForeignKey(Analysis, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    was = models.JSONField(default=dict)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "analysis_change"

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"
