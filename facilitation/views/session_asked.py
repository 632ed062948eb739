"""What a session is asked, as whoever runs it sees it: it comes again with every answer, its run sheet does not."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from facilitation.queries.prompt import prompts_of
from facilitation.views.session_run import asked_context, visit_of
from ilc.pages import page, require


@require_GET
def session_asked(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What the screens show, and every prompt with how many have answered. 404 before the session was begun."""
    visit = visit_of(request, pk)
    require(visit.runs)
    if visit.version is None:
        raise Http404
    context = asked_context(request, visit, prompts_of(visit.session, request.participant))
    return page(request, "facilitation/session_run/asked.html", "asked", context)
