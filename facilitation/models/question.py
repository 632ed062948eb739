"""The facilitator's question guide: questions written in a program, favourites, and what was asked in a session."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES, Participant
from facilitation.models.decision import Decision
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import Adjustment

MAX_QUESTION = 300


class QuestionJob(models.TextChoices):
    """The three jobs of a facilitator that questions are for."""

    ANCHOR = "anchor", _("Anchor")
    ILLUMINATE = "illuminate", _("Illuminate")
    ELEVATE = "elevate", _("Elevate")


class Question(Addressed):
    """A question written in this program: for oneself, or by an admin for every facilitator. Never deleted.

    Its key in the guide is `own:<id>`. Without phases it suits them all. `fits`: what on the screen it fits, words of
    facilitation/engine/guide.py.
    """

    job = models.CharField(max_length=10, choices=QuestionJob)
    text = models.CharField(_("question"), max_length=MAX_QUESTION)
    language = models.CharField(max_length=5, choices=LANGUAGES)
    phases = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    fits = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    for_program = models.BooleanField(default=False)
    by = OwnedForeignKey(Participant, related_name="questions")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "question"

    def __str__(self) -> str:
        return self.text[:60]


class FavouriteQuestion(ProgramOwned):
    """That somebody marked a question as a favourite, by its key in the guide."""

    participant = OwnedForeignKey(Participant, related_name="favourite_questions")
    key = models.CharField(max_length=60)

    class Meta(ProgramOwned.Meta):
        db_table = "favourite_question"
        constraints = [
            models.UniqueConstraint(fields=["program", "participant", "key"], name="favourite_question_once")
        ]

    def __str__(self) -> str:
        return self.key


class QuestionAsked(Addressed):
    """That a question was put to the group in a session, in these words. Pressed by mistake, it is taken back."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="questions_asked")
    key = models.CharField(max_length=60)
    job = models.CharField(max_length=10, choices=QuestionJob)
    words = models.CharField(max_length=MAX_QUESTION)
    by = OwnedForeignKey(Participant, related_name="questions_asked")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "question_asked"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "session", "key"], condition=Q(taken_back_at=None), name="question_asked_once"
            )
        ]

    def __str__(self) -> str:
        return self.words[:60]


class QuestionOutcome(Addressed):
    """One thing that came of a question: in words, a decision, an adjustment of the theory, or several of these."""

    asked = OwnedForeignKey(QuestionAsked, on_delete=models.CASCADE, related_name="outcomes")
    text = models.CharField(_("what came of it"), max_length=500, blank=True)
    decision = OwnedForeignKey(Decision, null=True, related_name="question_outcomes")
    adjustment = OwnedForeignKey(Adjustment, null=True, related_name="question_outcomes")
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "question_outcome"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(decision__isnull=False) | Q(adjustment__isnull=False),
                name="question_outcome_says_something",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
