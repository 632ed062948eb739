"""Two minutes after a session: the three questions, and how it is going as staff reads it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.permissions.collective import oversees, visible_collectives
from collectives.requests import ProgramRequest
from facilitation.forms.self_reflection import SelfReflectionForm
from facilitation.models import ReflectionQuestion, Session, SessionState
from facilitation.operations.self_reflection import write_reflection
from facilitation.permissions.self_reflection import can_reflect
from facilitation.permissions.session import listed_sessions
from facilitation.queries.help import offered_to
from facilitation.queries.self_reflection import (
    collective_reflections,
    earlier_answers,
    own_reflection,
    reflection_row,
    shared_reflections,
)
from facilitation.queries.session import when_of
from ilc.errors import Refused
from ilc.pages import page, require

PER_PAGE = 12


@require_http_methods(["GET", "POST"])
def session_reflection(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Answer the three questions about a session one guided; one's last answers stand beside each."""
    session = get_object_or_404(listed_sessions(request.participant).select_related("collective"), pk=pk)
    require(can_reflect(request.participant, session.collective))
    row = own_reflection(session, request.participant)
    form = SelfReflectionForm(
        request.POST if request.method == "POST" else None, initial=SelfReflectionForm.values_of(row)
    )
    if request.method == "POST" and form.is_valid():
        try:
            write_reflection(session, form.reflection(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Kept. Thank you for the two minutes."))
            return redirect("facilitation:session", program_slug, pk)
    earlier = earlier_answers(session, request.participant)
    shared = form.shared()
    context = {
        "session": session,
        "collective": session.collective,
        "when": when_of(session),
        "form": form,
        "row": row,
        "open": session.starts_at <= now() and session.state == SessionState.PLANNED,
        "questions": [
            {"field": form[one.value], "key": one.value, "shared": one.value in shared, "earlier": earlier[one.value]}
            for one in ReflectionQuestion
        ],
    }
    status = 422 if form.errors else 200
    return page(request, "facilitation/self_reflection/write.html", "reflection", context, status=status)


@require_GET
def collective_going(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """How it is going: what facilitators wrote, for program staff; a facilitator finds their own here."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    staff = oversees(request.participant, collective)
    require(staff or can_reflect(request.participant, collective))
    found = collective_reflections(collective, request.participant)
    listed = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "collective": collective,
        "rows": [reflection_row(row) for row in listed],
        "listed": listed,
        "staff": staff,
        "log": [] if staff else offered_to(collective, request.participant),
    }
    return page(request, "facilitation/self_reflection/going.html", "going", context)


def shared_context(request: ProgramRequest, session: Session, *, runs: bool) -> dict[str, Any]:
    """For who runs a session of the facilitators' own: what the others agreed to share. Two SQL queries at most."""
    return {"shared": shared_reflections(session, reader=request.participant) if runs else []}


def reflection_context(request: ProgramRequest, session: Session) -> dict[str, Any]:
    """What the session's page needs for who guides it. Two SQL queries at most, none before it begins."""
    begun = session.starts_at <= now() and session.state == SessionState.PLANNED
    asked = begun and can_reflect(request.participant, session.collective)
    return {"may_reflect": asked, "reflected": asked and own_reflection(session, request.participant) is not None}
