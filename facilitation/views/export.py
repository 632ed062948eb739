"""Exports: what one may take along, how far the one is that is being made, and those that are there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collectives.models import Collective
from collectives.operations.rendering import stop_rendering
from collectives.operations.rendering_notice import ask_on, note_seen
from collectives.permissions.collective import visible_collectives
from collectives.queries.rendering import rendering_progress
from collectives.requests import ProgramRequest
from collectives.views.rendering import reading_language, ring
from facilitation.forms.export import ExportForm
from facilitation.operations.export import ask_export
from facilitation.permissions.export import can_export_collectives, can_export_program
from facilitation.queries.export import (
    ON_ITS_WAY,
    STEPS,
    ExportFormat,
    ExportSubject,
    ExportWhat,
    latest_export,
    made_exports,
    own_exports,
)
from facilitation.queries.export_dictionary import staying_words, table_words
from facilitation.queries.export_schema import FILE_NAME
from facilitation.tasks.export import make_export
from ilc.pages import named_key, page, require, seen_digest


@require_http_methods(["GET", "POST"])
def exports(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """For program staff: all collectives they see, for admins the whole program."""
    require(can_export_collectives(request.participant))
    places = [(ExportSubject(ExportWhat.COLLECTIVES, ExportFormat.XLSX), _("The collectives you see"))]
    if can_export_program(request.participant):
        whole = _("The whole program, with e-mail addresses; as JSON, another installation can bring it in")
        places.insert(0, (ExportSubject(ExportWhat.PROGRAM, ExportFormat.JSON), whole))
    return _answer(request, places, {})


@require_http_methods(["GET", "POST"])
def collective_exports(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """For whoever sees a collective: that collective."""
    collective: Collective = get_object_or_404(visible_collectives(request.participant), pk=pk)
    subject = ExportSubject(ExportWhat.COLLECTIVE, ExportFormat.XLSX, collective.pk)
    return _answer(request, [(subject, collective.name)], {"collective": collective})


def _answer(
    request: ProgramRequest, places: Sequence[tuple[ExportSubject, str]], context: dict[str, Any]
) -> HttpResponse:
    me = request.participant
    if "stop" in request.POST:
        rendering = get_object_or_404(own_exports(me), pk=named_key(request.POST["stop"]))
        stop_rendering(rendering, now=now())
        return redirect(request.path)
    form = ExportForm(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST" and form.is_valid():
        asked = ask_export(form.subject(), by=me, language=reading_language(), now=now())
        ask_on(asked, page=request.path)
        ring(asked, task=make_export)
        return redirect(request.path)
    return _show(request, form, [subject.place for subject, _words in places], context)


def _show(request: ProgramRequest, form: ExportForm, places: list[str], context: dict[str, Any]) -> HttpResponse:
    """How far the one is that was asked for last. Asked for news (`seen`) without any: 204."""
    latest = latest_export(request.participant, places)
    on_its_way = latest is not None and latest.state in ON_ITS_WAY
    if latest and not on_its_way:
        note_seen(latest, by=request.participant, now=now())
    task = latest and on_its_way and rendering_progress(latest, STEPS, poll_url=request.path, now=now())
    seen = seen_digest(latest and (latest.pk, latest.state), task and (task.title, task.left, task.late))
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    context |= {
        "form": form,
        "latest": latest,
        "on_its_way": on_its_way,
        "task": task,
        "news_url": f"{request.path}?seen={seen}",
        "made": made_exports(request.participant, places),
        "tables": table_words(),
        "staying": staying_words(),
        "schema": f"schemas/{FILE_NAME}",
    }
    return page(request, "facilitation/export/exports.html", "export", context, status=422 if form.errors else 200)
