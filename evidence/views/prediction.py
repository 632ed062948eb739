"""Predict, then look."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.prediction import PredictionForm
from evidence.models import Prediction
from evidence.operations.prediction import ask_predictions, look, predict, remove_prediction, reveal
from evidence.permissions.prediction import can_predict, can_reveal_predictions
from evidence.queries.prediction import OpenRound, open_round, revealed_rounds, standing_round
from evidence.views.indicator import find_indicator
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.models import Indicator
from inquiry.views.history import head_context


@require_http_methods(["GET", "POST"])
def predictions(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What people expect of an indicator: one's own while nobody has looked, everybody's once they are laid open."""
    indicator = find_indicator(request, pk)
    predicts = indicator.removed_at is None and can_predict(request.participant, indicator.placemat)
    asked = open_round(indicator, request.participant)
    form = PredictionForm(request.POST or None, initial=_initial(asked))
    if request.method == "POST":
        require(predicts)
        if form.is_valid():
            try:
                predict(indicator, **form.values(), by=request.participant, now=now())
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                messages.success(request, _("Kept. Nobody else sees it until the predictions are laid open."))
                return redirect("evidence:predictions", program_slug, pk)
    context = head_context(request, indicator.placemat) | {
        "indicator": indicator,
        "predicts": predicts,
        "open": asked,
        "may_reveal": asked is not None
        and can_reveal_predictions(request.participant, indicator.placemat, asked.asked),
        "revealed": revealed_rounds(indicator),
        "form": form if predicts and (form.errors or not (asked and asked.looked)) else None,
    }
    status = 422 if form.errors else 200
    return page(request, "evidence/prediction/predictions.html", "predictions", context, status=status)


@require_POST
def prediction_ask(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Ask the group to predict before it looks."""
    indicator = _writable(request, pk)
    ask_predictions(indicator, by=request.participant, now=now())
    return redirect("evidence:predictions", program_slug, pk)


@require_POST
def prediction_look(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Look at the chart for oneself, while others still predict."""
    indicator = _writable(request, pk)
    asked = standing_round(indicator)
    if asked:
        look(asked, by=request.participant, now=now())
    return redirect("evidence:indicator", program_slug, pk)


@require_POST
def prediction_reveal(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Lay them open, for everybody."""
    indicator = _writable(request, pk)
    asked = standing_round(indicator)
    if asked:
        require(can_reveal_predictions(request.participant, indicator.placemat, asked))
        reveal(asked, by=request.participant, now=now())
    return redirect("evidence:predictions", program_slug, pk)


@require_POST
def prediction_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take one's own away before anybody has seen it."""
    indicator = _writable(request, pk)
    asked = standing_round(indicator)
    try:
        if asked:
            remove_prediction(asked, by=request.participant, now=now())
    except Refused as reason:
        messages.error(request, str(reason))
    return redirect("evidence:predictions", program_slug, pk)


def _initial(asked: OpenRound | None) -> dict[str, Any]:
    """One's own words as they stand, and the round they are for."""
    if asked is None:
        return {}
    mine: Prediction | None = asked.mine
    if mine is None:
        return {"asked": str(asked.asked.pk)}
    number = "" if mine.number is None else f"{mine.number:g}"
    return {"expected": mine.expected, "words": mine.words, "number": number, "named": mine.named} | {
        "asked": str(asked.asked.pk)
    }


def _writable(request: ProgramRequest, pk: UUID) -> Indicator:
    indicator = find_indicator(request, pk)
    require(can_predict(request.participant, indicator.placemat))
    return indicator
