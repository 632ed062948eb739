"""The evidence chain on paper, made in the background. Always the shared view."""

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
from evidence.operations.chain_pdf import KIND, ask_chain_pdf
from evidence.queries.chain_pdf import SUBJECT
from evidence.tasks.chain_pdf import render_chain_pdf
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Placemat
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context
from inquiry.views.placemat_pdf import pdf_answer

STEPS = (
    ("measure", _("Drawing the lines")),
    ("fit", _("Setting the pages")),
    ("write", _("Writing the PDF")),
)


@require_http_methods(["GET", "POST"])
def chain_pdf(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the reader's language; GET shows how far it is."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    here = reverse("evidence:chain-pdf", args=[program_slug, pk])
    if request.method == "POST":
        _ask_and_ring(request, placemat)
        return redirect(here)
    rendering = latest_rendering(KIND, SUBJECT.format(placemat.pk), language=_language())
    context = head_context(request, placemat) | {
        "rendering": rendering,
        "on_its_way": rendering and rendering.state in {RenderingState.WAITING, RenderingState.WORKING},
        "task": rendering and rendering_progress(rendering, STEPS, poll_url=here, now=now()),
    }
    return page(request, "evidence/chain/pdf.html", "pdf", context)


@require_GET
def chain_pdf_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who see the placemat. `?keep` saves it instead of opening it."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ready = Rendering.objects.filter(kind=KIND, subject=SUBJECT.format(placemat.pk), state=RenderingState.DONE)
    return pdf_answer(get_object_or_404(ready, pk=rendering_pk), keep="keep" in request.GET)


def _ask_and_ring(request: ProgramRequest, placemat: Placemat) -> None:
    """Ask for the PDF; ring for a worker once this is committed. A bell that nobody hears is rung again by a sweep."""
    ensure_fresh(placemat)
    rendering = ask_chain_pdf(
        placemat, program=request.program, language=_language(), by=request.participant, now=now()
    )
    if rendering.state == RenderingState.WAITING:
        render_chain_pdf.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
            program_id=request.program.pk, rendering_pk=str(rendering.pk)
        )


def _language() -> str:
    return get_language() or "en"
