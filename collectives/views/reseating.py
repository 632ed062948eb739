"""Seats for who came late, and repairs when a leader left: looking, doing, taking back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.reseating import RepairForm
from collectives.forms.waiting import WaitingForm
from collectives.models import Collective, Formation, Reseating, ReseatingState
from collectives.operations.latecomers import ask_for_seats
from collectives.operations.reseating import (
    discard_reseating,
    do_reseating,
    propose_reseating,
    undo_reseating,
)
from collectives.operations.waiting import wait_for_seat
from collectives.permissions.collective import visible_collectives
from collectives.permissions.formation import visible_formations
from collectives.permissions.invitation import can_manage_waiting, visible_reseatings
from collectives.permissions.participant import visible_participants
from collectives.queries.formation_seats import formation_of, formation_seats
from collectives.queries.repair import RepairRow, repair_page
from collectives.queries.reseating import list_latecomers, list_moves, list_reseatings, names_of
from collectives.queries.waiting import list_waiting_anywhere
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from collectives.tasks.waiting import ring_latecomers
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def latecomers(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Who answered and has no seat; POST has seats for them worked out."""
    formation = get_object_or_404(visible_formations(request.participant), pk=pk)
    require(can_manage_waiting(request.participant))
    if request.method == "POST":
        try:
            made = ask_for_seats(formation, by=request.participant, now=now())
        except Refused as reason:
            return _late(request, formation, refusal=str(reason))
        ring_latecomers(request.program.pk, made.pk)
        return redirect("collectives:reseating", program_slug, made.pk)
    return _late(request, formation)


@require_POST
def formation_waiting(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Put somebody on the waiting list of a formation: for a seat in any of its collectives."""
    formation = get_object_or_404(visible_formations(request.participant), pk=pk)
    require(can_manage_waiting(request.participant))
    form = WaitingForm(request.POST, people=visible_participants(request.participant).filter(left_at=None))
    if not form.is_valid():
        return _late(request, formation, refusal=_("Choose the person who waits."))
    person = form.cleaned_data["participant"]
    try:
        wait_for_seat(person, collective=None, formation=formation, by=request.participant, now=now())
    except Refused as reason:
        return _late(request, formation, refusal=str(reason))
    return redirect("collectives:latecomers", program_slug, pk)


@require_http_methods(["GET", "POST"])
def reseating(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What would move, or moved; POST does it."""
    found = _reseating(request, pk)
    require(can_manage_waiting(request.participant))
    if request.method == "POST":
        try:
            notices = do_reseating(found, by=request.participant, now=now())
        except Refused as reason:
            return _page(request, found, refusal=str(reason))
        ring_notices(request.program.pk, notices)
        return redirect("collectives:reseating", program_slug, pk)
    return _page(request, found)


@require_POST
def reseating_discard(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Put a proposal away."""
    found = _reseating(request, pk)
    require(can_manage_waiting(request.participant))
    try:
        discard_reseating(found, by=request.participant, now=now())
    except Refused as reason:
        return _page(request, found, refusal=str(reason))
    if found.formation_id:
        return redirect("collectives:latecomers", program_slug, found.formation_id)
    return redirect("collectives:invitations", program_slug)


@require_POST
def reseating_undo(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take back what was done."""
    found = _reseating(request, pk)
    require(can_manage_waiting(request.participant))
    try:
        notices = undo_reseating(found, by=request.participant, now=now())
    except Refused as reason:
        return _page(request, found, refusal=str(reason))
    ring_notices(request.program.pk, notices)
    return redirect("collectives:reseating", program_slug, pk)


@require_http_methods(["GET", "POST"])
def repairs(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The least harmful ways to go on after a leader left; POST takes one to the page that asks and does it."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_manage_waiting(request.participant))
    found = repair_page(collective)
    form = RepairForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = next((one for one in found.repairs if one.key == form.cleaned_data["repair"]), None)
        if chosen is None:
            form.add_error(None, _("Something changed meanwhile. These are the ways to go on now."))
        else:
            return _propose(request, collective, chosen)
    context = {"collective": collective, "page": found, "form": form}
    return page(request, "collectives/reseating/repairs.html", "repairs", context, status=422 if form.errors else 200)


def _late(request: ProgramRequest, formation: Formation, *, refusal: str = "") -> HttpResponse:
    waiting = list_waiting_anywhere(formation)
    context = {
        "formation": formation,
        "late": list_latecomers(formation),
        "waiting": waiting,
        "waits": {row.participant for row in waiting},
        "reseatings": list_reseatings(formation),
        "refusal": refusal,
    }
    return page(request, "collectives/reseating/latecomers.html", "late", context, status=422 if refusal else 200)


def _propose(request: ProgramRequest, collective: Collective, chosen: RepairRow) -> HttpResponse:
    """Where nobody moves it is settled at once; else the next page asks once more, for mails go out."""
    made = propose_reseating(
        chosen.moves,
        why=Reseating.Why.LEFT,
        kind=chosen.kind,
        formation=formation_of(collective),
        collective=collective,
        by=request.participant,
        now=now(),
    )
    if not chosen.moves:
        do_reseating(made, by=request.participant, now=now())
        messages.success(request, _("Noted: the group carries on as it is."))
        return redirect("collectives:collective-seats", request.program.slug, collective.pk)
    return redirect("collectives:reseating", request.program.slug, made.pk)


def _reseating(request: ProgramRequest, pk: UUID) -> Reseating:
    rows = visible_reseatings(request.participant).select_related(
        "formation", "collective__theme", "proposed_by", "settled_by", "undone_by"
    )
    return get_object_or_404(rows, pk=pk)


def _page(request: ProgramRequest, found: Reseating, *, refusal: str = "") -> HttpResponse:
    seats = formation_seats(found.formation) if found.formation else None
    rows = list_moves(found.moves, seats)
    context = {
        "reseating": found,
        "working": found.state == ReseatingState.WORKING,
        "moved": [row for row in rows if row.came],
        "seated": [row for row in rows if not row.came],
        "left_out": names_of(found.left_out),
        "refusal": refusal,
    }
    return page(request, "collectives/reseating/page.html", "reseating", context, status=422 if refusal else 200)
