"""Bringing in a table of data points: choosing it, its columns, the preview."""

import io
import json
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from collectives.requests import ProgramRequest
from evidence.forms.evidence_import import EvidenceColumnsForm, EvidenceUploadForm, SheetForm, chosen_before
from evidence.models import EvidenceImport, EvidenceImportRowState, EvidenceImportState
from evidence.operations.evidence_import import choose_columns, choose_sheet, upload_evidence
from evidence.operations.evidence_import_file import PersonalFound
from evidence.permissions.data_point import own_district
from evidence.permissions.evidence_import import can_bring_in_table, visible_evidence_imports
from evidence.queries.evidence_import import column_samples, list_evidence_imports, list_import_rows
from evidence.queries.evidence_import_names import counted_indicators, indicator_names, scale_of
from evidence.queries.evidence_import_problem import kept_words
from evidence.queries.evidence_import_progress import import_task
from evidence.queries.evidence_import_sheet import problem_sheet, template_csv, template_xlsx
from evidence.tasks.evidence_import import check_evidence_import
from ilc.errors import Refused
from ilc.pages import page, require
from ilc.tables.refusals import refusal_of
from ilc.tables.typed import XLSX
from inquiry.models import Placemat
from inquiry.queries.placemat import readable_placemats

_WORKING = {EvidenceImportState.CHECKING, EvidenceImportState.BRINGING_IN, EvidenceImportState.UNDOING}
_TEMPLATES = {
    EvidenceImportState.CHECKED: "preview",
    EvidenceImportState.DONE: "done",
    EvidenceImportState.UNDONE: "undone",
    EvidenceImportState.STOPPED: "stopped",
}


@require_http_methods(["GET", "POST"])
def import_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Choose a table, or paste rows; the tables that came before. What is personal is marked, and nothing kept."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_bring_in_table(request.participant, placemat))
    form = EvidenceUploadForm(request.POST, request.FILES) if request.method == "POST" else EvidenceUploadForm()
    personal: PersonalFound | None = None
    if request.method == "POST" and form.is_valid():
        file, file_name = form.chosen()
        try:
            uploaded = upload_evidence(placemat, file=file, file_name=file_name, by=request.participant, now=now())
        except PersonalFound as found:
            personal = found
        except Refused as reason:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", str(reason))
        else:
            return redirect("evidence:import-columns", program_slug, uploaded.pk)
    context = {
        "placemat": placemat,
        "collective": placemat.cycle.collective,
        "form": form,
        "personal": personal,
        "imports": list_evidence_imports(request.participant, placemat),
        "counted": counted_indicators(placemat),
    }
    status = 422 if form.errors or personal else 200
    return page(request, "evidence/evidence_import/new.html", "form", context, status=status)


@require_GET
def import_template_csv(request: ProgramRequest, program_slug: str, pk: UUID) -> FileResponse:
    """A table to fill in: the placemat's indicators, one's own schools and the student groups are in it."""
    placemat, district = _filled_in(request, pk)
    return _as_file(template_csv(placemat, district), "csv", "text/csv; charset=utf-8")


@require_GET
def import_template_xlsx(request: ProgramRequest, program_slug: str, pk: UUID) -> FileResponse:
    """The same as a workbook."""
    placemat, district = _filled_in(request, pk)
    return _as_file(template_xlsx(placemat, district), "xlsx", XLSX)


