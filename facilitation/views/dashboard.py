"""What program staff sees across the collectives that they look after."""

import io
from datetime import timedelta
from itertools import chain
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from collectives.permissions.program import is_admin
from collectives.requests import ProgramRequest
from facilitation.operations.dashboard import note_visit
from facilitation.permissions.dashboard import can_see_dashboard
from facilitation.queries.dashboard import (
    dashboard_collectives,
    dashboard_totals,
    in_order,
    read_filters,
)
from facilitation.queries.dashboard_board import board_rows, read_board
from facilitation.queries.dashboard_change import change_lines, dashboard_changes
from facilitation.queries.dashboard_finding import read_findings
from facilitation.queries.dashboard_hand import dashboard_hands
from facilitation.queries.dashboard_head import dashboard_head, say_filters
from facilitation.queries.dashboard_map import dashboard_map
from facilitation.queries.dashboard_table import dashboard_tables
from ilc.pages import named_number, page, require
from ilc.tables.typed import XLSX, csv_cells, write_typed_xlsx
from ilc.tables.writing import write_csv
from ilc.templatetags.ilc import PHASES

PER_PAGE = 15
MOST_PAGES = 1000
CHANGES_PER_PAGE = 50
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
}
AT_FIRST = timedelta(days=30)  # what the first visit tells of


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
    head = dashboard_head(me)
    visit = note_visit(me, last=head.visit, now=moment)
    since = visit or moment - AT_FIRST
    context = {
        "filters": filters,
        "narrowed": bool(filters.said),
        "choices": head,
        "phases": list(enumerate(PHASES, 1)),
        "totals": totals,
        "visit": visit,
        "changed": dashboard_changes(found, me, since=since, now=moment).count() if totals.collectives else 0,
        "views": head.views,
        "view": next((one for one in head.views if one.address == filters.address), None) if filters.said else None,
        "listed": listed,
        "board": board,
        "findings": read_findings([row.pk for row in board.rows], number=min(number, MOST_PAGES)),
        "hands": dashboard_hands(found, now=moment) if totals.collectives else None,
        "everywhere": is_admin(me),
    }
    return page(request, "facilitation/dashboard/dashboard.html", "across", context)


@require_GET
def changes(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """What changed since the last visit, or in the last 30 days, the latest first; the same filters narrow it."""
    require(can_see_dashboard(request.participant))
    me, moment = request.participant, now()
    filters = read_filters(request.GET.dict())
    head = dashboard_head(me)
    visit = note_visit(me, last=head.visit, now=moment)
    found = dashboard_changes(dashboard_collectives(me, filters), me, since=visit or moment - AT_FIRST, now=moment)
    listed = Paginator(found, CHANGES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "visit": visit,
        "narrowed": say_filters(filters.said, head),
        "listed": listed,
        "lines": change_lines(listed),
    }
    return page(request, "facilitation/dashboard/changes.html", "changes", context)


@require_GET
def dashboard_meeting(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Who learns with whom: districts and positions that sit together; the same filters narrow it."""
    require(can_see_dashboard(request.participant))
    filters = read_filters(request.GET.dict())
    head = dashboard_head(request.participant)
    context = {
        "filters": filters,
        "narrowed": say_filters(filters.said, head),
        "map": dashboard_map(dashboard_collectives(request.participant, filters)),
    }
    return page(request, "facilitation/dashboard/map.html", "map", context)


@require_GET
def dashboard_file(request: ProgramRequest, program_slug: str, kind: str) -> HttpResponse:
    """All that fits, as tables: one of the collectives as CSV, or a workbook with all of them."""
    require(can_see_dashboard(request.participant))
    found = dashboard_collectives(request.participant, read_filters(request.GET.dict()))
    tables = dashboard_tables(found, program=request.program.name, today=localdate(), now=now())
    file = io.BytesIO()
    if kind == "csv":
        heads = [[column.head for column in tables[0].columns]]
        for piece in write_csv(csv_cells(row) for row in chain(heads, tables[0].rows())):
            file.write(piece)
    else:
        sheets = {one.title: ([column.head for column in one.columns], one.rows()) for one in tables}
        write_typed_xlsx(file, sheets)
    name = f"{slugify(request.program.name) or 'program'}-{localdate():%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.getvalue(), content_type=TYPES[kind], headers=headers)
