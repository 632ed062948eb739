"""Entering what one promised to bring by the link in a mail, without an account."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.timezone import localdate, now

from collectives.models import Door
from collectives.operations.door import open_door
from collectives.views.door import does_not_open, language_behind_door
from evidence.forms.bringing import BringingForm
from evidence.forms.data_point import mark_personal
from evidence.models import Measure
from evidence.operations.data_point import PersonalData, bring_data_points, remove_data_point
from evidence.queries.bringing import BringingSheet, bringing_sheet, brought_words, just_brought
from evidence.queries.shared import seen_by_others, shared_figure, why_waiting
from ilc.errors import Refused
from ilc.pages import named_key
from ilc.tenancy.scope import program_scope
from ilc.zones import local_time

TEMPLATE = "evidence/bringing/by_door.html"

log = logging.getLogger(__name__)


def bring_by_door(request: HttpRequest, door: Door) -> HttpResponse:
    """One figure for what is asked for now. GET changes nothing; another's account plays no part."""
    with program_scope(door.program_id):
        today = local_time(now(), door.program.time_zone).date()
        sheet = bringing_sheet(door.object_key, today=today)
        if sheet is None:
            return does_not_open(request)
        with translation.override(language_behind_door(request, sheet.participant.reads)):
            if request.method == "POST" and not open_door(door, now=now()):
                return render(request, "429.html", status=429)
            return _answer(request, door, sheet)


def _answer(request: HttpRequest, door: Door, sheet: BringingSheet) -> HttpResponse:
    said = just_brought(sheet, named_key(request.POST.get("undo") or request.GET.get("said", "")), now=now())
    if request.method == "POST" and "undo" in request.POST:
        if said:
            remove_data_point(said, by=sheet.participant, now=now())
        return _to(request.path)
    form = None
    if sheet.measure and sheet.asked and not said:
        form = BringingForm(request.POST or None, measure=sheet.measure, sheet=sheet)
        if request.method == "POST" and form.is_valid():
            brought = _bring(form, sheet, sheet.measure)
            if brought:
                return _to(f"{request.path}?said={brought}")
    shown = [shared_figure(said)] if said else []
    context = {
        "sheet": sheet,
        "form": form,
        "program": door.program,
        "said": said,
        "seen": seen_by_others([None], shown) if said else [],
        "waits": why_waiting(shown),
        "says": brought_words(said, sheet.measure) if said and sheet.measure else "",
    }
    return render(request, TEMPLATE, context, status=422 if form and form.errors else 200)


def _bring(form: BringingForm, sheet: BringingSheet, measure: Measure) -> str:
    """The id of what was brought; empty after a refusal, which then stands in the form."""
    assert sheet.asked is not None  # there is no form without it
    told = [form.told()]
    try:
        [point] = bring_data_points(
            measure,
            told,
            by=sheet.participant,
            line=sheet.line,
            due_on=sheet.asked.due,
            today=localdate(),
            now=now(),
        )
    except PersonalData as refused:
        mark_personal(form, refused)
    except Refused as reason:
        form.add_error(None, str(reason))
        log.info("What was brought by the link of line %s was refused: %s", sheet.line.pk, type(reason).__name__)
    else:
        return str(point.pk)
    return ""


def _to(url: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": url})
