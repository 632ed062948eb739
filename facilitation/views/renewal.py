"""Closing a cycle together: the sheet, the choices on it, the one press, and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.permissions.collective import is_facilitator
from collectives.permissions.seat import can_seat_participant
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from facilitation.forms.renewal import BEGIN, ChoiceForm, CloseForm, StayingForm, next_days
from facilitation.models import Renewal
from facilitation.operations.renewal import ChosenMeanwhile, choose_part, say_staying
from facilitation.operations.renewal_close import renew_cycle
from facilitation.operations.renewal_notice import write_renewal_notices
from facilitation.operations.renewal_undo import UNDONE_WITHIN, undo_renewal
from facilitation.permissions.renewal import (
    can_fill_renewal,
    can_read_renewal,
    can_renew_cycle,
    can_undo_renewal,
)
from facilitation.queries.renewal import (
    RenewalRow,
    RenewalSheet,
    may_undo_until,
    renewal_past,
    renewal_sheet,
)
from facilitation.queries.renewal_plan import plan_renewal, standing_renewal
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.news import tell
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Cycle, Placemat
from inquiry.permissions.cycle import visible_cycles


@require_GET
def renewal(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The sheet of an open cycle; of a closed one, what was decided."""
    placemat = _find(request, pk)
    require(can_read_renewal(request.participant, placemat.cycle))
    if placemat.cycle.closed_at is None:
        context = _context(request, placemat)
        return page(request, "facilitation/renewal/renewal.html", "renewal", context)
    standing = standing_renewal(pk)
    undoes = can_undo_renewal(request.participant, placemat.cycle)
    context = {
        "cycle": placemat.cycle,
        "collective": placemat.cycle.collective,
        "placemat": placemat,
        "seats_others": can_seat_participant(request.participant),
        "past": renewal_past(placemat, standing) if standing else None,
        "undoes": undoes and standing is not None and may_undo_until(standing, now=now(), within=UNDONE_WITHIN),
    }
    return page(request, "facilitation/renewal/closed.html", "renewal", context)


