"""What follows from an analysis: what is decided, and what becomes of the theory."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.analysis import CourseForm
from evidence.models import ADJUSTING, Analysis
from evidence.operations.analysis import decide_course, link_analysis
from evidence.permissions.analysis import can_write_analysis
from evidence.queries.analysis import analyses_behind, readable_analyses
from evidence.views.analysis import analysis_page
from ilc.errors import Refused
from ilc.pages import named_key, page, require
from inquiry.models import Adjustment, Placemat
from inquiry.permissions.adjustment import can_adjust_theory
from inquiry.queries.adjustment import adjustment_row, last_said, readable_adjustments
from inquiry.queries.moment import NOW, Point, beginning, instant_key, instant_words
from inquiry.views.adjustment import ask_what_led_to_it


@require_POST
def analysis_course(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Decide what follows from it; `open`: it is open again."""
    found = _writable(request, pk)
    if "open" in request.POST:
        decide_course(found, course="", why="", by=request.participant, now=now())
        return redirect("evidence:analysis", program_slug, pk)
    form = CourseForm(request.POST)
    if not form.is_valid():
        return analysis_page(request, found, form)
    course, why = form.cleaned_data["course"], form.cleaned_data["course_why"]
    decide_course(found, course=course, why=why, by=request.participant, now=now())
    return redirect(f"{reverse('evidence:analysis', args=[program_slug, pk])}#course")


@require_http_methods(["GET", "POST"])
def analysis_adjust(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Record the adjustment it led to, and come back to it."""
    found = _writable(request, pk)
    placemat = found.placemat
    require(can_adjust_theory(request.participant, placemat))
    back_url = reverse("evidence:analysis", args=[program_slug, pk])
    if found.course not in ADJUSTING:
        return redirect(f"{back_url}#course")  # where one decides to adapt or to abandon

    def done(made: Adjustment) -> HttpResponse:
        link_analysis(found, adjustment=made, by=request.participant, now=now())
        messages.success(request, _("Kept. Whoever reads your theory sees when it was adjusted, and why."))
        return redirect(back_url)

    was, then = _theory_before(placemat), Point(NOW, None, _("Now"))
    why = found.course_why or found.reading or found.seen
    return ask_what_led_to_it(request, placemat, was, then, why=why, back_url=back_url, done=done)


@require_POST
def analysis_link(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say which adjustment it led to; without one, that it led to none."""
    found = _writable(request, pk)
    named = named_key(request.POST.get("adjustment", ""))
    adjustment = get_object_or_404(readable_adjustments(request.participant), pk=named) if named else None
    try:
        link_analysis(found, adjustment=adjustment, by=request.participant, now=now())
    except Refused as reason:
        messages.error(request, str(reason))
    return redirect(f"{reverse('evidence:analysis', args=[program_slug, pk])}#course")


@require_GET
def adjustment_analyses(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The analyses that led to an adjustment; its own page asks for them by address."""
    adjustment = get_object_or_404(readable_adjustments(request.participant), pk=pk)
    context: dict[str, Any] = {
        "row": adjustment_row(adjustment),
        "adjustment": adjustment,
        "collective": adjustment.placemat.cycle.collective,
        "analyses": analyses_behind(adjustment, request.participant),
    }
    return page(request, "evidence/analysis/behind.html", "behind", context)


def _theory_before(placemat: Placemat) -> Point:
    """Since when a change of the theory may have come of an analysis: since somebody last said what the theory is."""
    said_at = last_said(placemat)
    if said_at is None:
        return beginning(placemat, since=None)
    return Point(instant_key(said_at), said_at, instant_words(said_at))


def _writable(request: ProgramRequest, pk: UUID) -> Analysis:
    found = get_object_or_404(readable_analyses(request.participant), pk=pk)
    require(can_write_analysis(request.participant, found.placemat))
    return found
