"""A session's notes: read, written together, and looked back to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.requests import SHARED, ProgramRequest
from facilitation.coediting.note import freshen_notes, open_notes, write_notes
from facilitation.forms.note import read_notes
from facilitation.models import MAX_NOTES, Session
from facilitation.permissions.note import can_write_notes
from facilitation.permissions.session import listed_sessions
from facilitation.queries.note import list_spells, notes_box
from facilitation.queries.session import when_of
from facilitation.views.pieces import back
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def session_notes(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Read the notes; whoever takes part writes in them. Without scripts the form brings words in where they belong."""
    session = _find(request, pk)
    context = {"session": session, "collective": session.collective, "when": when_of(session), "stay": True}
    if request.method == "GET":
        return page(request, "facilitation/note/notes.html", "notes", context | notes_context(request, session))
    require(can_write_notes(request.participant, session))
    base, text = read_notes(request.POST) or ("", "")
    result = write_notes(session, base=base, text=text, by=request.participant, now=now())
    if not result.whole:
        error = _("%(most)d characters fit here, and this would be more. Nothing is lost: shorten it, then save.")
        context |= notes_context(request, session, typed=text, error=error % {"most": MAX_NOTES})
        return page(request, "facilitation/note/notes.html", "notes", context, status=422)
    messages.success(request, _("Saved."))
    return back(request, "notes", pk)


@require_GET
def notes_history(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Who wrote in the notes, and what stood there then."""
    session = _find(request, pk)
    freshen_notes(session)
    context = {"session": session, "collective": session.collective, "when": when_of(session)}
    context["spells"] = list_spells(session)
    return page(request, "facilitation/note/history.html", "history", context)


def notes_context(request: ProgramRequest, session: Session, *, typed: str = "", error: str = "") -> dict[str, Any]:
    """What the piece needs. Three SQL queries; the first time somebody comes who writes, a few more."""
    writes = can_write_notes(request.participant, session)
    document = open_notes(session, now=now()) if writes and session.document is None else session.document
    freshen_notes(session)
    return {
        "notes": notes_box(session, typed=typed, error=error),
        "writes_notes": writes,
        "notes_epoch": document.epoch if document else "",
        "own_device": request.session.get(SHARED) is False,
    }


def _find(request: ProgramRequest, pk: UUID) -> Session:
    rows = listed_sessions(request.participant).select_related("collective", "document").defer("document__snapshot")
    return get_object_or_404(rows, pk=pk)
