"""Gatherings: what is asked, whom, who has answered, and, apart from that, what was answered."""

from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.collective import Collective
from collectives.models.participant import Participant
from collectives.models.user import LANGUAGES
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class GatheringKind(models.TextChoices):
    SURVEY = "survey", _("survey")
    EXIT_TICKET = "exit_ticket", _("exit ticket")
    LIVE_POLL = "live_poll", _("live poll")
    REFLECTION = "reflection", _("reflection")


class GatheringState(models.TextChoices):
    DRAFT = "draft", _("being written")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Gathering(Addressed):
    """Questions put to leaders. Anonymous or named is settled before it opens and locked by the first answer.

    Words that people read are kept by language: {"en": "…", "fr": "…", "es": "…"}. `code` is what a room types;
    it is shown on a wall, so it is no secret. `shuffled_at` says that the answers of an anonymous gathering, and the
    marks of who has answered, were written anew in random order, with the keys of the answers gone. `collective`: it is
    put to that collective's own people, by whoever guides them; such a one is none of the program's gatherings.
    """

    collective = OwnedForeignKey(Collective, null=True, related_name="gatherings")
    kind = models.CharField(_("kind"), max_length=12, choices=GatheringKind)
    title = models.JSONField(_("title"), default=dict)
    intro = models.JSONField(_("what it is for"), default=dict)
    anonymous = models.BooleanField(_("anonymous"), default=True)
    state = models.CharField(max_length=8, choices=GatheringState, default=GatheringState.DRAFT)
    everyone = models.BooleanField(_("ask everyone in the program"), default=True)
    code = models.CharField(max_length=12, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    answers = models.PositiveIntegerField(default=0)  # people, not rows
    made_by = OwnedForeignKey(Participant, related_name="+")
    made_at = models.DateTimeField()
    opened_by = OwnedForeignKey(Participant, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    closed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    shuffled_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "gathering"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "code"], condition=Q(state="open") & ~Q(code=""), name="gathering_code_once"
            ),
            models.CheckConstraint(
                condition=Q(shuffled_at=None) | Q(anonymous=True, state="closed"), name="gathering_shuffled_when_closed"
            ),
        ]

    def __str__(self) -> str:
        return next((words for words in self.title.values() if words), str(self.pk))

    @property
    def asks(self) -> str:
        """Whom it asks: "code", "everyone" or "chosen". A code is there from the moment that this was chosen."""
        if self.code:
            return "code"
        return "everyone" if self.everyone else "chosen"

    @property
    def room_code(self) -> str:
        """The code as a room reads it, in two halves; "" without one."""
        return f"{self.code[:3]}-{self.code[3:]}" if self.code else ""

    def takes_answers(self, now: datetime) -> bool:
        """Whether it is open, and its time is not over, though nobody may have closed it yet."""
        return self.state == GatheringState.OPEN and (self.closes_at is None or now < self.closes_at)


class QuestionKind(models.TextChoices):
    OPEN_TEXT = "open_text", _("open text")
    ONE_WORD = "one_word", _("one word")
    SCALE = "scale", _("scale")
    CHOICE = "choice", _("choice")
    RANKING = "ranking", _("ranking")
    DOTS = "dots", _("dots to give")


class GatheringQuestion(Addressed):
    """One question of a gathering. `options` are [{"key": "a", "words": {"en": "…"}}], for choice, ranking and dots.

    `settings` by kind: scale {"lowest": 1, "highest": 5, "low": {"en": "…"}, "high": {…}}; choice {"many": bool};
    ranking {"most": 3}; dots {"dots": 5}.
    """

    gathering = OwnedForeignKey(Gathering, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=QuestionKind)
    words = models.JSONField(default=dict)
    guide = models.JSONField(default=dict)
    options = models.JSONField(default=list)
    settings = models.JSONField(default=dict)
    required = models.BooleanField(default=False)

    class Meta(Addressed.Meta):
        db_table = "gathering_question"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "gathering", "number"],
                name="gathering_question_number_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return next((words for words in self.words.values() if words), self.kind)


class Asked(ProgramOwned):
    """That a participant is asked, and whether they have answered: a mark without a time, apart from the answers.

    Who answers by the code of a room is nobody in particular: a mark with `key`, a hash of their browser's secret and
    of the gathering, counts them once. It shares nothing with the keys of the answers, and goes when it closes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gathering = OwnedForeignKey(Gathering, on_delete=models.CASCADE, related_name="asked")
    participant = OwnedForeignKey(Participant, null=True, related_name="+")
    key = models.BinaryField(max_length=32, null=True)
    answered = models.BooleanField(default=False)

    class Meta(ProgramOwned.Meta):
        db_table = "asked"
        constraints = [
            models.UniqueConstraint(fields=["program", "gathering", "participant"], name="asked_once"),
            models.UniqueConstraint(
                fields=["program", "gathering", "key"], condition=Q(key__isnull=False), name="asked_key_once"
            ),
            models.CheckConstraint(
                condition=Q(participant__isnull=False, key__isnull=True)
                | Q(participant__isnull=True, key__isnull=False, answered=True),
                name="asked_named_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} is asked" if self.participant_id else "Somebody answered by the code"


class Response(ProgramOwned):
    """One person's answer to one question.

    Named: `participant` and `answered_at`. Anonymous: neither; `key` is a hash of a secret that only the person's
    browser or link holds and of the question, so that no two answers of a person share anything; it is emptied when
    the gathering closes. The id is random, because an id that tells the order tells the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gathering = OwnedForeignKey(Gathering, on_delete=models.CASCADE, related_name="responses")
    question = OwnedForeignKey(GatheringQuestion, on_delete=models.CASCADE, related_name="responses")
    participant = OwnedForeignKey(Participant, null=True, related_name="+")
    key = models.BinaryField(max_length=32, null=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=5, choices=LANGUAGES, blank=True)
    value = models.JSONField(null=True)
    quotable = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "response"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "question", "key"], condition=Q(key__isnull=False), name="response_key_once"
            ),
            models.UniqueConstraint(
                fields=["program", "question", "participant"],
                condition=Q(participant__isnull=False),
                name="response_participant_once",
            ),
            models.CheckConstraint(
                condition=Q(participant__isnull=True, answered_at__isnull=True)
                | Q(participant__isnull=False, answered_at__isnull=False, key__isnull=True),
                name="response_named_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"Response to {self.question_id}"
