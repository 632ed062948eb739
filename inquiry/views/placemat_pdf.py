"""The placemat on paper: printed by the browser, or as a PDF made in the background."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Rendering
from collectives.queries.rendering import ready_renderings
from collectives.requests import ProgramRequest
from collectives.views.rendering import PdfPlace, pdf_file, pdf_page, pdf_posted, reading_language
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Placemat
from inquiry.operations.placemat_pdf import KIND, ask_placemat_pdf
from inquiry.queries.placemat import SUBJECT, read_sheet, readable_placemats
from inquiry.queries.placemat_face import placemat_face
from inquiry.tasks.placemat import render_placemat_pdf

STEPS = (
    ("measure", _("Measuring the words")),
    ("fit", _("Fitting them to the page")),
    ("write", _("Writing the PDF")),
)


@require_http_methods(["GET", "POST"])
def placemat_pdf(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF of what stands there now; GET shows how far it is, and those made before."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    place = PdfPlace(
        kind=KIND,
        subject=SUBJECT.format(pk),
        steps=STEPS,
        page="inquiry:placemat-pdf",
        file="inquiry:placemat-file",
        twin="inquiry:placemat-print",
        pk=pk,
        collective=placemat.cycle.collective,
    )
    if request.method == "POST":
        return pdf_posted(request, place, ask=lambda: ask_for_pdf(request, placemat), task=render_placemat_pdf)
    context = {
        "placemat": placemat,
        "collective": placemat.cycle.collective,
        "earlier": ready_renderings(KIND, place.subject),
    }
    return pdf_page(request, place, "inquiry/placemat/pdf.html", context)


@require_GET
def placemat_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who see the placemat."""
    get_object_or_404(readable_placemats(request.participant), pk=pk)
    return pdf_file(request, KIND, [SUBJECT.format(pk)], rendering_pk)


def ask_for_pdf(request: ProgramRequest, placemat: Placemat) -> Rendering:
    """The PDF of what people have written up to now."""
    ensure_fresh(placemat)
    language = reading_language()
    return ask_placemat_pdf(placemat, program=request.program, language=language, by=request.participant, now=now())


@require_GET
def placemat_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The sheet as a page, for the browser's own print. Needs no worker."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    context = {
        "placemat": placemat,
        "collective": placemat.cycle.collective,
        "face": placemat_face(read_sheet(placemat, program=request.program)),
    }
    return page(request, "inquiry/placemat/sheet.html", "sheet", context)
