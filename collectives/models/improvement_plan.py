"""What exists already and is brought to the board: improvement plans and their passages, answers from other tools."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.participant import Participant
from collectives.models.region import District, School
from collectives.models.user import LANGUAGES
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class PlanState(models.TextChoices):
    READING = "reading", _("being read")
    READ = "read", _("ready to look at")
    REFUSED = "refused", _("could not be read")


class ImprovementPlan(Addressed):
    """A school's or district's plan: a file, or pasted words."""

    title = models.CharField(_("title"), max_length=200)
    district = OwnedForeignKey(District, null=True, blank=True, related_name="+")
    school = OwnedForeignKey(School, null=True, blank=True, related_name="+")
    file = models.CharField(max_length=250, blank=True)
    pasted = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=PlanState, default=PlanState.READING)
    trouble = models.TextField(blank=True)
    added_by = OwnedForeignKey(Participant, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "improvement_plan"

    def __str__(self) -> str:
        return self.title


class Passage(Addressed):
    """Words of a plan that seem to state a focus, with their place. A person accepts them, or not."""

    plan = OwnedForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    text = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=5, blank=True)
    accepted = models.BooleanField(null=True)  # None: not looked at yet
    looked_at = models.DateTimeField(null=True)
    looked_at_by = OwnedForeignKey(Participant, null=True, related_name="+")

    class Meta(Addressed.Meta):
        db_table = "passage"
        constraints = [models.UniqueConstraint(fields=["program", "plan", "number"], name="passage_number_once")]

    def __str__(self) -> str:
        return self.text[:60]


class AnswersFile(Addressed):
    """Answers from another tool (a CSV or XLSX file), on their way to the board.

    `mapping` says which columns hold texts, and perhaps language and consent to quote; `headers` are the file's.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns to be named")
        BROUGHT_IN = "brought_in", _("brought in")
        UNDONE = "undone", _("undone")

    file_name = models.CharField(max_length=250)
    file = models.CharField(max_length=250)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    label = models.CharField(_("what these answers are from"), max_length=120, blank=True)
    language = models.CharField(max_length=5, choices=LANGUAGES, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    uploaded_by = OwnedForeignKey(Participant, related_name="+")
    uploaded_at = models.DateTimeField()
    brought_in_by = OwnedForeignKey(Participant, null=True, related_name="+")
    brought_in_at = models.DateTimeField(null=True)
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "answers_file"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="brought_in") | Q(brought_in_at__isnull=False), name="answers_file_brought_in_when"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
