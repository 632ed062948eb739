"""The session pack: all of a session on paper, as a PDF made in the background or printed by the browser."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Rendering
from collectives.requests import ProgramRequest
from collectives.views.rendering import SET_AND_WRITE, PdfPlace, pdf_file, pdf_page, pdf_posted, reading_language
from facilitation.models import Session
from facilitation.operations.session_pack import KIND, ask_session_pack
from facilitation.permissions.session import listed_sessions
from facilitation.queries.session import when_of
from facilitation.queries.session_pack import SUBJECT, read_pack, session_placemat
from facilitation.tasks.session_pack import render_session_pack
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.queries.placemat_face import placemat_face

STEPS = (
    ("measure", _("Fitting the placemat to its page")),
    *SET_AND_WRITE,
)


@require_http_methods(["GET", "POST"])
def session_pack(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the reader's language; GET shows how far it is."""
    session = _find(request, pk)
    place = PdfPlace(
        kind=KIND,
        subject=SUBJECT.format(pk),
        steps=STEPS,
        page="facilitation:session-pack",
        file="facilitation:session-pack-file",
        twin="facilitation:session-pack-print",
        pk=pk,
        collective=session.collective,
    )
    if request.method == "POST":
        return pdf_posted(request, place, ask=lambda: _ask(request, session), task=render_session_pack)
    context = {"session": session, "collective": session.collective, "when": when_of(session)}
    return pdf_page(request, place, "facilitation/session_pack/pack.html", context)


@require_GET
def session_pack_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who see the session."""
    _find(request, pk)
    return pdf_file(request, KIND, [SUBJECT.format(pk)], rendering_pk)


@require_GET
def session_pack_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same pages, for the browser's own print. Needs no worker."""
    session = _find(request, pk)
    _freshen(session)
    pack = read_pack(session, program=request.program, language=reading_language())
    face = placemat_face(pack.placemat) if pack.placemat else None
    context = {"session": session, "pack": pack, "face": face}
    return page(request, "facilitation/session_pack/sheet.html", "sheet", context)


def _ask(request: ProgramRequest, session: Session) -> Rendering:
    _freshen(session)
    language = reading_language()
    return ask_session_pack(session, program=request.program, language=language, by=request.participant, now=now())


def _find(request: ProgramRequest, pk: UUID) -> Session:
    return get_object_or_404(listed_sessions(request.participant).select_related("collective__theme"), pk=pk)


def _freshen(session: Session) -> None:
    """Words that are being written on the placemat this moment are on paper, too."""
    placemat = session_placemat(session)
    if placemat:
        ensure_fresh(placemat)
