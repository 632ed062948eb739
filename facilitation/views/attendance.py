"""Who comes to a session, and who came."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.permissions.collective import is_member
from collectives.requests import ProgramRequest
from facilitation.forms.attendance import CameForm, ComingForm
from facilitation.models import Session
from facilitation.operations.attendance import mark_attendance, say_coming
from facilitation.permissions.attendance import expected_participants
from facilitation.permissions.session import can_run_session, listed_sessions
from facilitation.queries.attendance import list_attendance, mark_to_undo
from facilitation.queries.session import when_of
from facilitation.views.pieces import back
from ilc.pages import page, require

MARKED_FROM = timedelta(hours=2)  # earlier, the session's page shows answers only


@require_http_methods(["GET", "POST"])
def session_attendance(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Mark who came, one press for each person; pressing again takes the mark back."""
    session = _find(request, pk)
    runs = can_run_session(request.participant, session)
    if request.method == "POST":
        require(runs)
        form = CameForm(request.POST)
        if form.is_valid():
            people = expected_participants(session, now=now())
            person = get_object_or_404(people, pk=form.cleaned_data["participant"])
            was = list_attendance(session, now=now()).mark_of(person.pk)
            mark_attendance(
                session, participant=person, came=form.cleaned_data["came"], by=request.participant, now=now()
            )
            return back(request, "attendance", pk, marked=str(person.pk), was=was)
        return _answer(request, session, runs=runs, status=422)
    return _answer(request, session, runs=runs)


@require_POST
def session_coming(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Answer for oneself; the same again changes nothing."""
    session = _find(request, pk)
    runs = can_run_session(request.participant, session)
    require(is_member(request.participant, session.collective) or runs)
    form = ComingForm(request.POST)
    if form.is_valid():
        say_coming(session, coming=form.cleaned_data["coming"], by=request.participant, now=now())
        return back(request, "attendance", pk)
    return _answer(request, session, runs=runs, status=422)


def attendance_context(
    request: ProgramRequest, session: Session, *, runs: bool, marking: bool = False
) -> dict[str, Any]:
    """What the piece needs. `marking`: offer the marks whatever the time. Six SQL queries at most."""
    attendance = list_attendance(session, now=now())
    mine = next((row for row in attendance.rows if row.pk == request.participant.pk), None)
    seated = is_member(request.participant, session.collective)
    over = when_of(session).ends_at <= now()
    return {
        "attendance": attendance,
        "mine": mine,
        "asked": (seated or (runs and mine is not None)) and not over,
        "marking": runs and (marking or session.starts_at - MARKED_FROM <= now()),
        "undo_mark": mark_to_undo(attendance, request.GET.get("marked", ""), request.GET.get("was", ""))
        if runs
        else None,
    }


def _find(request: ProgramRequest, pk: UUID) -> Session:
    return get_object_or_404(listed_sessions(request.participant).select_related("collective"), pk=pk)


def _answer(request: ProgramRequest, session: Session, *, runs: bool, status: int = 200) -> HttpResponse:
    context = {"session": session, "collective": session.collective, "when": when_of(session), "runs": runs}
    context |= {"over": when_of(session).ends_at <= now(), "stay": True}
    context |= attendance_context(request, session, runs=runs, marking=True)
    return page(request, "facilitation/attendance/attendance.html", "attendance", context, status=status)
