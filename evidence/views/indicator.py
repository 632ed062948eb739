"""An indicator's evidence: its line, what it says, the numbers behind it."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.permissions.data_point import can_bring_data_point, visible_indicators
from evidence.permissions.prediction import can_predict
from evidence.queries.indicator import read_indicator
from evidence.queries.prediction import has_looked, standing_round
from ilc.pages import page
from inquiry.models import Indicator

MINE = "mine"


@require_GET
def indicator(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The shared view; `?view=mine` is one's own district's. `?until=` goes back to the days up to one.

    While people predict, those who still may are asked to do so before they see it.
    """
    found = get_object_or_404(
        visible_indicators(request.participant).select_related(
            "placemat__cycle__collective__theme", "placemat__leader", "if_action"
        ),
        pk=pk,
    )
    context = {
        "indicator": found,
        "placemat": found.placemat,
        "collective": found.placemat.cycle.collective,
        "brings": found.removed_at is None and can_bring_data_point(request.participant, found.placemat),
    }
    if is_covered(request, found):
        return page(request, "evidence/indicator/covered.html", "indicator", context)
    own = request.GET.get("view") == MINE
    sheet = read_indicator(
        found,
        request.participant,
        own=own,
        today=localdate(),
        until=named_day(request.GET.get("until")),
    )
    return page(request, "evidence/indicator/indicator.html", "indicator", context | {"sheet": sheet})


def is_covered(request: ProgramRequest, found: Indicator) -> bool:
    """Whether the reader is asked to predict before looking. Three SQL queries at most."""
    asked = standing_round(found)
    if asked is None or has_looked(asked, request.participant):
        return False
    return can_predict(request.participant, found.placemat)


def named_day(text: str | None) -> date | None:
    """The day an address names; None when it names none, for people may mangle it."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
