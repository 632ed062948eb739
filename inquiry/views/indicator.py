"""Indicators: promised, changed, moved, taken away, brought back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from ilc.pages import page, require
from inquiry.coediting.news import tell
from inquiry.forms.indicator import IndicatorForm, indicator_initial
from inquiry.models import DataType, IndicatorKind, Placemat
from inquiry.operations.indicator import (
    IndicatorChanged,
    add_indicator,
    change_indicator,
    move_indicator,
    remove_indicator,
    restore_indicator,
)
from inquiry.permissions.indicator import can_write_indicator
from inquiry.queries.if_action import standing_if_actions
from inquiry.queries.indicator import indicator_beside, indicator_row
from inquiry.queries.placemat import readable_placemats


@require_http_methods(["GET", "POST"])
def indicator_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Promise one more. `?kind=` and `?type=` say from which cell of the plan one comes."""
    placemat = _writable(request, pk)
    kind = request.GET.get("kind", "")
    kind = kind if kind in IndicatorKind.values else IndicatorKind.LEADING.value
    asked = request.GET.get("type")
    actions = standing_if_actions(placemat)
    form = IndicatorForm(
        request.POST or None,
        kind=kind,
        if_actions=actions,
        initial={
            "data_types": [asked] if asked in DataType.values else [],
            "aligned_to": request.GET.get("if", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        made = add_indicator(placemat, kind=kind, words=form.words(), by=request.participant, now=now())
        tell(placemat, "indicators")
        return _back(program_slug, pk, f"ind-{made.pk}")
    return _form_page(request, form, _context(placemat, form, kind))


@require_http_methods(["GET", "POST"])
def indicator(request: ProgramRequest, program_slug: str, pk: UUID, indicator_pk: UUID) -> HttpResponse:
    """Change one. Where somebody else did meanwhile, both are shown."""
    placemat = _writable(request, pk)
    row = get_object_or_404(placemat.indicators.select_related("if_action", "placemat"), pk=indicator_pk)
    actions = standing_if_actions(placemat)
    form = IndicatorForm(request.POST or None, kind=row.kind, if_actions=actions, initial=indicator_initial(row))
    theirs = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_indicator(row, words=form.words(), version=version, by=request.participant, now=now())
        except IndicatorChanged as reason:
            theirs = reason.theirs
            upon_theirs = request.POST.copy()
            upon_theirs["version"] = str(theirs.version)
            form = IndicatorForm(upon_theirs, kind=row.kind, if_actions=actions)
            form.add_error(None, str(reason))
        else:
            tell(placemat, "indicators")
            return _back(program_slug, pk, f"ind-{row.pk}")
    numbers = {action.pk: number for number, action in enumerate(actions, start=1)}
    context = _context(placemat, form, row.kind) | {
        "indicator": row,
        "row": indicator_row(row, numbers),
        "theirs": theirs and indicator_row(theirs, numbers),
    }
    return _form_page(request, form, context)


@require_POST
def indicator_move(request: ProgramRequest, program_slug: str, pk: UUID, indicator_pk: UUID) -> HttpResponse:
    """Up or down among those that stand in the same cell of the plan."""
    placemat = _writable(request, pk)
    row = get_object_or_404(placemat.indicators.select_related("placemat"), pk=indicator_pk, removed_at=None)
    beside = indicator_beside(row, up="up" in request.POST)
    if beside:
        move_indicator(row, beside=beside, by=request.participant, now=now())
        tell(placemat, "indicators")
    return _back(program_slug, pk, f"ind-{row.pk}")


@require_POST
def indicator_remove(request: ProgramRequest, program_slug: str, pk: UUID, indicator_pk: UUID) -> HttpResponse:
    """Take it away, with a way back."""
    placemat = _writable(request, pk)
    row = get_object_or_404(placemat.indicators.select_related("placemat"), pk=indicator_pk)
    remove_indicator(row, by=request.participant, now=now())
    tell(placemat, "indicators")
    return redirect(f"{reverse('inquiry:placemat', args=[program_slug, pk])}?undo={row.pk}#part3")


@require_POST
def indicator_restore(request: ProgramRequest, program_slug: str, pk: UUID, indicator_pk: UUID) -> HttpResponse:
    """Bring it back."""
    placemat = _writable(request, pk)
    row = get_object_or_404(placemat.indicators.select_related("placemat"), pk=indicator_pk)
    restore_indicator(row, by=request.participant, now=now())
    tell(placemat, "indicators")
    return _back(program_slug, pk, f"ind-{row.pk}")


def _form_page(request: ProgramRequest, form: IndicatorForm, context: dict[str, Any]) -> HttpResponse:
    """The form; inside the plan it is a piece, which stays where it is when it asks for something."""
    response = page(request, "inquiry/indicator/form.html", "form", context, status=422 if form.errors else 200)
    if form.errors:
        response["HX-Retarget"], response["HX-Reselect"], response["HX-Reswap"] = "#form", "#form", "outerHTML"
    return response


def _writable(request: ProgramRequest, pk: UUID) -> Placemat:
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_write_indicator(request.participant, placemat))
    return placemat


def _back(slug: str, pk: UUID, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('inquiry:placemat', args=[slug, pk])}#{anchor}")


def _context(placemat: Placemat, form: IndicatorForm, kind: str) -> dict[str, Any]:
    return {"placemat": placemat, "collective": placemat.cycle.collective, "form": form, "kind": kind}
