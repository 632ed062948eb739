"""Talking a report's draft over."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from collectives.requests import ProgramRequest
from evidence.forms.data_point import mark_personal
from evidence.forms.report import ReportCommentForm
from evidence.operations.data_point import PersonalData
from evidence.operations.report import comment_report, reopen_report_comment, resolve_report_comment
from evidence.permissions.report import can_resolve_report_comment, visible_report_comments
from facilitation.views.report import find_report, report_page
from ilc.pages import require


@require_POST
def report_comment(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say something of it: whoever reads it may. What names somebody comes back, and is kept nowhere."""
    found = find_report(request, pk)
    form = ReportCommentForm(request.POST, report=found)
    if not form.is_valid():
        return report_page(request, found, form)
    said = form.cleaned_data
    try:
        comment_report(found, part=said["part"], text=said["text"], by=request.participant, now=now())
    except PersonalData as refused:
        mark_personal(form, refused)
        return report_page(request, found, form)
    return redirect(reverse("facilitation:report", args=[program_slug, pk]) + "#comments")


@require_POST
def report_comment_resolve(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """It was taken up; `again`: it is to be taken up after all."""
    rows = visible_report_comments(request.participant)
    comment = get_object_or_404(rows.select_related("report__placemat__cycle__collective", "report__region"), pk=pk)
    require(can_resolve_report_comment(request.participant, comment))
    if "again" in request.POST:
        reopen_report_comment(comment)
    else:
        resolve_report_comment(comment, by=request.participant, now=now())
    return redirect(reverse("facilitation:report", args=[program_slug, comment.report_id]) + "#comments")
