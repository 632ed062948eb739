"""Analyses made in a session: written there, or named afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from collectives.requests import ProgramRequest
from evidence.models import Analysis
from evidence.permissions.analysis import can_write_analysis, visible_analyses
from evidence.views.analysis import write_analysis
from facilitation.models import Session
from facilitation.operations.analysis import name_analysis, unname_analysis
from facilitation.permissions.session import can_take_part, visible_sessions
from facilitation.queries.analysis import analyses_of_session, analyses_to_name
from facilitation.queries.session import when_of
from facilitation.queries.session_pack import session_placemat
from ilc.errors import Refused
from ilc.pages import named_key, page, require


@require_http_methods(["GET", "POST"])
def session_analyses(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What was made of the evidence in a session. POST names one more, or with `not_here` one less."""
    session = _find(request, pk)
    takes_part = can_take_part(request.participant, session)
    if request.method == "POST":
        require(takes_part)
        named = named_key(request.POST.get("analysis", ""))
        rows = visible_analyses(request.participant).select_related("placemat__cycle")
        analysis = get_object_or_404(rows, pk=named)
        try:
            if "not_here" in request.POST:
                unname_analysis(session, analysis=analysis, now=now())
            else:
                name_analysis(session, analysis=analysis, by=request.participant, now=now())
        except Refused as reason:
            messages.error(request, str(reason))
        return redirect("facilitation:session-analyses", program_slug, pk)
    placemat = session_placemat(session)
    context = {
        "session": session,
        "collective": session.collective,
        "when": when_of(session),
        "analyses": analyses_of_session(session, request.participant),
        "takes_part": takes_part,
        "writes": placemat is not None and takes_part and can_write_analysis(request.participant, placemat),
        "others": analyses_to_name(session, request.participant) if takes_part else [],
    }
    return page(request, "facilitation/analysis/session.html", "analyses", context)


@require_http_methods(["GET", "POST"])
def session_analysis_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Write one down in a session, and come back to it."""
    session = _find(request, pk)
    require(can_take_part(request.participant, session))
    placemat = session_placemat(session)
    if placemat is None:
        return redirect("inquiry:collective-placemat", program_slug, session.collective_id)
    require(can_write_analysis(request.participant, placemat))
    session_url = reverse("facilitation:session", args=[program_slug, pk])

    def done(made: Analysis) -> HttpResponse:
        name_analysis(session, analysis=made, by=request.participant, now=now())
        return redirect(f"{session_url}#analyses")

    return write_analysis(request, placemat, back_url=f"{session_url}#analyses", done=done)


def _find(request: ProgramRequest, pk: UUID) -> Session:
    return get_object_or_404(visible_sessions(request.participant).select_related("collective"), pk=pk)
