"""Entering data points, correcting one, taking it away, bringing it back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.models import District, School
from collectives.requests import ProgramRequest
from evidence.forms.data_point import CorrectForm, DataPointForm, mark_personal
from evidence.forms.measure import MeasureForm, measure_initial
from evidence.models import DataPoint, Measure, PlanLine, StudentGroup
from evidence.operations.data_point import (
    FigureStands,
    PersonalData,
    bring_data_points,
    correct_data_point,
    remove_data_point,
    restore_data_point,
)
from evidence.operations.measure import set_measure
from evidence.operations.preview import preview_shared
from evidence.permissions.data_point import (
    can_bring_data_point,
    can_correct_data_point,
    own_district,
)
from evidence.permissions.evidence_plan import can_plan_evidence
from evidence.queries.clause import clause_of
from evidence.queries.confirmation import protects_things
from evidence.queries.data_point import brought_together, former_figures, point_row, readable_points
from evidence.queries.evidence_plan import asked_of, lines_to_bring
from evidence.queries.measure import measure_of, suggested_measure
from evidence.queries.shared import seen_by_others, shared_figure, why_waiting
from evidence.views.indicator import find_indicator
from ilc.errors import Refused
from ilc.pages import named_key, page, require
from inquiry.models import Indicator
from inquiry.views.history import head_context

PROTECTED_UNTIL = gettext_lazy(
    "Figures about things are shown as they are once somebody who guides the collective, or a program admin, has "
    "confirmed that no person stands behind them. Until then small groups are protected."
)


@require_http_methods(["GET", "POST"])
def data_point_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Enter a figure. `?line=` says which line of the evidence plan it fulfils, and so on which day it begins."""
    indicator = find_indicator(request, pk)
    require(can_bring_data_point(request.participant, indicator.placemat))
    measure = measure_of(indicator)
    line = _line(request, indicator)
    if measure is None:
        url = reverse("evidence:measure", args=[program_slug, pk])
        return redirect(f"{url}?{request.GET.urlencode() or 'bring=1'}")
    due = asked_of(line, today=localdate()) if line else None
    form = _entry_form(request, measure, line, due)
    standing, seen, waits = None, None, ""
    if request.method == "POST" and form.is_valid():
        told, by, today = form.told(), request.participant, localdate()
        try:
            if "preview" in request.POST:
                others = preview_shared(measure, told, by=by, today=today, now=now())
                seen, waits = seen_by_others([one.group for one in told], others), why_waiting(others)
            else:
                made = bring_data_points(measure, told, by=by, line=line, due_on=due, today=today, now=now())
                return redirect(f"{reverse('evidence:data-point', args=[program_slug, made[0].pk])}?brought=1")
        except PersonalData as refused:
            mark_personal(form, refused)
        except FigureStands as refused:
            form.add_error(None, str(refused))
            standing = refused.standing
        except Refused as reason:
            form.add_error(None, str(reason))
    context = head_context(request, indicator.placemat) | {
        "indicator": indicator,
        "clause": clause_of(indicator),
        "measure": measure,
        "form": form,
        "line": line,
        "standing": standing,
        "seen": seen,
        "waits": waits,
    }
    return page(request, "evidence/data_point/new.html", "entry", context, status=422 if form.errors else 200)


