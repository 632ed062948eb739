"""The judgement: read as a whole, settled, taken up again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.judgement import SettleForm, TakeUpForm
from evidence.models import Settlement
from evidence.operations.judgement import settle_judgement, take_up_judgement
from evidence.permissions.judgement import can_judge, can_read_judgement_draft, visible_settlements
from evidence.queries.clause import theory_clauses
from evidence.queries.judgement import (
    JudgementSheet,
    earlier_settlements,
    judgement_sheet,
    said_so_far,
    settled_said,
    standing_settlement,
)
from evidence.queries.judgement_pdf import WITH_ALL
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Placemat
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context


@require_GET
def judgement(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What the group settled; else, for its own people, the draft."""
    return judgement_page(request, _find(request, pk))


@require_http_methods(["GET", "POST"])
def judgement_settle(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Settle it as the group's judgement of a day."""
    placemat = _find(request, pk)
    require(can_judge(request.participant, placemat))
    form = SettleForm(request.POST or None, initial={"on": localdate()})
    if request.method == "POST" and form.is_valid():
        on, clauses = form.cleaned_data["on"], theory_clauses(placemat)
        try:
            settle_judgement(placemat, clauses=clauses, on=on, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("evidence:judgement", program_slug, pk)
    return judgement_page(request, placemat, settle_form=form)


@require_POST
def judgement_take_up(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it up again, for a reason."""
    placemat = _find(request, pk)
    require(can_judge(request.participant, placemat))
    form, settled = TakeUpForm(request.POST), standing_settlement(placemat)
    if form.is_valid():
        if settled:
            why = form.cleaned_data["why"]
            take_up_judgement(settled.judgement, why=why, by=request.participant, now=now())
        return redirect("evidence:judgement", program_slug, pk)
    return judgement_page(request, placemat, take_up_form=form)


@require_GET
def settlement(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What was settled on a day, also once it was taken up again."""
    rows = visible_settlements(request.participant).select_related(*WITH_ALL)
    found = get_object_or_404(rows, pk=pk)
    placemat = found.judgement.placemat
    context = head_context(request, placemat) | {"settled": found, "sheet": _settled_sheet(request, placemat, found)}
    return page(request, "evidence/judgement/settlement.html", "settlement", context)


def judgement_page(
    request: ProgramRequest,
    placemat: Placemat,
    *,
    settle_form: SettleForm | None = None,
    take_up_form: TakeUpForm | None = None,
) -> HttpResponse:
    """The whole of it; the forms as they were sent, when they ask for something."""
    writes = can_judge(request.participant, placemat)
    context = head_context(request, placemat) | _read(request, placemat)
    context |= {
        "writes": writes,
        "settle_form": settle_form or SettleForm(initial={"on": localdate()}),
        "take_up_form": take_up_form or TakeUpForm(),
        "earlier": earlier_settlements(placemat, request.participant),
        "asks": bool((settle_form and settle_form.errors) or (take_up_form and take_up_form.errors)),
    }
    status = 422 if context["asks"] else 200
    return page(request, "evidence/judgement/judgement.html", "judgement", context, status=status)


def _read(request: ProgramRequest, placemat: Placemat) -> dict[str, Any]:
    """What this person reads of it: what is settled, the draft, or nothing yet."""
    settled = standing_settlement(placemat)
    if settled:
        return {"settled": settled, "sheet": _settled_sheet(request, placemat, settled)}
    if not can_read_judgement_draft(request.participant, placemat):
        return {"settled": None, "sheet": None}
    said = said_so_far(placemat, theory_clauses(placemat))
    return {
        "settled": None,
        "sheet": judgement_sheet(said, placemat, program=request.program, reader=request.participant, on=None),
    }


def _settled_sheet(request: ProgramRequest, placemat: Placemat, settled: Settlement) -> JudgementSheet:
    return judgement_sheet(
        settled_said(settled), placemat, program=request.program, reader=request.participant, on=settled.on
    )


def _find(request: ProgramRequest, pk: UUID) -> Placemat:
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    return placemat
