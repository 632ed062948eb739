"""What is written down in a session."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from facilitation.forms.note import ChangeNoteForm, NoteForm
from facilitation.models import Note, Session
from facilitation.operations.note import add_note, bring_back_note, change_note, remove_note
from facilitation.permissions.note import can_change_note, visible_notes
from facilitation.permissions.session import can_run_session, can_take_part, listed_sessions
from facilitation.queries.note import list_notes, note_to_bring_back
from facilitation.queries.session import when_of
from facilitation.views.pieces import back
from ilc.errors import Refused
from ilc.pages import named_key, page, require


@require_http_methods(["GET", "POST"])
def session_notes(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Read the notes; members and facilitators write them."""
    sessions = listed_sessions(request.participant).select_related("collective")
    session = get_object_or_404(sessions, pk=pk)
    runs = can_run_session(request.participant, session)
    takes_part = runs or can_take_part(request.participant, session)
    form = NoteForm(request.POST or None)
    if request.method == "POST":
        require(takes_part)
        if form.is_valid():
            add_note(session, text=form.cleaned_data["text"], by=request.participant, now=now())
            return back(request, "notes", pk)
    context = {"session": session, "collective": session.collective, "when": when_of(session), "runs": runs}
    context |= {"stay": True, **notes_context(request, session, runs=runs, takes_part=takes_part, form=form)}
    return page(request, "facilitation/note/notes.html", "notes", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def note_change(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Write a note anew."""
    note, session = _find(request, pk)
    require(can_change_note(request.participant, note, runs=can_run_session(request.participant, session)))
    form = ChangeNoteForm(request.POST or None, initial={"text": note.text, "was": note.text})
    if request.method == "POST" and form.is_valid():
        try:
            change_note(note, by=request.participant, now=now(), **form.cleaned_data)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return back(request, "notes", session.pk)
    context = {"session": session, "collective": session.collective, "note": note, "form": form}
    context |= {"when": when_of(session)}
    return page(request, "facilitation/note/change.html", "change", context, status=422 if form.errors else 200)


@require_POST
def note_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take a note away; the answer offers to bring it back."""
    note, session = _find(request, pk)
    require(can_change_note(request.participant, note, runs=can_run_session(request.participant, session)))
    remove_note(note, by=request.participant, now=now())
    return back(request, "notes", session.pk, removed=str(note.pk))


@require_POST
def note_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the taking away of a note."""
    note, session = _find(request, pk)
    require(can_change_note(request.participant, note, runs=can_run_session(request.participant, session)))
    bring_back_note(note, by=request.participant, now=now())
    return back(request, "notes", session.pk)


def notes_context(
    request: ProgramRequest, session: Session, *, runs: bool, takes_part: bool, form: NoteForm | None = None
) -> dict[str, Any]:
    """What the piece needs. Two SQL queries at most."""
    notes = list_notes(session, request.participant, runs=runs)
    removed = note_to_bring_back(session, named_key(request.GET.get("removed", "")), request.participant, runs=runs)
    return {"notes": notes, "note_form": form or NoteForm(), "takes_part": takes_part, "removed_note": removed}


def _find(request: ProgramRequest, pk: UUID) -> tuple[Note, Session]:
    notes = visible_notes(request.participant).select_related("session__collective")
    note = get_object_or_404(notes, pk=pk)
    return note, note.session
