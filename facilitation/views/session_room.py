"""The screen in a room, and the code with which a room joins."""

import logging
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from collectives.models import Door
from collectives.queries.gathering import qr_code
from collectives.queries.membership import find_membership, find_participant
from collectives.requests import ProgramRequest
from facilitation.models import SessionRun
from facilitation.permissions.session_run import find_visit
from facilitation.views.session_run import live_context, shown_context, visit_of
from ilc.pages import page, require
from ilc.tenancy.scope import program_scope

log = logging.getLogger(__name__)


@require_GET
def session_room(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Large type, nothing to click; whoever runs the session opens it on the room's screen."""
    visit = visit_of(request, pk)
    require(visit.runs)
    context = live_context(request, visit)
    run = context["run"]
    context |= shown_context(request, visit, context)
    if run is not None and run.ended_at is None:
        address = f"{settings.BASE_URL}{reverse('room-gathering', args=[run.code])}"
        host = settings.BASE_URL.partition("://")[2]
        code = f"{run.code[:3]}-{run.code[3:]}"
        context |= {"qr": qr_code(address), "address": f"{host}{reverse('room')}", "code": code}
    context |= {"now": now()}
    return page(request, "facilitation/session_run/room.html", "room", context)


def session_by_code(request: HttpRequest, found: Door) -> HttpResponse:
    """What a session's code opens: the session, for those who sit in it; for all others the way to sign in.

    It names the program and whether the session is on, nothing else: the code stands on a wall.
    """
    session_pk = UUID(found.object_key)
    here = reverse("facilitation:session-here", args=[found.program.slug, session_pk])
    membership = find_membership(request.user, found.program.slug) if request.user.is_authenticated else None
    with program_scope(found.program_id):
        run = SessionRun.objects.filter(session=session_pk).first()
        person = find_participant(membership.user) if membership else None
        visit = find_visit(person, session_pk) if person else None
    if run is None or run.ended_at is not None:
        log.info("The code of session %s was used after its end.", session_pk)
    if visit is not None and visit.takes_part:
        return redirect(here)
    context = {
        "program": found.program,
        "over": run is None or run.ended_at is not None,
        "here": here,
        "signed_in": request.user.is_authenticated,
    }
    return render(request, "facilitation/session_run/code.html", context)
