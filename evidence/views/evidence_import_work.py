"""Bringing in a table of data points: stopping, bringing in, undoing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from collectives.requests import ProgramRequest
from evidence.models import EvidenceImport, EvidenceImportState
from evidence.operations.evidence_import import (
    ImportElsewhere,
    start_bringing_in,
    start_undoing,
    stop_bringing_in,
    stop_check,
)
from evidence.permissions.evidence_import import can_bring_in_table, visible_evidence_imports
from evidence.tasks.evidence_import import bring_in_evidence, take_back_evidence
from evidence.views.evidence_import import ring, shown
from ilc.errors import Refused
from ilc.pages import require


@require_POST
def import_stop(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Stop reading, or stop bringing in."""
    found = _found(request, pk)
    require(can_bring_in_table(request.participant, found.placemat))
    try:
        if found.state == EvidenceImportState.BRINGING_IN:
            stop_bringing_in(found)
        else:
            stop_check(found, now=now())
    except ImportElsewhere as reason:
        messages.warning(request, str(reason))
    return redirect("evidence:import", program_slug, pk)


@require_POST
def import_bring_in(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bring the new and changed data points in, in the background."""
    found = _found(request, pk)
    require(can_bring_in_table(request.participant, found.placemat))
    leave_out = request.POST.get("leave_out_problems") == "on"
    try:
        start_bringing_in(found, leave_out_problems=leave_out, by=request.participant, now=now())
    except ImportElsewhere as reason:
        messages.warning(request, str(reason))
    except Refused as reason:
        return shown(request, found, refusal=str(reason))
    else:
        ring(bring_in_evidence, request, pk)
    return redirect("evidence:import", program_slug, pk)


@require_POST
def import_undo(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take back what was brought in, in the background."""
    found = _found(request, pk)
    require(can_bring_in_table(request.participant, found.placemat))
    try:
        start_undoing(found, by=request.participant, now=now())
    except ImportElsewhere as reason:
        messages.warning(request, str(reason))
    else:
        ring(take_back_evidence, request, pk)
    return redirect("evidence:import", program_slug, pk)


def _found(request: ProgramRequest, pk: UUID) -> EvidenceImport:
    imports = visible_evidence_imports(request.participant).select_related("placemat__cycle__collective__theme")
    return get_object_or_404(imports, pk=pk)
