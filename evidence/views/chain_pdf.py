"""The evidence chain on paper: as a PDF made in the background or printed by the browser. Always the shared view."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Rendering
from collectives.requests import ProgramRequest
from collectives.views.rendering import SET_AND_WRITE, PdfPlace, pdf_file, pdf_page, pdf_posted, reading_language
from evidence.operations.chain_pdf import KIND, ask_chain_pdf
from evidence.queries.chain_pdf import SUBJECT, read_chain_paper
from evidence.tasks.chain_pdf import render_chain_pdf
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Placemat
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context

STEPS = (*SET_AND_WRITE,)


@require_http_methods(["GET", "POST"])
def chain_pdf(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the reader's language; GET shows how far it is."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    place = PdfPlace(
        kind=KIND,
        subject=SUBJECT.format(pk),
        steps=STEPS,
        page="evidence:chain-pdf",
        file="evidence:chain-pdf-file",
        twin="evidence:chain-print",
        pk=pk,
        collective=placemat.cycle.collective,
    )
    if request.method == "POST":
        return pdf_posted(request, place, ask=lambda: _ask(request, placemat), task=render_chain_pdf)
    return pdf_page(request, place, "evidence/chain/pdf.html", head_context(request, placemat))


@require_GET
def chain_pdf_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who see the placemat."""
    get_object_or_404(readable_placemats(request.participant), pk=pk)
    return pdf_file(request, KIND, [SUBJECT.format(pk)], rendering_pk)


@require_GET
def chain_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same pages, for the browser's own print. Needs no worker."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    paper = read_chain_paper(
        placemat,
        request.participant,
        program=request.program,
        language=reading_language(),
        today=localdate(),
    )
    context = {"placemat": placemat, "paper": paper, "sheet": paper.sheet}
    return page(request, "evidence/chain/sheet.html", "sheet", context)


def _ask(request: ProgramRequest, placemat: Placemat) -> Rendering:
    ensure_fresh(placemat)
    language = reading_language()
    return ask_chain_pdf(placemat, program=request.program, language=language, by=request.participant, now=now())
