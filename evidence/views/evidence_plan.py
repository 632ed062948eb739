"""The evidence plan: read, and written line by line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.evidence_plan import PlanLineForm, plan_line_initial
from evidence.models import PlanLine
from evidence.operations.evidence_plan import add_plan_line, change_plan_line, end_plan_line, reopen_plan_line
from evidence.permissions.evidence_import import can_bring_in_table
from evidence.permissions.evidence_plan import can_plan_evidence, visible_plan_lines
from evidence.queries.clause import theory_clauses
from evidence.queries.evidence_plan import bringers, evidence_plan, first_days, schools_of
from evidence.views.indicator import find_indicator
from ilc.errors import Refused
from ilc.pages import named_key, page, require
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Indicator
from inquiry.permissions.placemat import placemat_writers
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context


@require_GET
def plan(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Clause by clause: what would show it, who brings it, what is due."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    plans = can_plan_evidence(request.participant, placemat)
    ended = named_key(request.GET.get("ended", "")) if plans else None
    rows = evidence_plan(placemat, request.participant, theory_clauses(placemat), today=localdate())
    context = head_context(request, placemat) | {
        "tab": "" if placemat.leader_id else "evidence",
        "rows": rows,
        "promised": any(row.indicators for row in rows),
        "plans": plans,
        "brings": can_bring_in_table(request.participant, placemat),
        "ended": visible_plan_lines(request.participant).filter(pk=ended, ended_at__isnull=False).first()
        if ended
        else None,
    }
    return page(request, "evidence/evidence_plan/plan.html", "plan", context)


@require_http_methods(["GET", "POST"])
def plan_line_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Plan who brings an indicator."""
    indicator = _plannable(request, pk)
    form = _form(request, indicator, initial=first_days(indicator, request.participant, today=localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            add_plan_line(indicator, form.promise(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return _back(program_slug, indicator)
    return _form_page(request, indicator, form, {})


@require_http_methods(["GET", "POST"])
def plan_line(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Change a line: the former one ends, and what was brought for it stays."""
    line = _line(request, pk)
    indicator = _plannable(request, line.indicator_id)
    form = _form(request, indicator, initial=plan_line_initial(line))
    if request.method == "POST" and form.is_valid():
        try:
            change_plan_line(line, form.promise(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return _back(program_slug, indicator)
    return _form_page(request, indicator, form, {"line": line})


@require_POST
def plan_line_end(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Nobody is asked for it any more; with a way back."""
    line = _line(request, pk)
    indicator = _plannable(request, line.indicator_id)
    end_plan_line(line, by=request.participant, now=now())
    return _back(program_slug, indicator, ended=line.pk)


@require_POST
def plan_line_reopen(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let it go on."""
    line = _line(request, pk)
    indicator = _plannable(request, line.indicator_id)
    try:
        reopen_plan_line(line, by=request.participant, now=now())
    except Refused as reason:
        messages.error(request, str(reason))
    return _back(program_slug, indicator)


def _plannable(request: ProgramRequest, pk: UUID) -> Indicator:
    indicator = find_indicator(request, pk)
    require(can_plan_evidence(request.participant, indicator.placemat))
    return indicator


def _line(request: ProgramRequest, pk: UUID) -> PlanLine:
    return get_object_or_404(visible_plan_lines(request.participant), pk=pk)


def _form(request: ProgramRequest, indicator: Indicator, *, initial: dict[str, Any]) -> PlanLineForm:
    people = list(bringers(placemat_writers(indicator.placemat)))
    return PlanLineForm(request.POST or None, people=people, schools=list(schools_of(people)), initial=initial)


def _form_page(request: ProgramRequest, indicator: Indicator, form: PlanLineForm, more: dict[str, Any]) -> HttpResponse:
    context = head_context(request, indicator.placemat) | {"indicator": indicator, "form": form} | more
    status = 422 if form.errors else 200
    return page(request, "evidence/evidence_plan/line.html", "line", context, status=status)


def _back(slug: str, indicator: Indicator, *, ended: UUID | None = None) -> HttpResponse:
    url = reverse("evidence:plan", args=[slug, indicator.placemat_id])
    return redirect(f"{url}{f'?ended={ended}' if ended else ''}#plan-{indicator.pk}")
