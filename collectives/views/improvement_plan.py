"""Improvement plans on their way to a board: adding one, its passages, accepting them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from collectives.forms.improvement_plan import PlanForm
from collectives.models import Board, ImprovementPlan, PlanState
from collectives.operations.board_offer import offer_later
from collectives.operations.improvement_plan import add_plan, bring_plan_back, look_at_passages, remove_plan
from collectives.permissions.board import visible_boards, visible_plans
from collectives.queries.improvement_plan import plan_page, plan_task
from collectives.requests import ProgramRequest
from collectives.tasks.board import offer_board_texts
from collectives.tasks.improvement_plan import read_plan
from collectives.views.board_page import ring
from ilc.errors import Refused
from ilc.pages import named_key, page

_ANSWERS = {"accept": True, "accept-all": True, "leave": False, "leave-all": False, "undo": None}


@require_http_methods(["GET", "POST"])
def plan_new(request: ProgramRequest, program_slug: str, board_pk: UUID) -> HttpResponse:
    """Add a plan as a file or pasted; it is read in the background."""
    board = get_object_or_404(visible_boards(request.participant), pk=board_pk)
    form = PlanForm(request.POST, request.FILES) if request.method == "POST" else PlanForm()
    if request.method == "POST" and form.is_valid():
        made = add_plan(**form.cleaned_data, by=request.participant, now=now())
        _ring(read_plan, request, made.pk)
        return redirect("collectives:plan", program_slug, board_pk, made.pk)
    context = {"board": board, "form": form}
    return page(request, "collectives/improvement_plan/new.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def plan(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """The passages of a plan; accepting them, leaving them out, taking that back."""
    board, found = _found(request, board_pk, pk)
    refusal = ""
    if request.method == "POST":
        do = request.POST.get("do", "")
        sent = [key for one in request.POST.getlist("passages") if (key := named_key(one))]
        chosen = None if do.endswith("-all") else sent
        try:
            answer = _ANSWERS.get(do)
            look_at_passages(found, board, passages=chosen, accepted=answer, by=request.participant, now=now())
        except Refused as reason:
            refusal = str(reason)
        else:
            offer_later(board, now=now())
            ring(offer_board_texts, request, board_pk)
            return redirect("collectives:plan", program_slug, board_pk, pk)
    if found.state == PlanState.READING and not found.removed_at:
        context = {"board": board, "plan": found, "task": plan_task(request.path)}
        template = "collectives/improvement_plan/working.html"
        return page(request, template, "task", context, status=422 if refusal else 200)
    if request.headers.get("HX-Request") and request.method == "GET":
        return HttpResponseClientRefresh()
    context = {"board": board, "plan": found, "shown": plan_page(found), "refusal": refusal}
    status = 422 if refusal else 200
    return page(request, "collectives/improvement_plan/page.html", "passages", context, status=status)


@require_POST
def plan_remove(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Take a plan away, or bring it back."""
    _board, found = _found(request, board_pk, pk)
    if request.POST.get("do") == "bring-back":
        bring_plan_back(found, by=request.participant, now=now())
        return redirect("collectives:plan", program_slug, board_pk, pk)
    remove_plan(found, by=request.participant, now=now())
    return redirect("collectives:plan", program_slug, board_pk, pk)


def _found(request: ProgramRequest, board_pk: UUID, pk: UUID) -> tuple[Board, ImprovementPlan]:
    board = get_object_or_404(visible_boards(request.participant), pk=board_pk)
    return board, get_object_or_404(visible_plans(request.participant), pk=pk)


def _ring(task: Any, request: ProgramRequest, pk: UUID) -> None:
    """Have it read once this is committed. A bell that nobody hears is rung again by a sweep."""
    task.delay_on_commit(program_id=request.program.pk, plan_pk=str(pk))
