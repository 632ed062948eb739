"""The themes of the program as everyone in it reads them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from collectives.models import DraftState
from collectives.permissions.board import visible_drafts
from collectives.permissions.open_theme import visible_open_themes
from collectives.queries import open_theme as reads
from collectives.requests import ProgramRequest
from ilc.pages import page


@require_GET
def open_themes(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Every theme members can join."""
    context = {"themes": reads.list_open_themes(request.participant)}
    return page(request, "collectives/open_theme/list.html", "themes", context)


@require_GET
def open_theme(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One of them; who works on boards goes on to every text under it."""
    found = get_object_or_404(visible_open_themes(request.participant), pk=pk)
    drafts = visible_drafts(request.participant).filter(theme=found).exclude(state=DraftState.GONE)
    context = {"theme": reads.open_theme(request.participant, found), "drafts": drafts.select_related("board")}
    return page(request, "collectives/open_theme/page.html", "theme", context)
