"""A feedback round: that somebody asked for feedback on a draft, whom, until when, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models.placemat import Placemat

MAX_QUESTION = 500
MAX_SUMMARY = 5_000


class FeedbackStep(models.TextChoices):
    """Where a tuning round is. Presenting comes first, and is done by asking: the question is what one presents."""

    CLARIFY = "clarify", _("Clarify")
    LISTEN = "listen", _("Warm and cool feedback")
    REFLECT = "reflect", _("Reflect")


class FeedbackRound(Addressed):
    """Those who write a placemat ask others what they make of it. A round that has no steps leaves `step` empty.

    `collective` is another collective of the program: until `until`, or until the round is closed, its people read the
    placemat and comment on it.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="feedback_rounds")
    question = models.CharField(_("what you most want to hear"), max_length=MAX_QUESTION)
    lang = models.CharField(max_length=5)
    tuning = models.BooleanField(default=False)
    step = models.CharField(max_length=8, choices=FeedbackStep, blank=True)
    asks_members = models.BooleanField(default=False)
    asks_facilitators = models.BooleanField(default=False)
    collective = OwnedForeignKey(Collective, null=True, related_name="feedback_rounds")
    until = models.DateTimeField()
    asked_by = OwnedForeignKey(Participant, related_name="+")
    asked_at = models.DateTimeField()
    summary = models.TextField(_("what came of it"), max_length=MAX_SUMMARY, blank=True)
    closed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "feedback_round"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "placemat"], condition=Q(closed_at=None), name="feedback_round_one_open_per_placemat"
            ),
            models.CheckConstraint(
                condition=Q(asks_members=True) | Q(asks_facilitators=True) | Q(collective__isnull=False),
                name="feedback_round_asks_somebody",
            ),
            models.CheckConstraint(
                condition=Q(tuning=False, step="") | (Q(tuning=True) & ~Q(step="")),
                name="feedback_round_has_steps_when_tuning",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="feedback_round_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def only_listen(self) -> bool:
        """Whether its presenters only listen now."""
        return self.closed_at is None and self.step == FeedbackStep.LISTEN


class FeedbackChange(ProgramOwned):
    """That a tuning round moved to another step, or back: where it was before."""

    feedback_round = OwnedForeignKey(FeedbackRound, on_delete=models.CASCADE, related_name="changes")
    was = models.CharField(max_length=8, choices=FeedbackStep)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "feedback_change"

    def __str__(self) -> str:
        return f"from {self.was}"
