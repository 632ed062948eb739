"""Sessions: their lists, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from collectives.permissions.collective import can_lead_collective, oversees, visible_collectives
from collectives.permissions.program import is_staff
from collectives.queries.rhythm import describe_rhythm, open_rhythm
from collectives.requests import ProgramRequest
from facilitation.models import SessionState
from facilitation.operations.session_run import BEGINS_BEFORE
from facilitation.permissions.session import can_run_session, can_take_part, listed_sessions, visible_sessions
from facilitation.queries.agenda import find_agenda, phase_of
from facilitation.queries.prework import waiting_prework
from facilitation.queries.session import (
    collective_sessions,
    find_neighbours,
    gap_note,
    list_changes,
    list_sessions,
    my_sessions,
    when_of,
)
from facilitation.queries.session_run import find_run
from facilitation.views.attendance import attendance_context
from facilitation.views.commitment import commitments_context
from facilitation.views.note import notes_context
from facilitation.views.self_reflection import reflection_context, shared_context
from ilc.pages import page


@require_GET
def sessions(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """One's own sessions, to come or past; staff may look at all they see."""
    staff = is_staff(request.participant)
    everyone = staff and request.GET.get("of") == "all"
    found = listed_sessions(request.participant) if everyone else my_sessions(request.participant)
    context = {
        "list": list_sessions(found, request.participant, now=now(), **_asked(request)),
        "is_staff": staff,
        "everyone": everyone,
    }
    return page(request, "facilitation/session/sessions.html", "sessions", context)


@require_GET
def sessions_of_collective(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The sessions of one collective, and the rhythm they come from."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    rhythm, staff = open_rhythm(collective), is_staff(request.participant)
    leads = can_lead_collective(request.participant, collective)
    found = collective_sessions(collective, request.participant)
    context = {
        "collective": collective,
        "list": list_sessions(found, request.participant, now=now(), **_asked(request)),
        "rhythm": describe_rhythm(rhythm) if rhythm else "",
        "can_lead": leads,
        "may_see_going": oversees(request.participant, collective) if staff else leads,
    }
    return page(request, "facilitation/session/collective.html", "sessions", context)


@require_GET
def session(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """A session: its agenda, who comes, the placemat, notes, and what happened to it."""
    rows = visible_sessions(request.participant).select_related("collective", "document").defer("document__snapshot")
    found = get_object_or_404(rows, pk=pk)
    if found.state == SessionState.REPLACED:
        return page(
            request, "facilitation/session/replaced.html", "session", {"session": found, "when": when_of(found)}
        )
    runs = can_run_session(request.participant, found)
    takes_part = runs or can_take_part(request.participant, found)
    when, neighbours = when_of(found), find_neighbours(found)
    context = {
        "session": found,
        "collective": found.collective,
        "when": when,
        "gap": gap_note(found),
        "runs": runs,
        "takes_part": takes_part,
        "cancelled": found.state == SessionState.CANCELLED,
        "over": when.ends_at <= now(),
        "run": find_run(found),
        "prework": waiting_prework(found, request.participant, now=now()) if takes_part else None,
        "may_begin": found.starts_at - BEGINS_BEFORE <= now() < when.ends_at,
        "agenda": find_agenda(found, now=now(), reader=request.participant),
        "phase": phase_of(found.collective),
        "neighbours": neighbours,
        "changes": list_changes(found),
        **attendance_context(request, found, runs=runs),
        **reflection_context(request, found),
        **shared_context(request, found, runs=runs),
        **commitments_context(request, found, after=neighbours.after, runs=runs, takes_part=takes_part),
        **notes_context(request, found),
    }
    return page(request, "facilitation/session/session.html", "session", context)


def _asked(request: ProgramRequest) -> dict[str, Any]:
    return {"past": request.GET.get("show") == "past", "cursor": request.GET.get("from", "")}
