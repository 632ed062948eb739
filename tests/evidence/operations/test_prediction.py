"""Predictions are written, changed until one looks, and laid open once."""

import pytest

from evidence.models import Expected, Prediction, PredictionRound
from evidence.operations.prediction import (
    LookedAlready,
    RevealedMeanwhile,
    ask_predictions,
    look,
    predict,
    remove_prediction,
    reveal,
)
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make_analysis import make_prediction
from tests.make_history import day


def test_the_first_prediction_opens_a_round_and_the_next_ones_join_it(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        first = make_prediction(shared.indicator, by=shared.member)
        second = make_prediction(shared.indicator, by=shared.colleague)
        asked = ask_predictions(shared.indicator, by=shared.facilitator, now=day(9))

        assert (first.round, second.round) == (asked, asked)
        assert asked.opened_by == shared.member


def test_a_prediction_is_written_anew_until_its_writer_looks(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        asked = make_prediction(shared.indicator, "Up", by=shared.member).round
        make_prediction(shared.indicator, "Down", by=shared.member, expected=Expected.DOWN, number=12.5)
        look(asked, by=shared.member, now=day(9))
        look(asked, by=shared.member, now=day(9))

        with pytest.raises(LookedAlready):
            make_prediction(shared.indicator, "Up after all", by=shared.member)
        with pytest.raises(LookedAlready):
            remove_prediction(asked, by=shared.member, now=day(9))
        make_prediction(shared.indicator, "Of another", by=shared.colleague)

        rows = Prediction.objects.order_by("pk").values_list("words", "expected", "number")
        assert list(rows) == [("Down", "down", 12.5), ("Of another", "up", None)]


def test_one_that_is_taken_away_comes_back_when_it_is_written_again(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        asked = make_prediction(shared.indicator, by=shared.member).round
        remove_prediction(asked, by=shared.member, now=day(9))
        gone = Prediction.objects.get().removed_at
        make_prediction(shared.indicator, by=shared.member)

        assert (gone, Prediction.objects.get().removed_at) == (day(9), None)


def test_once_laid_open_predictions_stay_and_a_late_one_is_told_so(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        asked = make_prediction(shared.indicator, by=shared.member).round
        reveal(asked, by=shared.facilitator, now=day(9))
        reveal(asked, by=shared.member, now=day(10))

        with pytest.raises(RevealedMeanwhile):
            remove_prediction(asked, by=shared.member, now=day(9))
        with pytest.raises(RevealedMeanwhile):
            predict(
                shared.indicator,
                expected="up",
                number=None,
                words="Late",
                named=True,
                asked=str(asked.pk),
                by=shared.colleague,
                now=day(9),
            )

        row = PredictionRound.objects.get()
        assert (row.revealed_by, row.revealed_at) == (shared.facilitator, day(9))


def test_after_a_round_is_over_one_may_predict_again(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        first = make_prediction(shared.indicator, by=shared.member).round
        look(first, by=shared.member, now=day(8))
        reveal(first, by=shared.facilitator, now=day(9))

        again = make_prediction(shared.indicator, by=shared.member)

        assert again.round != first
