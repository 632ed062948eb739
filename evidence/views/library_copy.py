"""What other programs published, read here."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.engine.learning_summary import read_frozen
from evidence.permissions.learning_start import startable_placemats
from evidence.permissions.library_copy import visible_copies
from evidence.queries.learning_summary import learning_sheet
from ilc.pages import page


@require_GET
def library_copy(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One copy, as its members agreed to show it."""
    copy = get_object_or_404(visible_copies(request.participant), pk=pk)
    context = {
        "copy": copy,
        "sheet": learning_sheet(copy, read_frozen(copy.snapshot)),
        "starts": startable_placemats(request.participant).exists(),
    }
    return page(request, "evidence/library_copy/copy.html", "copy", context)
