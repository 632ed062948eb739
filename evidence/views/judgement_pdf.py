"""A settled judgement on paper: as a PDF made in the background or printed by the browser. Always the shared view."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Rendering
from collectives.requests import ProgramRequest
from collectives.views.rendering import SET_AND_WRITE, PdfPlace, pdf_file, pdf_page, pdf_posted, reading_language
from evidence.models import Settlement
from evidence.operations.judgement_pdf import KIND, ask_judgement_pdf
from evidence.permissions.judgement import visible_settlements
from evidence.queries.judgement_pdf import SUBJECT, WITH_ALL, read_judgement_paper
from evidence.tasks.judgement_pdf import render_judgement_pdf
from ilc.pages import page
from inquiry.views.history import head_context


@require_http_methods(["GET", "POST"])
def judgement_pdf(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the reader's language; GET shows how far it is."""
    settled = _find(request, pk)
    placemat = settled.judgement.placemat
    place = PdfPlace(
        kind=KIND,
        subject=SUBJECT.format(pk),
        steps=SET_AND_WRITE,
        page="evidence:judgement-pdf",
        file="evidence:judgement-pdf-file",
        twin="evidence:judgement-print",
        pk=pk,
        collective=placemat.cycle.collective,
    )
    if request.method == "POST":
        return pdf_posted(request, place, ask=lambda: _ask(request, settled), task=render_judgement_pdf)
    context = head_context(request, placemat) | {"settled": settled}
    return pdf_page(request, place, "evidence/judgement/pdf.html", context)


@require_GET
def judgement_pdf_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who may read what was settled."""
    _find(request, pk)
    return pdf_file(request, KIND, [SUBJECT.format(pk)], rendering_pk)


@require_GET
def judgement_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same pages, for the browser's own print. Needs no worker."""
    settled = _find(request, pk)
    paper = read_judgement_paper(settled, program=request.program, language=reading_language())
    context = {"settled": settled, "paper": paper, "sheet": paper.sheet}
    return page(request, "evidence/judgement/sheet.html", "sheet", context)


def _ask(request: ProgramRequest, settled: Settlement) -> Rendering:
    language = reading_language()
    return ask_judgement_pdf(settled, program=request.program, language=language, by=request.participant, now=now())


def _find(request: ProgramRequest, pk: UUID) -> Settlement:
    return get_object_or_404(visible_settlements(request.participant).select_related(*WITH_ALL), pk=pk)
