"""An indicator's evidence: its line, what it says, the numbers behind it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.permissions.data_point import can_bring_data_point
from evidence.permissions.prediction import can_predict
from evidence.queries.indicator import indicators_to_read, read_bringing, read_indicator, readable_indicators
from ilc.pages import page
from inquiry.models import Indicator

MINE = "mine"


@require_GET
def indicator(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The shared view; `?view=mine` is one's own district's. `?until=` goes back to the days up to one.

    While people predict, those who still may are asked to do so before they see it.
    """
    found = get_object_or_404(indicators_to_read(request.participant), pk=pk)
    context: dict[str, Any] = {
        "indicator": found,
        "placemat": found.placemat,
        "collective": found.placemat.cycle.collective,
        "brings": found.removed_at is None and can_bring_data_point(request.participant, found.placemat),
    }
    if is_covered(request, found):
        return page(request, "evidence/indicator/covered.html", "indicator", context)
    context |= {
        "bringing": read_bringing(found, request.participant, today=localdate()),
        "sheet": read_indicator(
            found,
            request.participant,
            own=request.GET.get("view") == MINE,
            until=named_day(request.GET.get("until")),
        ),
    }
    return page(request, "evidence/indicator/indicator.html", "indicator", context)


def is_covered(request: ProgramRequest, found: Any) -> bool:
    """Whether the reader is asked to predict before looking at one of `indicators_to_read`. One SQL query at most."""
    return bool(found.predicts) and can_predict(request.participant, found.placemat)


def find_indicator(request: ProgramRequest, pk: UUID) -> Indicator:
    """One that the reader sees, with what the heads of its pages name. Else 404."""
    return get_object_or_404(readable_indicators(request.participant), pk=pk)


def named_day(text: str | None) -> date | None:
    """The day an address names; None when it names none, for people may mangle it."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
