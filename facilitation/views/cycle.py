"""The cycles of a collective, one after another."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from collectives.permissions.collective import visible_collectives
from collectives.requests import ProgramRequest
from facilitation.queries.cycle import list_cycles
from ilc.pages import page


@require_GET
def collective_cycles(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What each cycle leaves to be read: its placemat, its evidence, its judgement, what was decided at its end."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    context = {"collective": collective, "cycles": list_cycles(collective, now=now())}
    return page(request, "facilitation/cycle/cycles.html", "cycles", context)
