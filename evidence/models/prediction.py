"""Predict, then look: what people expect of an indicator before they see its chart."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import Indicator

MAX_PREDICTION = 1_000


class Expected(models.TextChoices):
    """Which way somebody expects an indicator to have moved."""

    UP = "up", _("up")
    SAME = "same", _("about the same")
    DOWN = "down", _("down")


class PredictionRound(Addressed):
    """One time of predicting an indicator: from when somebody asks for it until its predictions are laid open."""

    indicator = OwnedForeignKey(Indicator, related_name="prediction_rounds")
    opened_by = OwnedForeignKey(Participant, related_name="+")
    opened_at = models.DateTimeField()
    revealed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    revealed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "prediction_round"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "indicator"],
                condition=Q(revealed_at=None),
                name="prediction_round_one_open_per_indicator",
            ),
            models.CheckConstraint(
                condition=Q(revealed_at=None, revealed_by=None)
                | Q(revealed_at__isnull=False, revealed_by__isnull=False),
                name="prediction_round_revealed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.opened_at:%Y-%m-%d}"


class Prediction(ProgramOwned):
    """What one person expects. `named`: they agree that their name stands beside it. Taken away, not deleted."""

    round = OwnedForeignKey(PredictionRound, on_delete=models.CASCADE, related_name="predictions")
    by = OwnedForeignKey(Participant, related_name="predictions")
    expected = models.CharField(_("Which way will it have moved?"), max_length=4, choices=Expected)
    number = models.FloatField(_("A number, if you like"), null=True, blank=True)
    words = models.TextField(_("What do you expect, and why?"), max_length=MAX_PREDICTION, blank=True)
    lang = models.CharField(max_length=5)
    named = models.BooleanField(default=False)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(ProgramOwned.Meta):
        db_table = "prediction"
        constraints = [models.UniqueConstraint(fields=["program", "round", "by"], name="prediction_once_per_round")]

    def __str__(self) -> str:
        return f"{self.round}: {self.expected}"


class PredictionLook(ProgramOwned):
    """That somebody looked at the chart while others still predict: from then on their own prediction stays."""

    round = OwnedForeignKey(PredictionRound, on_delete=models.CASCADE, related_name="looks")
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "prediction_look"
        constraints = [models.UniqueConstraint(fields=["program", "round", "by"], name="prediction_look_once")]

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%Y-%m-%d}"
