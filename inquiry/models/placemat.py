"""The Collaborative Inquiry Placemat: its texts, its if-actions, and every change to them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models.cycle import Cycle
from inquiry.models.document import Document

MAX_TEXT = 20_000
MAX_IF_ACTIONS = 12
MAX_POSITION = 200


class PlacematField(models.TextChoices):
    """The texts of a placemat. If-actions and indicators are rows of their own."""

    PROBLEM_OF_PRACTICE = "problem_of_practice", _("Problem of practice")
    SYSTEM_GOAL = "system_goal", _("System goal")
    PRIORITY = "priority", _("Priority")
    THEN = "then", _("Then")
    SO_THAT = "so_that", _("So that")
    WENT_WELL = "went_well", _("What went well")
    WENT_LESS_WELL = "went_less_well", _("What did not")
    WILL_ADJUST = "will_adjust", _("What we will adjust")


class Placemat(Addressed):
    """The collective's (without a leader), or one leader's own, private until shown."""

    cycle = OwnedForeignKey(Cycle, related_name="placemats")
    leader = OwnedForeignKey(Participant, null=True, related_name="placemats")
    made_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    document = OwnedForeignKey(Document, null=True, related_name="placemats")

    class Meta(Addressed.Meta):
        db_table = "placemat"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "cycle", "leader"], nulls_distinct=False, name="placemat_once_per_leader"
            ),
        ]

    def __str__(self) -> str:
        return f"Placemat of {self.leader or self.cycle}"


class PlacematText(ProgramOwned):
    """One text as the document has it, at most two seconds behind. `version` rises with each change."""

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="texts")
    field = models.CharField(max_length=20, choices=PlacematField)
    text = models.TextField(blank=True, max_length=MAX_TEXT)
    version = models.PositiveIntegerField(default=0)
    changed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "placemat_text"
        constraints = [
            models.UniqueConstraint(fields=["program", "placemat", "field"], name="placemat_text_once"),
        ]

    def __str__(self) -> str:
        return self.field


class IfAction(Addressed):
    """One thing that we, as leaders, do, as the document has it. It is taken away, not deleted.

    Its id is chosen by whoever adds it. `position` is a fractional index: between any two there is room for a third.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="if_actions")
    position = models.CharField(max_length=MAX_POSITION, db_collation="C")
    text = models.TextField(blank=True, max_length=MAX_TEXT)
    version = models.PositiveIntegerField(default=1)
    changed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "if_action"

    def __str__(self) -> str:
        return self.text[:60]


class PlacematChange(ProgramOwned):
    """What was written, shown or moved, by whom and when. Together they are the history.

    `part` is a PlacematField, `if:<id>` or `indicator:<id>`, and `text` what stood there after the change; or it is
    `placemat`, for who may read it, or `place:<id>`, for an indicator's place, with the former and the new one as text.
    Words are written in spells: while somebody goes on writing, the row of their spell goes on with them, until they
    pause, another writes there, or words are taken away. `also_by` are others who wrote in the same breath.
    `position` is where an if-action stood then.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="changes")
    part = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    position = models.CharField(max_length=MAX_POSITION, blank=True, db_collation="C")
    what = models.CharField(max_length=10, default="written")  # written, removed, restored, moved, shown, private
    by = OwnedForeignKey(Participant, null=True, related_name="+")
    also_by = ArrayField(models.UUIDField(), default=list, blank=True)
    began_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "placemat_change"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "placemat", "part", "version"], name="placemat_change_version_once"
            )
        ]
        indexes = [models.Index(fields=["program", "placemat", "at"], name="placemat_change_by_time")]

    def __str__(self) -> str:
        return f"{self.part} version {self.version}"
