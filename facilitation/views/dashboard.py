"""What program staff sees across the collectives that they look after."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from collectives.permissions.program import is_admin
from collectives.requests import ProgramRequest
from facilitation.permissions.dashboard import can_see_dashboard
from facilitation.queries.dashboard import (
    dashboard_choices,
    dashboard_collectives,
    dashboard_totals,
    in_order,
    read_filters,
)
from facilitation.queries.dashboard_board import board_rows, read_board
from facilitation.queries.dashboard_finding import read_findings
from facilitation.queries.dashboard_hand import dashboard_hands
from ilc.pages import named_number, page, require
from ilc.templatetags.ilc import PHASES

PER_PAGE = 15
MOST_PAGES = 1000


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """The pages of a list whose length is known already."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, known: int) -> None:
        super().__init__(rows, per_page)
        self.known = known

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        return self.known


@require_GET
def dashboard(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Where each collective is, who came, what they are finding, where a hand would help."""
    require(can_see_dashboard(request.participant))
    me, moment = request.participant, now()
    filters = read_filters(request.GET.dict())
    found, totals = dashboard_collectives(me, filters), dashboard_totals(me, filters)
    ordered = board_rows(in_order(found))
    listed = CountedPaginator(ordered, PER_PAGE, known=totals.collectives).get_page(request.GET.get("page"))
    board = read_board(listed, today=localdate(), now=moment)
    number = named_number(request.GET.get("finding", "")) or 1
    context = {
        "filters": filters,
        "narrowed": bool(filters.said),
        "choices": dashboard_choices(me),
        "phases": list(enumerate(PHASES, 1)),
        "totals": totals,
        "listed": listed,
        "board": board,
        "findings": read_findings([row.pk for row in board.rows], number=min(number, MOST_PAGES)),
        "hands": dashboard_hands(found, now=moment) if totals.collectives else None,
        "everywhere": is_admin(me),
    }
    return page(request, "facilitation/dashboard/dashboard.html", "across", context)
