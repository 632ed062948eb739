"""A report on paper: as a PDF made in the background or printed by the browser. Always the shared view."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from collectives.requests import ProgramRequest
from collectives.views.rendering import SET_AND_WRITE, PdfPlace, pdf_file, pdf_page, pdf_posted
from evidence.queries.report_letters import letters_without_shape
from evidence.queries.report_pdf import SUBJECT
from facilitation.operations.report import KIND, ask_report_pdf
from facilitation.queries.report import read_any_report
from facilitation.tasks.report import render_report_pdf
from facilitation.views.report import find_report, report_context
from ilc.pages import page


@require_http_methods(["GET", "POST"])
def report_pdf(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the report's language; GET shows how far it is."""
    found = find_report(request, pk)
    place = PdfPlace(
        kind=KIND,
        subject=SUBJECT.format(pk),
        steps=SET_AND_WRITE,
        page="facilitation:report-pdf",
        file="facilitation:report-pdf-file",
        twin="facilitation:report-print",
        pk=pk,
        collective=found.placemat.cycle.collective if found.placemat else None,
        language=found.language,
    )
    if request.method == "POST":
        return pdf_posted(
            request,
            place,
            ask=lambda: ask_report_pdf(found, program=request.program, by=request.participant, now=now()),
            task=render_report_pdf,
        )
    context = report_context(request, found)
    if "seen" not in request.GET:
        with translation.override(found.language):
            sheet = read_any_report(found, program=request.program, now=now())
        context["without_shape"] = letters_without_shape(sheet)
        context["long"] = sheet.long
    return pdf_page(request, place, "facilitation/report/pdf.html", context)


@require_GET
def report_pdf_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who may read the report."""
    find_report(request, pk)
    return pdf_file(request, KIND, [SUBJECT.format(pk)], rendering_pk)


@require_GET
def report_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same pages, in the report's language, for the browser's own print. Needs no worker."""
    found = find_report(request, pk)
    with translation.override(found.language):
        sheet = read_any_report(found, program=request.program, now=now())
        context = {"report": found, "paper": sheet, "sheet": sheet}
        return page(request, "facilitation/report/sheet.html", "sheet", context)
