"""What a collective anchors on, to read: the piece of its placemat that other pages ask for by address."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from collectives.permissions.collective import visible_collectives
from collectives.requests import ProgramRequest
from ilc.pages import page
from inquiry.models import PlacematField
from inquiry.queries.placemat import collective_placemat, placemat_content


@require_GET
def collective_theory(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The problem of practice and the theory of action as they stand; nothing is made by looking."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    placemat = collective_placemat(collective)
    content = placemat_content(placemat) if placemat else None
    words = {field: text.text for field, text in content.texts.items()} if content else {}
    context = {
        "collective": collective,
        "placemat": placemat,
        "if_actions": [action for action in content.if_actions if action.text] if content else [],
        "problem": words.get(PlacematField.PROBLEM_OF_PRACTICE, ""),
        "then": words.get(PlacematField.THEN, ""),
        "so_that": words.get(PlacematField.SO_THAT, ""),
    }
    return page(request, "inquiry/theory/theory.html", "theory", context)
