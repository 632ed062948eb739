"""A collective's rhythm: what it is, what it was, and the form that a new one is asked for with.

The form is sent to facilitation, where the sessions are: see facilitation/views/rhythm.py.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from collectives.engine.rhythm import ONE_DAY
from collectives.forms.rhythm import RhythmForm
from collectives.models import Collective, Rhythm
from collectives.permissions.collective import visible_collectives
from collectives.permissions.rhythm import can_set_rhythm
from collectives.queries.rhythm import (
    RhythmDay,
    describe_rhythm,
    describe_rule,
    list_rhythms,
    next_days,
    open_rhythm,
    rule_of,
)
from collectives.requests import ProgramRequest
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def collective_rhythm(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The rhythm and its form. A POST shows the next dates of what was asked for, and changes nothing."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_set_rhythm(request.participant, collective))
    return answer_with_rhythm(request, collective, RhythmForm(request.POST) if request.method == "POST" else None)


def answer_with_rhythm(request: ProgramRequest, collective: Collective, form: RhythmForm | None) -> HttpResponse:
    """The page, or the preview alone; 422 when what was asked for cannot be."""
    rhythm = open_rhythm(collective)
    shown = form or RhythmForm(initial=_initial(request, collective))
    context: dict[str, Any] = {
        "collective": collective,
        "form": shown,
        "rhythm": rhythm,
        "words": describe_rhythm(rhythm) if rhythm else "",
        "coming": next_days_of(shown) if shown.is_bound else next_days_after_today(rhythm),
        "new_words": words_of(shown),
        "rhythms": list_rhythms(collective),
    }
    return page(request, "collectives/rhythm/rhythm.html", "preview", context, status=422 if shown.errors else 200)


def words_of(form: RhythmForm) -> str:
    """What was asked for, in a sentence; empty while it cannot be."""
    if not form.is_bound or not form.is_valid():
        return ""
    return describe_rule(form.rule(), meeting=form.cleaned_data["meeting"])


def next_days_of(form: RhythmForm) -> list[RhythmDay]:
    """The next days of what was asked for; none while it cannot be."""
    return next_days(form.rule(), after=localdate() - ONE_DAY) if form.is_valid() else []


def next_days_after_today(rhythm: Rhythm | None) -> list[RhythmDay]:
    """The next days of the rhythm that holds now."""
    return next_days(rule_of(rhythm), after=localdate() - ONE_DAY) if rhythm else []


def _initial(request: ProgramRequest, collective: Collective) -> dict[str, Any]:
    rhythm = open_rhythm(collective)
    if rhythm:
        return RhythmForm.values_of(rhythm, today=localdate())
    return {
        "pattern": "nth_3",
        "weekday": 1,
        "wall_time": "15:30",
        "minutes": 90,
        "zone": request.program.time_zone,
        "meeting": "hybrid",
        "starts_on": localdate(),
        "excluded_months": [7, 8],
    }
