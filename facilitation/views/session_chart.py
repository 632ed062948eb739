"""An indicator's chart with the sessions of its collective on it. The indicator's page asks for it by address."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.queries.indicator import indicators_to_read, read_indicator
from evidence.views.indicator import MINE, is_covered, named_day
from facilitation.queries.session_chart import session_marks
from ilc.pages import page


@require_GET
def indicator_chart(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The line of the view that the address names (`?view=`, `?until=`), as on the indicator's page."""
    indicator = get_object_or_404(indicators_to_read(request.participant), pk=pk)
    collective, sheet = indicator.placemat.cycle.collective, None
    if not is_covered(request, indicator):
        sheet = read_indicator(
            indicator,
            request.participant,
            own=request.GET.get("view") == MINE,
            until=named_day(request.GET.get("until")),
            sessions=session_marks(collective, request.participant, today=localdate()),
        )
    context = {"indicator": indicator, "placemat": indicator.placemat, "collective": collective, "sheet": sheet}
    return page(request, "facilitation/session_chart/chart.html", "chart", context)