@require_http_methods(["GET", "POST"])
def renewal_part(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One part of the sheet (`?part=`): keep, drop or sharpen it. Each press is saved."""
    placemat = _find(request, pk)
    require(can_fill_renewal(request.participant, placemat.cycle))
    part = request.GET.get("part", "")
    sheet = _sheet(request, placemat)
    row = sheet.row(part)
    if row is None or row.plan.falls:
        raise Http404
    form = ChoiceForm(request.POST or None)
    theirs = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            choose_part(
                placemat.cycle, part=part, chosen=form.chosen(), version=version, by=request.participant, now=now()
            )
        except ChosenMeanwhile as reason:
            theirs = reason.theirs
            form.add_error(None, str(reason))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return _back(request, placemat, row)
    context = _context(request, placemat, sheet) | {"row": row, "form": form, "theirs": theirs}
    if form.errors:
        context |= {"typed": _typed(request, row, theirs_version=theirs.version if theirs else None)}
    return page(request, "facilitation/renewal/part.html", "part", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def renewal_seats(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Who stays, leaves, moves: each for themselves; a facilitator notes what others said."""
    placemat = _find(request, pk)
    require(can_fill_renewal(request.participant, placemat.cycle))
    sheet, form = _sheet(request, placemat), StayingForm(request.POST or None)
    status = 200
    if request.method == "POST":
        wanted = form.cleaned_data["participant"] if form.is_valid() else None
        member = next((one for one in sheet.members if one.pk == wanted), None)
        require(member is None or member.may)
        if member:
            person = placemat.cycle.collective.seats.filter(participant=member.pk).first()
            try:
                assert person is not None
                say_staying(
                    placemat.cycle,
                    participant=person.participant,
                    staying=form.cleaned_data["staying"],
                    by=request.participant,
                    now=now(),
                )
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                return _to_seats(request, placemat)
        elif form.is_valid():
            form.add_error(None, _("They have no seat here any more."))
        status = 422
    context = _context(request, placemat, sheet) | {"form": form}
    return page(request, "facilitation/renewal/seats.html", "seats", context, status=status)


@require_http_methods(["GET", "POST"])
def renewal_close(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Says exactly what will happen, and asks for the next cycle's name and days; then it happens."""
    placemat = _find(request, pk)
    if placemat.cycle.closed_at and request.method == "GET":
        return redirect("facilitation:renewal", program_slug, pk)
    require(can_renew_cycle(request.participant, placemat.cycle))
    plan = plan_renewal(placemat, standing_renewal(pk))
    initial = next_days(placemat.cycle) | {"following": BEGIN, "seen": plan.digest}
    form = CloseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            closed = renew_cycle(
                placemat,
                following=form.next_cycle(),
                why=said["why"],
                seen=said["seen"],
                by=request.participant,
                now=now(),
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            _tell(request, closed, placemat.cycle)
            messages.success(
                request, _("The cycle is closed, and everybody is told by mail. What it wrote stays to be read.")
            )
            return redirect("facilitation:renewal", program_slug, pk)
    if form.is_bound:  # what is shown again is what would happen now
        form.agree_anew(plan.digest)
    context = {
        "cycle": placemat.cycle,
        "collective": placemat.cycle.collective,
        "plan": plan,
        "form": form,
    }
    return page(request, "facilitation/renewal/close.html", "close", context, status=422 if form.errors else 200)


@require_POST
def renewal_undo(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Open a closed cycle again, while nobody works in the next."""
    placemat = _find(request, pk)
    require(can_undo_renewal(request.participant, placemat.cycle))
    undone = standing_renewal(pk)
    try:
        undo_renewal(placemat.cycle, by=request.participant, now=now())
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        assert undone is not None
        undone.refresh_from_db()
        _tell(request, undone, placemat.cycle)
        messages.success(request, _("The cycle is open again, with everything you had chosen."))
    return redirect("facilitation:renewal", program_slug, pk)


def _find(request: ProgramRequest, pk: UUID) -> Placemat:
    """The collective's placemat of a cycle one sees."""
    cycle = get_object_or_404(visible_cycles(request.participant), pk=pk)
    rows = Placemat.objects.filter(cycle=cycle, leader=None).select_related("cycle__collective__theme", "document")
    placemat = get_object_or_404(rows.defer("document__snapshot"))
    ensure_fresh(placemat)
    return placemat


def _sheet(request: ProgramRequest, placemat: Placemat) -> RenewalSheet:
    participant, cycle = request.participant, placemat.cycle
    return renewal_sheet(
        placemat,
        participant,
        fills=can_fill_renewal(participant, cycle),
        leads=is_facilitator(participant, cycle.collective),
        today=localdate(),
    )


def _context(request: ProgramRequest, placemat: Placemat, sheet: RenewalSheet | None = None) -> dict[str, Any]:
    cycle = placemat.cycle
    return {
        "cycle": cycle,
        "collective": cycle.collective,
        "placemat": placemat,
        "sheet": sheet or _sheet(request, placemat),
        "fills": can_fill_renewal(request.participant, cycle),
        "presses": can_renew_cycle(request.participant, cycle),
        "over": cycle.ends_on < localdate(),
    }


def _typed(request: ProgramRequest, row: RenewalRow, *, theirs_version: int | None) -> dict[str, Any]:
    """What was sent, to be shown again; upon what stands now, when somebody else chose meanwhile."""
    said = {name: request.POST.get(name, "") for name in ("choice", "words", "why")}
    return said | {"version": row.version if theirs_version is None else theirs_version}


def _back(request: ProgramRequest, placemat: Placemat, row: RenewalRow) -> HttpResponse:
    """To the part itself for htmx, else to its place on the sheet."""
    args = [request.program.slug, placemat.cycle_id]
    if "HX-Request" in request.headers:
        return redirect(f"{reverse('facilitation:renewal-part', args=args)}?part={row.part}")
    return redirect(f"{reverse('facilitation:renewal', args=args)}#{row.slug}")


def _to_seats(request: ProgramRequest, placemat: Placemat) -> HttpResponse:
    args = [request.program.slug, placemat.cycle_id]
    if "HX-Request" in request.headers:
        return redirect("facilitation:renewal-seats", *args)
    return redirect(f"{reverse('facilitation:renewal', args=args)}#seats")


def _tell(request: ProgramRequest, renewal: Renewal, cycle: Cycle) -> None:
    """Placemats that are open somewhere learn that they are closed, or open again; people by mail."""
    for placemat in cycle.placemats.all():
        tell(placemat, "phase")
    ring_notices(request.program.pk, write_renewal_notices(renewal, now=now()))
