"""Bringing in participants from a file: the file, its rows as they were understood, what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models.participant import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class RosterState(models.TextChoices):
    UPLOADED = "uploaded", _("columns to be named")
    CHECKING = "checking", _("being read")
    CHECKED = "checked", _("ready to look at")
    BRINGING_IN = "bringing_in", _("being brought in")
    DONE = "done", _("brought in")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    STOPPED = "stopped", _("stopped")


class RosterImport(Addressed):
    """One file of participants on its way in."""

    file_name = models.CharField(max_length=250)
    file = models.CharField(max_length=250)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=RosterState, default=RosterState.UPLOADED)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=dict)
    trouble = models.TextField(blank=True)
    uploaded_by = OwnedForeignKey(Participant, related_name="+")
    uploaded_at = models.DateTimeField()
    brought_in_by = OwnedForeignKey(Participant, null=True, related_name="+")
    brought_in_at = models.DateTimeField(null=True)
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "roster_import"

    def __str__(self) -> str:
        return self.file_name


class RosterRowState(models.TextChoices):
    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("unchanged")
    PROBLEM = "problem", _("needs a look")


class RosterRow(ProgramOwned):
    """One row of the file as it was understood. `before` holds what it replaced, for the undo."""

    roster_import = OwnedForeignKey(RosterImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=RosterRowState)
    email = models.CharField(max_length=254, blank=True)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    before = models.JSONField(null=True)
    participant = OwnedForeignKey(Participant, null=True, related_name="+")

    class Meta(ProgramOwned.Meta):
        db_table = "roster_row"
        constraints = [
            models.UniqueConstraint(fields=["program", "roster_import", "line"], name="roster_row_line_once")
        ]
        indexes = [models.Index(fields=["program", "roster_import", "state", "line"], name="roster_row_by_state")]

    def __str__(self) -> str:
        return f"Line {self.line}"
