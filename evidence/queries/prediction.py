"""What people expect of an indicator, kept closed until it is laid open."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from collectives.models import Participant
from evidence.models import Expected, Prediction, PredictionLook, PredictionRound
from inquiry.models import Indicator

FEWEST_WITHOUT_NAME = 3  # predictions without a name, before any of their words is shown
MOST_ROUNDS = 12


@dataclass(frozen=True)
class Said:
    """One prediction that is laid open. `by` is empty where the name is not shown."""

    by: str
    initials: str
    expected: str
    expected_words: str
    number: float | None
    words: str
    lang: str


@dataclass(frozen=True)
class RevealedRound:
    """A round that is over. `ways`: how many expected which way, where that gives nobody away.

    `hidden`: how many are kept closed, because too few were written without a name.
    """

    pk: UUID
    revealed_at: datetime
    ways: Sequence[tuple[str, int]]
    said: Sequence[Said]
    hidden: int


@dataclass(frozen=True)
class OpenRound:
    """A round in which people still predict, as one of them sees it: how many have, and what they wrote themselves."""

    asked: PredictionRound
    written: int
    mine: Prediction | None
    looked: bool


def open_round(indicator: Indicator, participant: Participant) -> OpenRound | None:
    """The round that is open, if there is one. Three SQL queries."""
    asked = standing_round(indicator)
    if asked is None:
        return None
    rows = list(Prediction.objects.filter(round=asked, removed_at=None))
    mine = next((one for one in rows if one.by_id == participant.pk), None)
    return OpenRound(asked, len(rows), mine, has_looked(asked, participant))


def standing_round(indicator: Indicator) -> PredictionRound | None:
    """The round in which people still predict. One SQL query."""
    return PredictionRound.objects.filter(indicator=indicator, revealed_at=None).first()


def to_be_predicted(participant: Participant) -> Exists:
    """That an indicator has a round in which people still predict, and the participant has not looked yet.

    A condition on rows of indicators.
    """
    looked = PredictionLook.objects.filter(round=OuterRef("pk"), by=participant)
    return Exists(PredictionRound.objects.filter(~Exists(looked), indicator=OuterRef("pk"), revealed_at=None))


def has_looked(asked: PredictionRound, participant: Participant) -> bool:
    """Whether the participant has looked at the chart before it was laid open. One SQL query."""
    return PredictionLook.objects.filter(round=asked, by=participant).exists()


def revealed_rounds(indicator: Indicator) -> list[RevealedRound]:
    """Those that are over, the newest first. Two SQL queries."""
    rows = Prediction.objects.filter(removed_at=None).select_related("by").order_by("by__name", "pk")
    rounds = PredictionRound.objects.filter(indicator=indicator, revealed_at__isnull=False)
    found = rounds.order_by("-revealed_at").prefetch_related(Prefetch("predictions", rows))[:MOST_ROUNDS]
    return [_revealed(one, list(one.predictions.all())) for one in found]


def _revealed(asked: PredictionRound, predictions: Sequence[Prediction]) -> RevealedRound:
    assert asked.revealed_at
    named = [one for one in predictions if one.named]
    unnamed = [one for one in predictions if not one.named]
    hidden = 0 if len(unnamed) >= FEWEST_WITHOUT_NAME else len(unnamed)
    shown = [] if hidden else sorted(unnamed, key=lambda one: (one.expected, one.words, one.number or 0))
    told = Counter(one.expected for one in (*named, *shown))
    ways = [(str(Expected(way).label), told[way]) for way in Expected.values if told[way]]
    said = [*(_said(one) for one in named), *(_said(one) for one in shown)]
    return RevealedRound(asked.pk, asked.revealed_at, ways, said, hidden)


def _said(one: Prediction) -> Said:
    return Said(
        by=one.by.name if one.named else "",
        initials=one.by.initials if one.named else "",
        expected=one.expected,
        expected_words=str(Expected(one.expected).label),
        number=one.number,
        words=one.words,
        lang=one.lang,
    )
