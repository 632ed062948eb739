"""A certificate on paper: as a PDF made in the background or printed by the browser."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from collectives.requests import ProgramRequest
from collectives.views.rendering import SET_AND_WRITE, PdfPlace, pdf_file, pdf_page, pdf_posted, reading_language
from facilitation.operations.certificate_pdf import KIND, ask_certificate_pdf
from facilitation.permissions.certificate import visible_certificates
from facilitation.queries.certificate import certificate_sheet
from facilitation.queries.certificate_pdf import SUBJECT, CertificatePaper
from facilitation.tasks.certificate import render_certificate_pdf
from ilc.pages import page


@require_http_methods(["GET", "POST"])
def certificate_pdf(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the reader's language; GET shows how far it is."""
    me = request.participant
    certificate = get_object_or_404(visible_certificates(me).select_related("collective"), pk=pk)
    place = PdfPlace(
        kind=KIND,
        subject=SUBJECT.format(pk),
        steps=SET_AND_WRITE,
        page="facilitation:certificate-pdf",
        file="facilitation:certificate-file",
        twin="facilitation:certificate-print",
        pk=pk,
        collective=certificate.collective,
    )
    if request.method == "POST":
        language = reading_language()
        return pdf_posted(
            request,
            place,
            ask=lambda: ask_certificate_pdf(certificate, program=request.program, language=language, by=me, now=now()),
            task=render_certificate_pdf,
        )
    return pdf_page(request, place, "facilitation/certificate/pdf.html", {"certificate": certificate})


@require_GET
def certificate_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for who it is about."""
    get_object_or_404(visible_certificates(request.participant), pk=pk)
    return pdf_file(request, KIND, [SUBJECT.format(pk)], rendering_pk)


@require_GET
def certificate_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same page, for the browser's own print. Needs no worker."""
    certificate = get_object_or_404(visible_certificates(request.participant), pk=pk)
    sheet = certificate_sheet(certificate, request.program, base_url=settings.BASE_URL)
    context = {"certificate": certificate, "paper": CertificatePaper(reading_language(), sheet), "sheet": sheet}
    return page(request, "facilitation/certificate/sheet.html", "sheet", context)
