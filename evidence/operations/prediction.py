"""People predict, look, and lay their predictions open."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.models import Prediction, PredictionLook, PredictionRound
from ilc.errors import Refused
from inquiry.models import Indicator


class LookedAlready(Refused):
    """Who has seen the chart predicts nothing any more."""


class RevealedMeanwhile(Refused):
    """The predictions were laid open while this one was written."""


@transaction.atomic
def ask_predictions(indicator: Indicator, *, by: Participant, now: datetime) -> PredictionRound:
    """Ask the group to predict before it looks: the round that is open, or a new one."""
    Indicator.objects.select_for_update().get(pk=indicator.pk)  # two people may press at once
    standing = PredictionRound.objects.filter(indicator=indicator, revealed_at=None).first()
    return standing or PredictionRound.objects.create(indicator=indicator, opened_by=by, opened_at=now)


@transaction.atomic
def predict(
    indicator: Indicator,
    *,
    expected: str,
    number: float | None,
    words: str,
    named: bool,
    asked: str = "",
    by: Participant,
    now: datetime,
) -> Prediction:
    """Write down what one expects, or write it anew; the first prediction opens a round.

    `asked`: the id of the round for which it was written, if there was one. Raises LookedAlready, RevealedMeanwhile.
    """
    standing = ask_predictions(indicator, by=by, now=now)
    if asked and asked != str(standing.pk):
        raise RevealedMeanwhile(
            _("The predictions were laid open while you wrote. Your words are still here, for the talk that follows.")
        )
    _mind_the_look(standing, by)
    values = {"expected": expected, "number": number, "words": words, "named": named, "lang": by.reads}
    made, _new = Prediction.objects.update_or_create(
        round=standing,
        by=by,
        defaults={**values, "changed_at": now, "removed_at": None},
        create_defaults={**values, "at": now, "changed_at": now},
    )
    return made


@transaction.atomic
def remove_prediction(asked: PredictionRound, *, by: Participant, now: datetime) -> None:
    """Take one's own away while nobody has seen it. Raises LookedAlready, RevealedMeanwhile."""
    standing = _hold(asked)
    _mind_the_look(standing, by)
    Prediction.objects.filter(round=standing, by=by, removed_at=None).update(removed_at=now)


@transaction.atomic
def look(asked: PredictionRound, *, by: Participant, now: datetime) -> None:
    """Look at the chart for oneself: from now on one's own prediction stays as it is. A second time changes nothing."""
    PredictionLook.objects.get_or_create(round=asked, by=by, defaults={"at": now})


@transaction.atomic
def reveal(asked: PredictionRound, *, by: Participant, now: datetime) -> None:
    """Lay all of them open, for everybody. A second time changes nothing."""
    held = PredictionRound.objects.select_for_update().get(pk=asked.pk)
    if held.revealed_at is None:
        held.revealed_by, held.revealed_at = by, now
        held.save(update_fields=["revealed_by", "revealed_at"])


def _hold(asked: PredictionRound) -> PredictionRound:
    held = PredictionRound.objects.select_for_update().get(pk=asked.pk)
    if held.revealed_at is not None:
        raise RevealedMeanwhile(_("The predictions are laid open already: they stay as they were written."))
    return held


def _mind_the_look(asked: PredictionRound, by: Participant) -> None:
    if PredictionLook.objects.filter(round=asked, by=by).exists():
        raise LookedAlready(_("You have looked at the chart already, so your prediction stays as it is."))
