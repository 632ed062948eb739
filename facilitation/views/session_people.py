"""Who is here, as whoever runs the session sees it."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from facilitation.queries.session import when_of
from facilitation.views.session_run import people_context, visit_of
from ilc.pages import page, require


@require_GET
def session_people(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Everybody expected: who said they are here, whose page is open, who cannot come."""
    visit = visit_of(request, pk)
    require(visit.runs)
    context = {"session": visit.session, "collective": visit.session.collective, "when": when_of(visit.session)}
    context |= people_context(request, visit)
    return page(request, "facilitation/session_run/people.html", "people", context)
