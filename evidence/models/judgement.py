"""The judgement at the end of a cycle: how well the theory of action held."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from evidence.models.analysis import MAX_ANSWER
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import Placemat

THEORY = "theory"  # the part of a judgement that speaks of all of it
MAX_REASON = 500


class Answer(models.TextChoices):
    """Whether it happened, followed or moved."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NOT_YET = "not_yet", _("not yet")
    CANNOT_TELL = "unknown", _("we cannot tell")


class Sure(models.TextChoices):
    """How sure people are of their answer. Words, and no score."""

    SURE = "sure", _("sure")
    FAIRLY = "fairly", _("fairly sure")
    UNSURE = "unsure", _("not sure")


class Judgement(Addressed):
    """A placemat's judgement: written together, clause by clause, then settled; it may be taken up again.

    `on`: the day of the group's judgement while it is settled.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="judgements")
    on = models.DateField(_("the day"), null=True)
    begun_by = OwnedForeignKey(Participant, related_name="+")
    begun_at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "judgement"
        constraints = [
            models.UniqueConstraint(fields=["program", "placemat"], name="judgement_once_per_placemat"),
        ]

    def __str__(self) -> str:
        return f"Judgement of {self.placemat}"


class JudgementPart(ProgramOwned):
    """What the group says of one clause (`if:<id>`, "then", "so_that") or of the whole theory (THEORY).

    `successes` and `challenges`: patterns across schools, in words; only of the whole theory.
    """

    judgement = OwnedForeignKey(Judgement, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=50)
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    speaks_for = models.TextField(_("What speaks for it?"), max_length=MAX_ANSWER, blank=True)
    speaks_against = models.TextField(_("What speaks against it?"), max_length=MAX_ANSWER, blank=True)
    sure = models.CharField(max_length=6, choices=Sure, blank=True)
    sure_why = models.TextField(_("Why?"), max_length=MAX_ANSWER, blank=True)
    successes = models.TextField(
        _("Where did it go well, and what was the same there?"), max_length=MAX_ANSWER, blank=True
    )
    challenges = models.TextField(
        _("Where was it hard, and what was the same there?"), max_length=MAX_ANSWER, blank=True
    )
    lang = models.CharField(max_length=5)
    version = models.PositiveIntegerField(default=1)
    changed_by = OwnedForeignKey(Participant, related_name="+")
    changed_at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "judgement_part"
        constraints = [
            models.UniqueConstraint(fields=["program", "judgement", "part"], name="judgement_part_once"),
            models.CheckConstraint(
                condition=Q(part=THEORY) | Q(successes="", challenges=""), name="judgement_part_patterns_of_the_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.answer}"


class JudgementChange(ProgramOwned):
    """That a part of a judgement was written anew: `was` holds what stood there before, by name."""

    judgement = OwnedForeignKey(Judgement, on_delete=models.CASCADE, related_name="changes")
    part = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    was = models.JSONField(default=dict)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "judgement_change"

    def __str__(self) -> str:
        return f"{self.part} version {self.version}"


class Settlement(Addressed):
    """That the group settled its judgement: all it said then, by clause. `why`: why it was taken up again.

    `said` is what stood there, with the words of the clauses as they were; citations stand in it as references.
    """

    judgement = OwnedForeignKey(Judgement, on_delete=models.CASCADE, related_name="settlements")
    on = models.DateField(_("the day"))
    said = models.JSONField(default=dict)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    taken_up_by = OwnedForeignKey(Participant, null=True, related_name="+")
    taken_up_at = models.DateTimeField(null=True)
    why = models.CharField(_("why"), max_length=MAX_REASON, blank=True)

    class Meta(Addressed.Meta):
        db_table = "settlement"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "judgement"],
                condition=Q(taken_up_at=None),
                name="settlement_one_stands_per_judgement",
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at=None, taken_up_by=None, why="")
                | (Q(taken_up_at__isnull=False, taken_up_by__isnull=False) & ~Q(why="")),
                name="settlement_taken_up_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judgement}, {self.on}"
