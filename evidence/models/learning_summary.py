"""What a collective learned, for others: its summary, who agreed to show it, and the words it is found by."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES, Participant, Theme
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import Placemat

MAX_SUMMARY_TITLE = 150
MAX_LEARNED = 6_000
MAX_OBJECTION = 500
MAX_LEARNING_WORD = 60


class LearningState(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", _("a draft")
    ASKED = "asked", _("the members are asked")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class LearningSummary(Addressed):
    """What a cycle taught its collective, in the words of its people; one for each of the collective's placemats.

    `round` counts how often the members were asked: an answer holds for the round in which it was given. `snapshot` is
    what others see beside the words, frozen when it was published. What one looks for by (`theme` to `positions`) is
    frozen with it.
    """

    placemat = OwnedForeignKey(Placemat, related_name="learning_summaries")
    state = models.CharField(max_length=9, choices=LearningState, default=LearningState.DRAFT)
    title = models.CharField(_("title"), max_length=MAX_SUMMARY_TITLE)
    tried = models.TextField(_("what we tried"), max_length=MAX_LEARNED, blank=True)
    learned = models.TextField(_("what we learned"), max_length=MAX_LEARNED, blank=True)
    helped = models.TextField(_("what helped"), max_length=MAX_LEARNED, blank=True)
    hindered = models.TextField(_("what got in the way"), max_length=MAX_LEARNED, blank=True)
    for_others = models.TextField(_("what others can use"), max_length=MAX_LEARNED, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES)
    version = models.PositiveIntegerField(default=1)
    round = models.PositiveIntegerField(default=0)
    snapshot = models.JSONField(default=dict, blank=True)
    theme = OwnedForeignKey(Theme, null=True, related_name="+")
    phase = models.PositiveSmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)
    data_types = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    positions = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    changed_by = OwnedForeignKey(Participant, related_name="+")
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "learning_summary"
        constraints = [
            models.UniqueConstraint(fields=["program", "placemat"], name="learning_summary_once_per_placemat"),
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(published_at__isnull=False) & ~Q(snapshot={})),
                name="learning_summary_published_is_frozen",
            ),
        ]
        indexes = [
            models.Index(
                fields=["program", "-published_at"],
                condition=Q(state="published"),
                name="learning_summary_by_time",
            )
        ]

    def __str__(self) -> str:
        return self.title


class LearningConsent(ProgramOwned):
    """What a member said to showing it: yes, or not like this and why. The latest answer of a round holds."""

    summary = OwnedForeignKey(LearningSummary, on_delete=models.CASCADE, related_name="consents")
    round = models.PositiveIntegerField()
    participant = OwnedForeignKey(Participant, related_name="+")
    agrees = models.BooleanField()
    why = models.CharField(_("why"), max_length=MAX_OBJECTION, blank=True)
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "learning_consent"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "summary", "round", "participant"], name="learning_consent_once_per_round"
            ),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(why=""), name="learning_consent_no_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {'yes' if self.agrees else 'no'}"


class LearningChange(ProgramOwned):
    """What happened to a summary, by whom, when, and why. `was`: the words before, or the answer before."""

    class What(models.TextChoices):
        WRITTEN = "written", _("written")
        ASKED = "asked", _("put to the members")
        ANSWERED = "answered", _("answered")
        TAKEN_BACK = "taken_back", _("taken back to a draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    summary = OwnedForeignKey(LearningSummary, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    was = models.JSONField(default=dict, blank=True)
    why = models.CharField(_("why"), max_length=MAX_OBJECTION, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "learning_change"

    def __str__(self) -> str:
        return f"{self.summary}: {self.what}"


class LearningWord(ProgramOwned):
    """That a published summary holds a word, as a stem after its language ("en:learn"), and how much it weighs there.

    `places`: where it stands among the summary's words; None where it was published before that was kept, which
    a phrase takes for the right place.

    Full-text search under row-level security: equality of text is leakproof, `@@` is not and would lose its index.
    """

    word = models.CharField(max_length=MAX_LEARNING_WORD, db_collation="C")
    summary = OwnedForeignKey(LearningSummary, on_delete=models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField()
    places = ArrayField(models.IntegerField(), null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "learning_word"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "word", "summary"], include=["weight"], name="learning_word_once"
            ),
        ]

    def __str__(self) -> str:
        return self.word
