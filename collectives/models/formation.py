"""A formation: which themes are open, the rules, what members and facilitators say they want and can do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.collective import MAX_SEATS
from collectives.models.participant import Participant
from collectives.models.rhythm import Meeting
from collectives.models.theme import Theme
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned

HALF_HOURS = 336  # of a week; number 0 begins on Monday at 00:00


class FormationState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    ASKING = "asking", _("asking")
    FORMING = "forming", _("being formed")
    ACCEPTED = "accepted", _("accepted")
    ENDED = "ended", _("ended")


class Formation(Addressed):
    """One round of forming collectives, from asking to invitations.

    `weights` are tenths of a point by name, see collectives/engine/formation. `district_most` None: no cap.
    Times are half-hours of the week in `zone`; a meeting of `minutes` begins at one of those between `first_half_hour`
    and `last_half_hour` of a weekday.
    """

    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(max_length=8, choices=FormationState, default=FormationState.DRAFT)
    fewest = models.PositiveSmallIntegerField(_("fewest people in a collective"), default=6)
    most = models.PositiveSmallIntegerField(_("most people in a collective"), default=MAX_SEATS)
    district_most = models.PositiveSmallIntegerField(_("most people of one district"), null=True, blank=True, default=3)
    weights = models.JSONField(default=dict)
    zone = models.CharField(_("time zone"), max_length=64)
    minutes = models.PositiveSmallIntegerField(_("length of a session in minutes"), default=90)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)  # Monday = 0
    earliest = models.TimeField(_("earliest start"))
    latest = models.TimeField(_("latest start"))
    starts_on = models.DateField(_("first month of sessions"))
    nth = models.PositiveSmallIntegerField(_("week of the month"), default=2)
    answers_by = models.DateTimeField(_("answer by"), null=True, blank=True)
    leaders_may_join = models.BooleanField(_("leaders may join an open collective themselves"), default=False)
    made_by = OwnedForeignKey(Participant, related_name="+")
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "formation"
        constraints = [
            models.CheckConstraint(
                condition=Q(fewest__gte=2, most__lte=MAX_SEATS, fewest__lte=models.F("most")),
                name="formation_sizes_in_range",
            ),
            models.CheckConstraint(condition=Q(minutes__range=(15, 480)), name="formation_minutes_in_range"),
            models.CheckConstraint(condition=Q(nth__range=(1, 4)), name="formation_nth_in_range"),
        ]

    def __str__(self) -> str:
        return self.title


class FormationTheme(ProgramOwned):
    """That a theme is open to join in a formation; withdrawn rather than deleted."""

    formation = OwnedForeignKey(Formation, on_delete=models.CASCADE, related_name="themes")
    theme = OwnedForeignKey(Theme, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "formation_theme"
        constraints = [models.UniqueConstraint(fields=["program", "formation", "theme"], name="formation_theme_once")]

    def __str__(self) -> str:
        return str(self.theme)


class AnswerFields(Addressed):
    """What members and facilitators both say: when they can meet, in which languages, how.

    `half_hours` are numbers of the week in `zone`, the person's own.
    """

    participant = OwnedForeignKey(Participant, related_name="+")
    zone = models.CharField(max_length=64, blank=True)
    half_hours = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    meeting = models.CharField(_("how to meet"), max_length=8, choices=Meeting, default=Meeting.HYBRID)
    note = models.TextField(_("anything else"), blank=True, max_length=1000)
    takes_part = models.BooleanField(default=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        abstract = True


class Ballot(AnswerFields):
    """What a member wants and can do. Not answered yet while `answered_at` is empty."""

    formation = OwnedForeignKey(Formation, on_delete=models.CASCADE, related_name="ballots")

    class Meta(Addressed.Meta):
        db_table = "ballot"
        constraints = [models.UniqueConstraint(fields=["program", "formation", "participant"], name="ballot_once")]

    def __str__(self) -> str:
        return f"Ballot of {self.participant}"


class BallotChoice(ProgramOwned):
    """A theme that a member ranked, first to third."""

    ballot = OwnedForeignKey(Ballot, on_delete=models.CASCADE, related_name="choices")
    theme = OwnedForeignKey(Theme, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta(ProgramOwned.Meta):
        db_table = "ballot_choice"
        constraints = [
            models.UniqueConstraint(fields=["program", "ballot", "rank"], name="ballot_choice_rank_once"),
            models.UniqueConstraint(fields=["program", "ballot", "theme"], name="ballot_choice_theme_once"),
            models.CheckConstraint(condition=Q(rank__range=(1, 3)), name="ballot_choice_rank_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.theme}"


class Offer(AnswerFields):
    """What a facilitator can guide: themes, times, languages, and how many collectives at most."""

    formation = OwnedForeignKey(Formation, on_delete=models.CASCADE, related_name="offers")
    capacity = models.PositiveSmallIntegerField(_("collectives at most"), default=1)

    class Meta(Addressed.Meta):
        db_table = "offer"
        constraints = [
            models.UniqueConstraint(fields=["program", "formation", "participant"], name="offer_once"),
            models.CheckConstraint(condition=Q(capacity__range=(0, 10)), name="offer_capacity_in_range"),
        ]

    def __str__(self) -> str:
        return f"Offer of {self.participant}"


class OfferTheme(ProgramOwned):
    """A theme that a facilitator would guide."""

    offer = OwnedForeignKey(Offer, on_delete=models.CASCADE, related_name="themes")
    theme = OwnedForeignKey(Theme, related_name="+")

    class Meta(ProgramOwned.Meta):
        db_table = "offer_theme"
        constraints = [models.UniqueConstraint(fields=["program", "offer", "theme"], name="offer_theme_once")]

    def __str__(self) -> str:
        return str(self.theme)


class FormationRule(Addressed):
    """That people are kept apart, or together. It ends, it is not deleted."""

    class Kind(models.TextChoices):
        APART = "apart", _("keep apart")
        TOGETHER = "together", _("keep together")

    formation = OwnedForeignKey(Formation, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    set_by = OwnedForeignKey(Participant, related_name="+")
    set_at = models.DateTimeField()
    ended_by = OwnedForeignKey(Participant, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "formation_rule"

    def __str__(self) -> str:
        return self.kind


class FormationRulePerson(ProgramOwned):
    """One person whom a rule speaks of."""

    rule = OwnedForeignKey(FormationRule, on_delete=models.CASCADE, related_name="people")
    participant = OwnedForeignKey(Participant, related_name="+")

    class Meta(ProgramOwned.Meta):
        db_table = "formation_rule_person"
        constraints = [
            models.UniqueConstraint(fields=["program", "rule", "participant"], name="formation_rule_person_once")
        ]

    def __str__(self) -> str:
        return str(self.participant)
