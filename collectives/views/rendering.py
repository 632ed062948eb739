"""The page on which a PDF is asked for, awaited, stopped and opened: one way for all kinds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Rendering, RenderingState
from collectives.operations.rendering import stop_rendering
from collectives.operations.rendering_notice import ask_on, note_seen
from collectives.permissions.rendering import can_stop_rendering
from collectives.queries.rendering import Steps, latest_rendering, rendering_progress
from collectives.requests import ProgramRequest
from ilc.pages import named_key, page, require, seen_digest

SET_AND_WRITE: Steps = (("fit", _("Setting the pages")), ("write", _("Writing the PDF")))
ON_ITS_WAY = (RenderingState.WAITING, RenderingState.WORKING)


@dataclass(frozen=True)
class PdfPlace:
    """One thing that can be had as a PDF. `steps`: what its making goes through.

    `page`, `file` and `twin` (the same sheet for the browser's own print) are names of addresses under the thing's
    `pk`; `query` stands behind those of page and twin. Those who lead `collective` may stop it; without one, whoever
    asked. `language` is the document's own; else it is that of the page.
    """

    kind: str
    subject: str
    steps: Steps
    page: str
    file: str
    twin: str
    pk: UUID
    collective: Collective | None
    query: str = ""
    language: str = ""


def pdf_page(request: ProgramRequest, place: PdfPlace, template: str, context: dict[str, Any]) -> HttpResponse:
    """How far the PDF is that was asked for last, in the reader's language. Asked for news (`seen`) without any: 204.

    The template shows the piece `pdf`, which is `collectives/rendering/_pdf.html`. Two SQL queries at most, one more
    when whoever asked sees for the first time that it is over.
    """
    rendering = latest_rendering(place.kind, place.subject, language=place.language or reading_language())
    on_its_way = rendering is not None and rendering.state in ON_ITS_WAY
    if rendering and not on_its_way:
        note_seen(rendering, by=request.participant, now=now())
    here, twin = (reverse(name, args=[request.program.slug, place.pk]) for name in (place.page, place.twin))
    task = rendering and rendering_progress(rendering, place.steps, poll_url=here, now=now())
    seen = seen_digest(rendering and (rendering.pk, rendering.state), task and (task.title, task.left, task.late))
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    ready = rendering if rendering and rendering.state == RenderingState.DONE else None
    found = {
        "ask_url": here,
        "stop_url": here + place.query,
        "news_url": f"{here}{place.query}{'&' if place.query else '?'}seen={seen}",
        "twin_url": twin + place.query,
        "file_url": ready and reverse(place.file, args=[request.program.slug, place.pk, ready.pk]),
        "rendering": rendering,
        "on_its_way": on_its_way,
        "task": task,
        "can_stop": rendering and on_its_way and can_stop_rendering(request.participant, rendering, place.collective),
    }
    return page(request, template, "pdf", context | found)


def pdf_posted(request: ProgramRequest, place: PdfPlace, *, ask: Callable[[], Rendering], task: Any) -> HttpResponse:
    """A press on the page's buttons: stop the one that is on its way, or ask for one. Back to the page."""
    here = reverse(place.page, args=[request.program.slug, place.pk]) + place.query
    if "stop" in request.POST:
        asked = Rendering.objects.filter(kind=place.kind, subject=place.subject)
        rendering = get_object_or_404(asked, pk=named_key(request.POST["stop"]))
        require(can_stop_rendering(request.participant, rendering, place.collective))
        stop_rendering(rendering, now=now())
    else:
        rendering = ask()
        ask_on(rendering, page=here)
        ring(rendering, task=task)
    return redirect(here)


def reading_language() -> str:
    """The language of the page, and of a PDF that is asked for on it."""
    return get_language() or "en"


def ring(rendering: Rendering, *, task: Any) -> None:
    """Ring for a worker once this is committed. A bell that nobody hears is rung again by a sweep."""
    if rendering.state == RenderingState.WAITING:
        task.delay_on_commit(program_id=rendering.program_id, rendering_pk=str(rendering.pk))


def pdf_file(request: ProgramRequest, kind: str, subjects: Sequence[str], rendering_pk: UUID) -> HttpResponse:
    """A PDF of something that the reader sees. `?keep` saves it instead of opening it. Raises Http404."""
    ready = Rendering.objects.filter(kind=kind, subject__in=subjects, state=RenderingState.DONE)
    rendering = get_object_or_404(ready, pk=rendering_pk)
    if not default_storage.exists(rendering.file):
        raise Http404
    with default_storage.open(rendering.file) as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    name = content_disposition_header("keep" in request.GET, f"{rendering.title}.pdf")
    response["Content-Disposition"] = name or "inline"
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "frame-ancestors 'none'"  # the rest would keep browsers from showing it
    return response
