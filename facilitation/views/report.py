"""Reports on a cycle: the list of them, one of them, and writing it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.data_point import mark_personal
from evidence.forms.report import ReportCommentForm, ReportForm
from evidence.models import Report, ReportKind
from evidence.operations.data_point import PersonalData
from evidence.operations.report import WrittenMeanwhile, begin_report, remove_report, restore_report, write_report
from evidence.permissions.report import can_report, can_write_report
from evidence.queries.report import chosen_analyses, placemat_reports, readable_reports
from evidence.queries.report_comment import report_comments
from evidence.queries.report_part import parts_to_choose
from ilc.errors import Refused
from ilc.forms import sent_upon
from ilc.pages import named_key, page, require
from inquiry.models import Placemat
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context

KINDS = (ReportKind.CYCLE, ReportKind.STORY)


@require_http_methods(["GET", "POST"])
def placemat_reports_page(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The reports on a cycle. POST begins one: `kind` is "cycle" or "story"."""
    shown = readable_placemats(request.participant).filter(leader=None)
    placemat = get_object_or_404(shown, pk=pk)
    writes = can_report(request.participant, placemat)
    if request.method == "POST":
        require(writes)
        kind = next((one for one in KINDS if one == request.POST.get("kind")), ReportKind.CYCLE)
        begun = begin_report(
            kind,
            placemat=placemat,
            title=_title(kind, placemat),
            program=request.program,
            by=request.participant,
            now=now(),
        )
        return redirect("facilitation:report-write", program_slug, begun.pk)
    removed = named_key(request.GET.get("removed", ""))
    context = head_context(request, placemat) | {
        "reports": placemat_reports(placemat, request.participant),
        "writes": writes,
        "removed": removed
        if removed and placemat.reports.filter(pk=removed, removed_at__isnull=False).exists()
        else None,
    }
    return page(request, "facilitation/report/reports.html", "reports", context)


@require_GET
def report(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """A report: what is in it, what is said of its draft, and the ways to write it and to have it."""
    return report_page(request, find_report(request, pk))


def report_page(request: ProgramRequest, found: Report, form: ReportCommentForm | None = None) -> HttpResponse:
    """The page of a report; with a comment that could not be kept, when there is one."""
    context = report_context(request, found) | {
        "parts": [one for one in parts_to_choose(found.kind, found.parts) if one.chosen],
        "comments": report_comments(found, request.participant),
        "form": form or ReportCommentForm(report=found),
        "writes": can_write_report(request.participant, found),
    }
    status = 422 if form and form.errors else 200
    return page(request, "facilitation/report/report.html", "report", context, status=status)


@require_http_methods(["GET", "POST"])
def report_write(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What goes in, in which order, and the report's own words. Where somebody wrote meanwhile, both are shown."""
    found, theirs = find_report(request, pk), None
    require(can_write_report(request.participant, found))
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            write_report(found, words=form.words(), version=version, by=request.participant, now=now())
        except WrittenMeanwhile as reason:
            theirs = reason.theirs
            form = _form(request, found, upon=theirs.version)
            form.add_error(None, str(reason))
        except PersonalData as refused:
            mark_personal(form, refused)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("facilitation:report", program_slug, pk)
    context = report_context(request, found) | {"form": form, "theirs": theirs}
    return page(request, "facilitation/report/write.html", "write", context, status=422 if form.errors else 200)


@require_POST
def report_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it away; the list offers to bring it back."""
    found = find_report(request, pk)
    require(can_write_report(request.participant, found))
    remove_report(found, by=request.participant, now=now())
    return redirect(f"{list_url(request, found)}?removed={found.pk}")


@require_POST
def report_restore(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bring it back."""
    found = find_report(request, pk)
    require(can_write_report(request.participant, found))
    restore_report(found, by=request.participant, now=now())
    return redirect("facilitation:report", program_slug, pk)


def find_report(request: ProgramRequest, pk: UUID) -> Report:
    """One that the reader sees, with what its pages name. Else 404."""
    return get_object_or_404(readable_reports(request.participant), pk=pk)


def list_url(request: ProgramRequest, found: Report) -> str:
    """The page that lists it."""
    if found.placemat is None:
        return reverse("facilitation:knowledge-reports", args=[request.program.slug])
    return reverse("facilitation:placemat-reports", args=[request.program.slug, found.placemat_id])


def report_context(request: ProgramRequest, found: Report) -> dict[str, Any]:
    """What the head of its pages needs. Two SQL queries."""
    head = head_context(request, found.placemat) if found.placemat else {}
    return head | {"report": found, "list_url": list_url(request, found)}


def _form(request: ProgramRequest, found: Report, *, upon: int | None = None) -> ReportForm:
    """The form; `upon`: it was sent upon an older version, and is to be saved upon this one."""
    data = (request.POST or None) if upon is None else sent_upon(request.POST, upon)
    analyses = list(chosen_analyses(found.placemat)) if found.placemat else []
    rows = found.placemat.indicators.filter(removed_at=None).order_by("kind", "position") if found.placemat else []
    return ReportForm(data, report=found, analyses=analyses, indicators=list(rows))


def _title(kind: ReportKind, placemat: Placemat) -> str:
    name = {"collective": placemat.cycle.collective.name, "cycle": placemat.cycle.name}
    return (
        _("%(collective)s: our cycle %(cycle)s") if kind == ReportKind.CYCLE else _("What changed: %(collective)s")
    ) % name
