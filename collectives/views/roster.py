"""Bringing in participants: choosing a file, its columns, the preview, bringing in, undoing."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from collectives.forms.roster import RosterColumnsForm, RosterUploadForm, chosen_before
from collectives.models import RosterImport, RosterRowState, RosterState
from collectives.operations.roster import (
    RosterElsewhere,
    choose_columns,
    start_bringing_in,
    start_undoing,
    stop_check,
    upload_roster,
)
from collectives.permissions.roster import can_bring_in_roster, visible_rosters
from collectives.queries.roster import column_samples, list_roster_rows, list_rosters
from collectives.queries.roster_problem import kept_words
from collectives.queries.roster_progress import roster_task
from collectives.queries.roster_sheet import problem_sheet, roster_template
from collectives.requests import ProgramRequest
from collectives.tasks.roster import bring_in_roster, check_roster, take_back_roster
from ilc.errors import Refused
from ilc.pages import named_number, page, require
from ilc.tables.refusals import refusal_of

_WORKING = {RosterState.CHECKING, RosterState.BRINGING_IN, RosterState.UNDOING}


@require_http_methods(["GET", "POST"])
def roster_upload(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Choose a file, or paste rows; the files that came before."""
    require(can_bring_in_roster(request.participant))
    form = RosterUploadForm(request.POST, request.FILES) if request.method == "POST" else RosterUploadForm()
    if request.method == "POST" and form.is_valid():
        file, file_name = form.chosen()
        try:
            uploaded = upload_roster(file, file_name=file_name, by=request.participant, now=now())
        except Refused as reason:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", str(reason))
        else:
            return redirect("collectives:roster-columns", program_slug, uploaded.pk)
    context = {"form": form, "rosters": list_rosters(request.participant)}
    return page(request, "collectives/roster/upload.html", "form", context, status=422 if form.errors else 200)


@require_GET
def roster_template_file(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """An empty file with headers that are recognised."""
    require(can_bring_in_roster(request.participant))
    headers = {"Content-Disposition": f'attachment; filename="{_("participants")}.csv"'}
    return HttpResponse(roster_template(), content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
def roster_columns(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say what the columns hold; the guess is filled in."""
    found = get_object_or_404(visible_rosters(request.participant), pk=pk)
    require(can_bring_in_roster(request.participant))
    form = RosterColumnsForm(
        request.POST if request.method == "POST" else None,
        columns=column_samples(found),
        initial=chosen_before(found.mapping, found.options),
    )
    if request.method == "POST" and form.is_valid():
        options = {name: form.cleaned_data[name] for name in ("add_places", "make_leaders")}
        try:
            choose_columns(found, mapping=form.mapping(), now=now(), **options)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            _ring(check_roster, request, pk)
            return redirect("collectives:roster", program_slug, pk)
    context = {"roster": found, "form": form}
    return page(request, "collectives/roster/columns.html", "form", context, status=422 if form.errors else 200)


@require_GET
def roster(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Where a roster stands: being read, ready to look at, brought in, undone."""
    found = get_object_or_404(visible_rosters(request.participant).select_related("brought_in_by", "undone_by"), pk=pk)
    if found.state in _WORKING:
        context = {"roster": found, "task": roster_task(found, poll_url=request.path)}
        return page(request, "collectives/roster/working.html", "task", context)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRefresh()
    if found.state == RosterState.UPLOADED:
        return redirect("collectives:roster-columns", program_slug, pk)
    return _shown(request, found)


@require_POST
def roster_stop(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Stop reading."""
    found = get_object_or_404(visible_rosters(request.participant), pk=pk)
    require(can_bring_in_roster(request.participant))
    try:
        stop_check(found, now=now())
    except RosterElsewhere as reason:
        messages.warning(request, str(reason))
    return redirect("collectives:roster", program_slug, pk)


@require_POST
def roster_bring_in(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bring the new and changed people in, in the background."""
    found = get_object_or_404(visible_rosters(request.participant), pk=pk)
    require(can_bring_in_roster(request.participant))
    leave_out = request.POST.get("leave_out_problems") == "on"
    try:
        start_bringing_in(found, leave_out_problems=leave_out, by=request.participant, now=now())
    except RosterElsewhere as reason:
        messages.warning(request, str(reason))
    except Refused as reason:
        return _shown(request, found, refusal=str(reason))
    else:
        _ring(bring_in_roster, request, pk)
    return redirect("collectives:roster", program_slug, pk)


@require_POST
def roster_undo(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take back what was brought in, in the background."""
    found = get_object_or_404(visible_rosters(request.participant), pk=pk)
    require(can_bring_in_roster(request.participant))
    try:
        start_undoing(found, by=request.participant, now=now())
    except RosterElsewhere as reason:
        messages.warning(request, str(reason))
    else:
        _ring(take_back_roster, request, pk)
    return redirect("collectives:roster", program_slug, pk)


@require_GET
def roster_problems(request: ProgramRequest, program_slug: str, pk: UUID) -> FileResponse:
    """The rows that need a look, as a file to repair and bring in again."""
    found = get_object_or_404(visible_rosters(request.participant), pk=pk)
    return FileResponse(
        problem_sheet(found), as_attachment=True, filename=_("rows-to-look-at") + ".csv", content_type="text/csv"
    )


def _ring(task: Any, request: ProgramRequest, pk: UUID) -> None:
    """Have the work begun once this is committed. A bell that nobody hears is rung again by a sweep."""
    task.delay_on_commit(program_id=request.program.pk, roster_pk=str(pk))


def _shown(request: ProgramRequest, found: RosterImport, *, refusal: str = "") -> HttpResponse:
    """The page of a roster on which nothing works at the moment."""
    show = request.GET.get("show", "")
    states = [show] if show in RosterRowState.values else RosterRowState.values
    undone = found.state == RosterState.UNDONE
    context: dict[str, Any] = {
        "roster": found,
        "refusal": refusal,
        "show": show if show in RosterRowState.values else "",
        "listed": list_roster_rows(found, states=states, after=_line_after(request), kept_only=undone),
        "new_places": found.options.get("new_places", {}),
        "brought_in": found.counts.get("new", 0) + found.counts.get("changed", 0),
        "kept": kept_words(found.counts.get("kept", 0)),
    }
    if found.trouble:
        trouble = json.loads(found.trouble)
        context["people_changed"] = trouble["code"] == "people_changed"
        if not context["people_changed"]:
            context["trouble"] = str(refusal_of(trouble["code"], trouble["values"]))
    template = f"collectives/roster/{_TEMPLATES[RosterState(found.state)]}.html"
    return page(request, template, "rows", context, status=422 if refusal else 200)


_TEMPLATES = {
    RosterState.CHECKED: "preview",
    RosterState.DONE: "done",
    RosterState.UNDONE: "undone",
    RosterState.STOPPED: "stopped",
}


def _line_after(request: ProgramRequest) -> int:
    return min(named_number(request.GET.get("after", "")) or 0, 10**9)
