"""How evidence comes in across collectives."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.permissions.confirmation import can_confirm_everywhere
from evidence.permissions.data_point import can_see_overview
from evidence.queries.confirmation import awaited_confirmations
from evidence.queries.overview import collective_lines, last_months, overview_collectives, region_lines
from ilc.pages import page, require

PER_PAGE = 25


@require_GET
def evidence_overview(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Month by month: how many data points tell about it, by region and by collective; what waits to be confirmed."""
    require(can_see_overview(request.participant))
    today = localdate()
    listed = Paginator(overview_collectives(request.participant), PER_PAGE).get_page(request.GET.get("page"))
    awaited, more_awaited = awaited_confirmations(request.participant)
    context = {
        "awaited": awaited,
        "more_awaited": more_awaited,
        "confirms": can_confirm_everywhere(request.participant),
        "months": last_months(today),
        "regions": region_lines(request.participant, today=today),
        "collectives": collective_lines(listed, today=today),
        "listed": listed,
    }
    return page(request, "evidence/overview/overview.html", "brought", context)
