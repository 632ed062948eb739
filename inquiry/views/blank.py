"""A blank placemat with guiding questions: for a table in a room, on paper or from the browser."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Rendering, RenderingState
from collectives.permissions.collective import visible_collectives
from collectives.queries.rendering import latest_rendering, rendering_progress
from collectives.requests import ProgramRequest
from ilc.pages import page
from inquiry.operations.blank_pdf import KIND, ask_blank_pdf
from inquiry.queries.blank_sheet import blank_face, blank_subject, read_blank_sheet
from inquiry.queries.placemat import open_cycle
from inquiry.tasks.blank import render_blank_pdf
from inquiry.views.placemat_pdf import STEPS, pdf_answer


@require_http_methods(["GET", "POST"])
def placemat_blank(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """POST asks for the PDF in the reader's language; GET shows how far it is. `names`: with those of the members."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    names = "names" in (request.POST if request.method == "POST" else request.GET)
    language = get_language() or "en"
    here = reverse("inquiry:placemat-blank", args=[program_slug, pk]) + ("?names=yes" if names else "")
    if request.method == "POST":
        rendering = ask_blank_pdf(
            collective, program=request.program, names=names, language=language, by=request.participant, now=now()
        )
        if rendering.state == RenderingState.WAITING:
            render_blank_pdf.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
                program_id=request.program.pk, rendering_pk=str(rendering.pk)
            )
        return redirect(here)
    rendering_now = latest_rendering(KIND, blank_subject(collective, names=names), language=language)
    context = {
        "collective": collective,
        "cycle": open_cycle(collective),
        "names": names,
        "rendering": rendering_now,
        "on_its_way": rendering_now and rendering_now.state in {RenderingState.WAITING, RenderingState.WORKING},
        "task": rendering_now and rendering_progress(rendering_now, STEPS[1:], poll_url=here, now=now()),
    }
    return page(request, "inquiry/blank/blank.html", "blank", context)


@require_GET
def blank_file(request: ProgramRequest, program_slug: str, pk: UUID, rendering_pk: UUID) -> HttpResponse:
    """The PDF itself, for those who see the collective. `?keep` saves it instead of opening it."""
    collective = get_object_or_404(visible_collectives(request.participant), pk=pk)
    subjects = [blank_subject(collective, names=names) for names in (False, True)]
    ready = Rendering.objects.filter(kind=KIND, subject__in=subjects, state=RenderingState.DONE)
    rendering = get_object_or_404(ready, pk=rendering_pk)
    return pdf_answer(rendering, keep="keep" in request.GET)


@require_GET
def blank_print(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same sheet as a page, for the browser's own print. Needs no worker."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    names = "names" in request.GET
    sheet = read_blank_sheet(collective, program=request.program, names=names)
    context = {"collective": collective, "face": blank_face(sheet), "names": names}
    return page(request, "inquiry/blank/sheet.html", "sheet", context)
