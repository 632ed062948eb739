"""Who else tested a clause like ours: offered beside a placemat's theory while it is written."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.queries.learning_similar import similar_clauses
from evidence.queries.learning_start import starts_of
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.permissions.placemat import can_write_placemat
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context


@require_GET
def learning_similar(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Published summaries with similar clauses; for whoever reads the placemat."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    context = head_context(request, placemat) | {
        "similar": similar_clauses(placemat),
        "starts": starts_of(placemat),
        "undoes": can_write_placemat(request.participant, placemat),
    }
    return page(request, "evidence/learning_summary/similar.html", "similar", context)