@require_GET
def plan_line_bring(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Enter what a line of the plan asks for."""
    line = get_object_or_404(lines_to_bring(request.participant), pk=pk)
    return redirect(f"{reverse('evidence:data-point-new', args=[program_slug, line.indicator_id])}?line={line.pk}")


@require_http_methods(["GET", "POST"])
def measure(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say how an indicator is counted. `?bring=1` or `?line=` goes on to entering."""
    indicator = find_indicator(request, pk)
    require(can_plan_evidence(request.participant, indicator.placemat))
    standing = measure_of(indicator)
    initial = measure_initial(standing) if standing else suggested_measure(indicator)
    form = MeasureForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = set_measure(indicator, form.counting(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            if protects_things(kept):
                messages.info(request, PROTECTED_UNTIL)
            if "bring" in request.GET or "line" in request.GET:
                url = reverse("evidence:data-point-new", args=[program_slug, pk])
                return redirect(f"{url}?{request.GET.urlencode()}")
            return redirect(f"{reverse('evidence:plan', args=[program_slug, indicator.placemat_id])}#plan-{pk}")
    context = head_context(request, indicator.placemat) | {
        "indicator": indicator,
        "form": form,
        "clause": clause_of(indicator),
        "standing": standing,
        "unconfirmed": standing is not None and protects_things(standing),
        "goes_on": "bring" in request.GET or "line" in request.GET,
    }
    return page(request, "evidence/data_point/measure.html", "measure", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def data_point(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What a data point says and said before; whoever may corrects it."""
    point = get_object_or_404(readable_points(request.participant), pk=pk)
    may_correct = can_correct_data_point(request.participant, point)
    counted = Measure.objects.get(indicator=point.indicator_id)
    form = CorrectForm(request.POST or None, measure=counted, point=point)
    if request.method == "POST":
        require(may_correct)
        if form.is_valid():
            try:
                correct_data_point(
                    point,
                    form.told(),
                    why=form.cleaned_data["why"],
                    version=form.cleaned_data["version"] or 0,
                    by=request.participant,
                    today=localdate(),
                    now=now(),
                )
            except PersonalData as refused:
                mark_personal(form, refused)
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                return redirect("evidence:data-point", program_slug, pk)
            point.refresh_from_db(fields=["version", "removed_at"])
    together = list(brought_together(point, request.participant))
    standing = [one for one in together if one.removed_at is None]
    shown = [shared_figure(one) for one in standing]
    context = head_context(request, point.indicator.placemat) | {
        "indicator": point.indicator,
        "clause": clause_of(point.indicator),
        "seen": seen_by_others([one.group for one in standing], shown),
        "waits": why_waiting(shown),
        "row": point_row(point, counted.scale),
        "together": [point_row(one, counted.scale) for one in together],
        "brought": "brought" in request.GET and may_correct,
        "former": former_figures(point, counted),
        "form": form if may_correct and point.removed_at is None else None,
        "may_correct": may_correct,
    }
    return page(request, "evidence/data_point/data_point.html", "point", context, status=422 if form.errors else 200)


@require_POST
def data_point_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it away, with a way back; `together` takes away all that came in the same act."""
    point = _correctable(request, pk)
    together = brought_together(point, request.participant) if "together" in request.POST else [point]
    for one in together:
        remove_data_point(one, by=request.participant, now=now())
    return redirect("evidence:data-point", program_slug, pk)


@require_POST
def data_point_restore(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bring it back."""
    point = _correctable(request, pk)
    try:
        restore_data_point(point, by=request.participant, now=now())
    except Refused as reason:
        messages.error(request, str(reason))
    return redirect("evidence:data-point", program_slug, pk)


def _correctable(request: ProgramRequest, pk: UUID) -> DataPoint:
    point = get_object_or_404(readable_points(request.participant), pk=pk)
    require(can_correct_data_point(request.participant, point))
    return point


def _line(request: ProgramRequest, indicator: Indicator) -> PlanLine | None:
    pk = named_key(request.GET.get("line", ""))
    if pk is None:
        return None
    return lines_to_bring(request.participant).filter(pk=pk, indicator=indicator).first()


def _entry_form(request: ProgramRequest, measure: Measure, line: PlanLine | None, due: date | None) -> DataPointForm:
    today = localdate()
    of = own_district(request.participant)
    assert of is not None  # can_bring_data_point saw to it
    district = District.objects.get(pk=of)
    schools = list(School.objects.filter(district=district).order_by("name"))
    school = line.school_id if line else request.participant.school_id
    return DataPointForm(
        request.POST or None,
        measure=measure,
        district=district.name,
        schools=schools,
        groups=StudentGroup.objects.filter(removed_at=None).order_by("kind", "position"),
        today=today,
        initial={"on": min(due or today, today), "school": school or "", "source": line.source if line else ""},
    )
