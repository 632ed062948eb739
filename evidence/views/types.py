"""The four types of data: what was brought, what is promised, what they tell together."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.queries.types import types_picture
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.queries.placemat import placemat_content, readable_placemats
from inquiry.views.history import head_context


@require_GET
def evidence_types(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The picture and its table."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    context = head_context(request, placemat) | {"picture": types_picture(placemat_content(placemat))}
    return page(request, "evidence/types/types.html", "types", context)
