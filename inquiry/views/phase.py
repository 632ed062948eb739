"""Where a collective is in its cycle, and moving on or back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Collective
from collectives.permissions.collective import visible_collectives
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require, seen_digest
from inquiry.coediting.news import tell
from inquiry.coediting.writing import ensure_fresh
from inquiry.forms.phase import PhaseMoveForm
from inquiry.models import Cycle, Phase
from inquiry.operations.phase import move_phase
from inquiry.permissions.beside import can_see_shown
from inquiry.permissions.cycle import can_move_phase, can_start_cycle
from inquiry.queries.phase import list_moves, phase_steps
from inquiry.queries.phase_trace import read_traces
from inquiry.queries.placemat import collective_placemat, open_cycle, placemat_content


@require_GET
def collective_phase(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The six phases: what each leaves behind, what is still open, and what has happened. `?seen=` asks for news."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    cycle = open_cycle(collective)
    if cycle is None:
        context = {"collective": collective, "can_start": can_start_cycle(request.participant, collective)}
        return page(request, "inquiry/cycle/none.html", "none", context)
    moves = cycle.closed_at is None and can_move_phase(request.participant, collective)
    starts = cycle.closed_at is not None and can_start_cycle(request.participant, collective)
    context = _context(request, collective, cycle) | {"can_move": moves, "can_start": starts}
    asks_to_close = cycle.phase == Phase.SHARING and cycle.closed_at is None and collective.closed_at is None
    context["closes"] = asks_to_close and (moves or context["belongs"])
    seen = seen_digest(context["steps"], context["moves"], cycle.pk, cycle.closed_at)
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    return page(request, "inquiry/phase/phase.html", "phase", context | {"seen": seen})


@require_http_methods(["GET", "POST"])
def phase_move(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Asks why, and names what is still open. Nothing blocks."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_move_phase(request.participant, collective))
    cycle = open_cycle(collective)
    if cycle is None or (cycle.closed_at and request.method == "GET"):
        return redirect("inquiry:collective-phase", program_slug, pk)
    following = min(cycle.phase + 1, Phase.SHARING.value) if cycle.phase < Phase.SHARING else cycle.phase - 1
    form = PhaseMoveForm(request.POST or None, now=cycle.phase, initial={"to_phase": request.GET.get("to", following)})
    if request.method == "POST" and form.is_valid():
        try:
            move_phase(cycle, **form.cleaned_data, by=request.participant, now=now())
            _tell_open_pages(cycle)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Done. Everybody in the collective sees where you are now, and why."))
            return redirect("inquiry:collective-phase", program_slug, pk)
    context = _context(request, collective, cycle) | {"form": form}
    return page(request, "inquiry/phase/move.html", "move", context, status=422 if form.errors else 200)


def _context(request: ProgramRequest, collective: Collective, cycle: Cycle) -> dict[str, Any]:
    mat = collective_placemat(collective)
    if mat:
        ensure_fresh(mat)
    traces = read_traces(request.participant, collective, mat)
    steps = phase_steps(cycle, placemat_content(mat) if mat else None, traces)
    here = next(step for step in steps if step.state == "now")
    return {
        "collective": collective,
        "cycle": cycle,
        "placemat": mat,
        "steps": steps,
        "here": here,
        "following": next((step for step in steps if step.number == cycle.phase + 1), None),
        "moves": list_moves(cycle),
        "belongs": can_see_shown(request.participant, collective),
    }


def _tell_open_pages(cycle: Cycle) -> None:
    """The collective's placemat and its leaders' own say in which phase they are."""
    for placemat in cycle.placemats.all():
        tell(placemat, "phase")
