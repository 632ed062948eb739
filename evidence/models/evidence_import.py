"""Bringing in data points from a table: the table, its data points as they were understood, what came of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import District, Participant
from evidence.models.measure import MAX_LEVELS
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import Placemat


class EvidenceImportState(models.TextChoices):
    UPLOADED = "uploaded", _("columns to be named")
    CHECKING = "checking", _("being read")
    CHECKED = "checked", _("ready to look at")
    BRINGING_IN = "bringing_in", _("being brought in")
    DONE = "done", _("brought in")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    STOPPED = "stopped", _("stopped")


class EvidenceImport(Addressed):
    """One table of a district's data points on its way to a placemat.

    `file` is a copy of its cells, kept after nothing personal was found in them; the file itself is not kept.
    """

    placemat = OwnedForeignKey(Placemat, related_name="evidence_imports")
    district = OwnedForeignKey(District, related_name="+")
    file_name = models.CharField(max_length=250)
    file = models.CharField(max_length=250)
    columns = ArrayField(models.CharField(max_length=20), default=list)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=EvidenceImportState, default=EvidenceImportState.UPLOADED)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    trouble = models.TextField(blank=True)
    uploaded_by = OwnedForeignKey(Participant, related_name="+")
    uploaded_at = models.DateTimeField()
    brought_in_by = OwnedForeignKey(Participant, null=True, related_name="+")
    brought_in_at = models.DateTimeField(null=True)
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "evidence_import"

    def __str__(self) -> str:
        return self.file_name


class EvidenceImportRowState(models.TextChoices):
    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("unchanged")
    NOTHING = "nothing", _("nothing in it")
    PROBLEM = "problem", _("needs a look")


class EvidenceImportRow(ProgramOwned):
    """One data point of the table as it was understood; `column` where a row holds several, else 0.

    `point` is the data point that stands, as it was at `version` and with `was` in its changed fields; or the one that
    comes. Things, the table too, are named by their bare ids: a hundred thousand rows come at once, and their keys are
    kept where a row becomes a data point.
    """

    evidence_import = models.UUIDField()
    line = models.PositiveIntegerField()
    column = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=EvidenceImportRowState)
    indicator = models.UUIDField(null=True)
    on = models.DateField(null=True)
    school = models.UUIDField(null=True)
    group = models.UUIDField(null=True)
    kind = models.CharField(max_length=6, blank=True)
    value = models.FloatField(null=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    counts = ArrayField(models.PositiveIntegerField(), size=MAX_LEVELS, null=True)
    words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    problems = models.JSONField(default=list)
    point = models.UUIDField(null=True)
    version = models.PositiveIntegerField(null=True)
    was = models.JSONField(null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "evidence_import_row"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "evidence_import", "line", "column"], name="evidence_import_row_once"
            )
        ]

    def __str__(self) -> str:
        return f"Line {self.line}"
