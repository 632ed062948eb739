"""The session pack: all of a session on paper, as a PDF made in the background or printed by the browser."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Rendering, RenderingState
from collectives.queries.rendering import latest_rendering, rendering_progress
from collectives.requests import ProgramRequest
from facilitation.models import Session
from facilitation.operations.session_pack import KIND, ask_session_pack
from facilitation.permissions.session import listed_sessions
from facilitation.queries.session import when_of
from facilitation.queries.session_pack import SUBJECT, read_pack, session_placemat
from facilitation.tasks.session_pack import render_session_pack
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.queries.placemat_face import placemat_face
from inquiry.views.placemat_pdf import pdf_answer

STEPS = (
    ("measure", _("Fitting the placemat to its page")),
    ("fit", _("Setting the pages")),
    ("write", _("Writing the PDF")),
)


@require_http_methods(["GET", "POST"])
def session_pack(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the reader's language; GET shows how far it is."""
    session = _find(request, pk)
    here = reverse("facilitation:session-pack", args=[program_slug, pk])
    if request.method == "POST":
        _ask_and_ring(request, session)
        return redirect(here)
    rendering = latest_rendering(KIND, SUBJECT.format(session.pk), language=_language())
    context = {
        "session": session,
        "collective": session.collective,
        "when": when_of(session),
        "rendering": rendering,
        "on_its_way": rendering and rendering.state in {RenderingState.WAITING, RenderingState.WORKING},
        "task": rendering and rendering_progress(rendering, STEPS, poll_url=here, now=now()),
    }
    return page(request, "facilitation/session_pack/pack.html", "pack", context)


@require_GET
def session_pack_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who see the session. `?keep` saves it instead of opening it."""
    session = _find(request, pk)
    ready = Rendering.objects.filter(kind=KIND, subject=SUBJECT.format(session.pk), state=RenderingState.DONE)
    return pdf_answer(get_object_or_404(ready, pk=rendering_pk), keep="keep" in request.GET)


@require_GET
def session_pack_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same pages, for the browser's own print. Needs no worker."""
    session = _find(request, pk)
    _freshen(session)
    pack = read_pack(session, program=request.program, language=_language())
    face = placemat_face(pack.placemat) if pack.placemat else None
    context = {"session": session, "pack": pack, "face": face}
    return page(request, "facilitation/session_pack/sheet.html", "sheet", context)


def _ask_and_ring(request: ProgramRequest, session: Session) -> None:
    """Ask for the PDF; ring for a worker once this is committed. A bell that nobody hears is rung again by a sweep."""
    _freshen(session)
    rendering = ask_session_pack(
        session, program=request.program, language=_language(), by=request.participant, now=now()
    )
    if rendering.state == RenderingState.WAITING:
        render_session_pack.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
            program_id=request.program.pk, rendering_pk=str(rendering.pk)
        )


def _find(request: ProgramRequest, pk: UUID) -> Session:
    return get_object_or_404(listed_sessions(request.participant).select_related("collective__theme"), pk=pk)


def _freshen(session: Session) -> None:
    """Words that are being written on the placemat this moment are on paper, too."""
    placemat = session_placemat(session)
    if placemat:
        ensure_fresh(placemat)


def _language() -> str:
    return get_language() or "en"
