"""A blank placemat with guiding questions: for a table in a room, on paper or from the browser."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Collective, Rendering
from collectives.permissions.collective import visible_collectives
from collectives.requests import ProgramRequest
from collectives.views.rendering import PdfPlace, pdf_file, pdf_page, pdf_posted, reading_language
from ilc.pages import page
from inquiry.operations.blank_pdf import KIND, ask_blank_pdf
from inquiry.queries.blank_sheet import blank_face, blank_subject, read_blank_sheet
from inquiry.queries.placemat import open_cycle
from inquiry.tasks.blank import render_blank_pdf
from inquiry.views.placemat_pdf import STEPS


@require_http_methods(["GET", "POST"])
def placemat_blank(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the reader's language; GET shows how far it is. `names`: with those of the members."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    asks = request.method == "POST" and "stop" not in request.POST
    names = "names" in (request.POST if asks else request.GET)
    place = PdfPlace(
        kind=KIND,
        subject=blank_subject(collective, names=names),
        steps=STEPS[1:],
        page="inquiry:placemat-blank",
        file="inquiry:blank-file",
        twin="inquiry:blank-print",
        pk=pk,
        collective=collective,
        query="?names=yes" if names else "",
    )
    if request.method == "POST":
        return pdf_posted(request, place, ask=lambda: _ask(request, collective, names=names), task=render_blank_pdf)
    context = {"collective": collective, "cycle": open_cycle(collective), "names": names}
    return pdf_page(request, place, "inquiry/blank/blank.html", context)


@require_GET
def blank_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who see the collective."""
    collective = get_object_or_404(visible_collectives(request.participant), pk=pk)
    subjects = [blank_subject(collective, names=names) for names in (False, True)]
    return pdf_file(request, KIND, subjects, rendering_pk)


@require_GET
def blank_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same sheet as a page, for the browser's own print. Needs no worker."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    names = "names" in request.GET
    sheet = read_blank_sheet(collective, program=request.program, names=names)
    context = {"collective": collective, "face": blank_face(sheet), "names": names}
    return page(request, "inquiry/blank/sheet.html", "sheet", context)


def _ask(request: ProgramRequest, collective: Collective, *, names: bool) -> Rendering:
    by, language = request.participant, reading_language()
    return ask_blank_pdf(collective, program=request.program, names=names, language=language, by=by, now=now())
