"""Reports: what a cycle or a whole program hands on, written from what is there anyway."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES, Participant, Region
from evidence.models.analysis import MAX_ANSWER
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import Indicator, Placemat

MAX_TITLE = 150
MAX_REMARK = 2_000
MOST_PARTS = 20


class ReportKind(models.TextChoices):
    """A cycle report and a story tell of one collective's cycle, a knowledge report of a region or the program."""

    CYCLE = "cycle", _("cycle report")
    STORY = "story", _("two-page story")
    KNOWLEDGE = "knowledge", _("knowledge report")


class ReportPaper(models.TextChoices):
    """The paper that a report is set for."""

    LETTER = "letter", _("Letter")
    A4 = "a4", _("A4")


class Report(Addressed):
    """A draft and its PDF alike: what goes in (`parts`, in their order) and the words that only the report has.

    Everything else is read anew each time. `placemat` is that of the cycle it tells of; a knowledge report has none,
    and is about a region, or without one about the whole program. `left_out` are analyses that are not to go in.
    `indicator` is the one chart of a story.
    """

    kind = models.CharField(max_length=9, choices=ReportKind)
    placemat = OwnedForeignKey(Placemat, null=True, on_delete=models.CASCADE, related_name="reports")
    region = OwnedForeignKey(Region, null=True, related_name="reports")
    title = models.CharField(_("title"), max_length=MAX_TITLE)
    parts = ArrayField(models.CharField(max_length=20), size=MOST_PARTS, default=list)
    left_out = ArrayField(models.UUIDField(), default=list, blank=True)
    foreword = models.TextField(_("foreword"), max_length=MAX_ANSWER, blank=True)
    others = models.TextField(_("what others can use"), max_length=MAX_ANSWER, blank=True)
    saw = models.TextField(_("what we saw"), max_length=MAX_ANSWER, blank=True)
    did = models.TextField(_("what we did"), max_length=MAX_ANSWER, blank=True)
    came = models.TextField(_("what came of it"), max_length=MAX_ANSWER, blank=True)
    indicator = OwnedForeignKey(Indicator, null=True, related_name="+")
    words_language = models.CharField(max_length=5, choices=LANGUAGES)  # of what is written here
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES)
    paper = models.CharField(_("paper"), max_length=6, choices=ReportPaper)
    version = models.PositiveIntegerField(default=1)
    made_by = OwnedForeignKey(Participant, related_name="+")
    made_at = models.DateTimeField()
    changed_by = OwnedForeignKey(Participant, related_name="+")
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "report"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="knowledge", placemat=None)
                | (~Q(kind="knowledge") & Q(placemat__isnull=False, region=None)),
                name="report_is_about_a_cycle_or_a_program",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="report_has_a_title"),
        ]
        indexes = [models.Index(fields=["program", "placemat", "-made_at"], name="report_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def own_texts(self) -> list[str]:
        """The words that only the report has, as far as there are any."""
        return [text for text in (self.foreword, self.saw, self.did, self.came, self.others) if text]


class ReportChange(ProgramOwned):
    """That a report was written anew, taken away or brought back: `was` holds what stood there before, by name."""

    class What(models.TextChoices):
        WRITTEN = "written", _("written anew")
        REMOVED = "removed", _("taken away")
        RESTORED = "restored", _("brought back")

    report = OwnedForeignKey(Report, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    was = models.JSONField(default=dict)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "report_change"

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"


class ReportComment(Addressed):
    """What somebody says of a part of a draft, or of all of it (no part). It is taken up, not deleted."""

    report = OwnedForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    part = models.CharField(max_length=20, blank=True)
    text = models.TextField(_("comment"), max_length=MAX_REMARK)
    lang = models.CharField(max_length=5)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    resolved_by = OwnedForeignKey(Participant, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "report_comment"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="report_comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="report_comment_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
