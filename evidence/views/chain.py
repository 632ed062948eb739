"""The evidence chain of a placemat."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from collectives.permissions.collective import visible_collectives
from collectives.requests import ProgramRequest
from evidence.permissions.evidence_plan import can_plan_evidence
from evidence.queries.chain import read_chain
from evidence.views.indicator import MINE
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.queries.placemat import collective_placemat, readable_placemats
from inquiry.views.history import head_context


@require_GET
def chain(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The shared view; `?view=mine` is one's own district's."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    own = request.GET.get("view") == MINE
    context = head_context(request, placemat) | {
        "sheet": read_chain(placemat, request.participant, own=own, today=localdate()),
        "plans": can_plan_evidence(request.participant, placemat),
    }
    return page(request, "evidence/chain/chain.html", "chain", context)


@require_GET
def collective_evidence(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The way from a collective to the chain of its open cycle; before the first, to the page that says what comes."""
    collective = get_object_or_404(visible_collectives(request.participant), pk=pk)
    placemat = collective_placemat(collective)
    if placemat is None:
        return redirect("inquiry:collective-placemat", program_slug, pk)
    return redirect("evidence:chain", program_slug, placemat.pk)
