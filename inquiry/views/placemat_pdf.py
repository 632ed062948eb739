"""The placemat on paper: printed by the browser, or as a PDF made in the background."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.models import Rendering, RenderingState
from collectives.operations.rendering import stop_rendering
from collectives.queries.rendering import latest_rendering, ready_renderings, rendering_progress
from collectives.requests import ProgramRequest
from ilc.pages import page, require
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Placemat
from inquiry.operations.placemat_pdf import KIND, ask_placemat_pdf
from inquiry.permissions.placemat import can_stop_placemat_pdf
from inquiry.queries.placemat import SUBJECT, read_sheet, readable_placemats
from inquiry.queries.placemat_face import placemat_face
from inquiry.tasks.placemat import render_placemat_pdf

STEPS = (
    ("measure", _("Measuring the words")),
    ("fit", _("Fitting them to the page")),
    ("write", _("Writing the PDF")),
)


def ask_and_ring(request: ProgramRequest, placemat: Placemat) -> Rendering:
    """Ask for the PDF; ring for a worker once this is committed. A bell that nobody hears is rung again by a sweep."""
    ensure_fresh(placemat)
    rendering = ask_placemat_pdf(
        placemat, program=request.program, language=_language(), by=request.participant, now=now()
    )
    if rendering.state == RenderingState.WAITING:
        render_placemat_pdf.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
            program_id=request.program.pk, rendering_pk=str(rendering.pk)
        )
    return rendering


@require_http_methods(["GET", "POST"])
def placemat_pdf(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF of what stands there now; GET shows how far it is, and those made before."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    if request.method == "POST":
        ask_and_ring(request, placemat)
        return redirect("inquiry:placemat-pdf", program_slug, pk)
    subject = SUBJECT.format(placemat.pk)
    rendering = latest_rendering(KIND, subject, language=_language())
    on_its_way = rendering and rendering.state in {RenderingState.WAITING, RenderingState.WORKING}
    here = reverse("inquiry:placemat-pdf", args=[program_slug, pk])
    context = {
        "placemat": placemat,
        "collective": placemat.cycle.collective,
        "rendering": rendering,
        "task": rendering and rendering_progress(rendering, STEPS, poll_url=here, now=now()),
        "earlier": ready_renderings(KIND, subject),
        "on_its_way": on_its_way,
        "can_stop": rendering and on_its_way and can_stop_placemat_pdf(request.participant, placemat, rendering),
    }
    return page(request, "inquiry/placemat/pdf.html", "pdf", context)


@require_POST
def placemat_pdf_stop(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """Nobody needs to wait for it any more."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    rendering = get_object_or_404(Rendering, kind=KIND, subject=SUBJECT.format(placemat.pk), pk=rendering_pk)
    require(can_stop_placemat_pdf(request.participant, placemat, rendering))
    stop_rendering(rendering, now=now())
    return redirect("inquiry:placemat-pdf", program_slug, pk)


@require_GET
def placemat_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who see the placemat. `?keep` saves it instead of opening it."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ready = Rendering.objects.filter(kind=KIND, subject=SUBJECT.format(placemat.pk), state=RenderingState.DONE)
    rendering = get_object_or_404(ready, pk=rendering_pk)
    return pdf_answer(rendering, keep="keep" in request.GET)


def pdf_answer(rendering: Rendering, *, keep: bool) -> HttpResponse:
    """A stored PDF, to open in the browser or to keep on the device. Raises Http404 when its file has gone."""
    if not default_storage.exists(rendering.file):
        raise Http404
    with default_storage.open(rendering.file) as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(keep, f"{rendering.title}.pdf") or "inline"
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "frame-ancestors 'none'"  # the rest would keep browsers from showing it
    return response


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


def _language() -> str:
    return get_language() or "en"