@require_http_methods(["GET", "POST"])
def import_columns(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say what the columns hold; the guess is filled in."""
    found = _found(request, pk)
    require(can_bring_in_table(request.participant, found.placemat))
    form = EvidenceColumnsForm(
        request.POST if request.method == "POST" else None,
        columns=column_samples(found),
        indicators=indicator_names(found.placemat),
        levels=scale_of(found.placemat),
        initial=chosen_before(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            choose_columns(found, now=now(), **form.chosen())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            ring(check_evidence_import, request, pk)
            return redirect("evidence:import", program_slug, pk)
    titles = [sheet["title"] for sheet in found.options["sheets"]]
    context = _base(found) | {
        "form": form,
        "sheets": SheetForm(titles=titles, initial={"sheet": found.options["sheet"]}) if titles[1:] else None,
    }
    return page(request, "evidence/evidence_import/columns.html", "form", context, status=422 if form.errors else 200)


@require_POST
def import_sheet(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Read another sheet of the workbook."""
    found = _found(request, pk)
    require(can_bring_in_table(request.participant, found.placemat))
    form = SheetForm(request.POST, titles=[sheet["title"] for sheet in found.options["sheets"]])
    if form.is_valid():
        try:
            choose_sheet(found, number=form.cleaned_data["sheet"])
        except Refused:
            return redirect("evidence:import", program_slug, pk)
    return redirect("evidence:import-columns", program_slug, pk)


@require_GET
def evidence_import(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Where a table stands: being read, ready to look at, brought in, undone."""
    found = _found(request, pk)
    if found.state in _WORKING:
        context = _base(found) | {"task": import_task(found, poll_url=request.path)}
        return page(request, "evidence/evidence_import/working.html", "task", context)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRefresh()
    if found.state == EvidenceImportState.UPLOADED:
        return redirect("evidence:import-columns", program_slug, pk)
    return shown(request, found)


@require_GET
def import_problems(request: ProgramRequest, program_slug: str, pk: UUID) -> FileResponse:
    """The rows that need a look, as a file to repair and bring in again."""
    found = _found(request, pk)
    return FileResponse(
        problem_sheet(found), as_attachment=True, filename=_("rows-to-look-at") + ".csv", content_type="text/csv"
    )


def shown(request: ProgramRequest, found: EvidenceImport, *, refusal: str = "") -> HttpResponse:
    """The page of a table on which nothing works at the moment."""
    show = request.GET.get("show", "")
    states = [show] if show in EvidenceImportRowState.values else EvidenceImportRowState.values
    undone = found.state == EvidenceImportState.UNDONE
    context: dict[str, Any] = _base(found) | {
        "refusal": refusal,
        "show": show if show in EvidenceImportRowState.values else "",
        "listed": list_import_rows(found, states=states, after=_after(request), kept_only=undone),
        "brought_in": found.counts.get("new", 0) + found.counts.get("changed", 0),
        "kept": kept_words(found.counts.get("kept", 0)),
        "brings": can_bring_in_table(request.participant, found.placemat),
    }
    if found.trouble:
        trouble = json.loads(found.trouble)
        context["points_changed"] = trouble["code"] == "points_changed"
        if not context["points_changed"]:
            context["trouble"] = str(refusal_of(trouble["code"], trouble["values"]))
    template = f"evidence/evidence_import/{_TEMPLATES[EvidenceImportState(found.state)]}.html"
    return page(request, template, "rows", context, status=422 if refusal else 200)


def ring(task: Any, request: ProgramRequest, pk: UUID) -> None:
    """Have the work begun once this is committed. A bell that nobody hears is rung again by a sweep."""
    task.delay_on_commit(program_id=request.program.pk, import_pk=str(pk))


def _found(request: ProgramRequest, pk: UUID) -> EvidenceImport:
    imports = visible_evidence_imports(request.participant).select_related(
        "placemat__cycle__collective__theme", "brought_in_by", "undone_by"
    )
    return get_object_or_404(imports, pk=pk)


def _filled_in(request: ProgramRequest, pk: UUID) -> tuple[Placemat, UUID]:
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_bring_in_table(request.participant, placemat))
    district = own_district(request.participant)
    if district is None:  # whoever may bring in a table has one
        raise Http404
    return placemat, district


def _as_file(content: bytes, ending: str, content_type: str) -> FileResponse:
    name = f"{_('data-points')}.{ending}"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=content_type)


def _base(found: EvidenceImport) -> dict[str, Any]:
    return {"one": found, "placemat": found.placemat, "collective": found.placemat.cycle.collective}


def _after(request: ProgramRequest) -> tuple[int, int]:
    line, _dash, column = request.GET.get("after", "").partition("-")
    most = 10**9
    return (
        min(int(line), most) if line.isdecimal() else 0,
        min(int(column), most) if column.isdecimal() else 0,
    )
