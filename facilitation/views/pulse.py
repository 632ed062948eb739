"""The pulse of a collective: reading it, opening it, closing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.models import Collective
from collectives.permissions.collective import visible_collectives
from collectives.permissions.gathering import FEWEST
from collectives.requests import ProgramRequest
from collectives.tasks.gathering import write_gathering_letters
from facilitation.forms.pulse import PulseForm
from facilitation.models import Pulse
from facilitation.operations.pulse import close_pulse, open_pulse
from facilitation.permissions.pulse import can_open_pulse, can_read_pulse_words
from facilitation.queries.pulse import count_seated, pulse_problem, pulse_sheet, waiting_pulse
from facilitation.queries.pulse_words import asked_words
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.models import Phase
from inquiry.queries.placemat import open_cycle


@require_GET
def collective_pulse(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What the collective said of itself, phase by phase; who is asked now finds the way to answer."""
    collective = _find(request, pk)
    opens = can_open_pulse(request.participant, collective)
    words = can_read_pulse_words(request.participant, collective)
    sheet = pulse_sheet(collective, language=get_language(), otherwise=request.program.language, words=words)
    context = {
        "collective": collective,
        "sheet": sheet,
        "waiting": waiting_pulse(collective, request.participant, now=now()),
        "may_open": opens and not pulse_problem(open_cycle(collective)),
        "may_close": opens and sheet.open is not None,
        "reads_words": words,
        "fewest": FEWEST,
    }
    return page(request, "facilitation/pulse/pulse.html", "pulse", context)


@require_GET
def pulse_beside(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The piece beside the phases: answering, asking, or reading what came, whichever is next for this reader."""
    collective = _find(request, pk)
    cycle = open_cycle(collective)
    opens = can_open_pulse(request.participant, collective)
    context = {
        "collective": collective,
        "waiting": waiting_pulse(collective, request.participant, now=now()),
        "may_open": opens and not pulse_problem(cycle),
    }
    return page(request, "facilitation/pulse/beside.html", "beside", context)


@require_http_methods(["GET", "POST"])
def pulse_open(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What is asked, whom, and what becomes of it; then the press. Nothing is asked without it."""
    collective = _find(request, pk)
    require(can_open_pulse(request.participant, collective))
    cycle = open_cycle(collective)
    form = PulseForm(request.POST if request.method == "POST" else None, today=localdate())
    if request.method == "POST" and cycle is not None and form.is_valid():
        try:
            pulse = open_pulse(cycle, by=request.participant, now=now(), closes_at=form.closes_at())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            _ring_for_letters(request, pulse)
            messages.success(request, _("Everybody is asked by mail, and on their first page."))
            return redirect("facilitation:collective-pulse", program_slug, pk)
    context = {
        "collective": collective,
        "cycle": cycle,
        "phase": Phase(cycle.phase).label if cycle else "",
        "form": form,
        "problem": pulse_problem(cycle),
        "questions": asked_words(),
        "seated": count_seated(collective.pk),
        "fewest": FEWEST,
    }
    return page(
        request, "facilitation/pulse/open.html", "form", context, status=422 if request.method == "POST" else 200
    )


@require_POST
def pulse_close(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take no more answers, once enough have come for something to be shown."""
    seen = visible_collectives(request.participant).values("pk")
    pulses = Pulse.objects.filter(cycle__collective__in=seen).select_related("cycle__collective", "gathering")
    pulse = get_object_or_404(pulses, pk=pk)
    require(can_open_pulse(request.participant, pulse.cycle.collective))
    try:
        close_pulse(pulse, by=request.participant, now=now())
    except Refused as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("It is closed. This is what the group said of itself."))
    return redirect("facilitation:collective-pulse", program_slug, pulse.cycle.collective_id)


def _find(request: ProgramRequest, pk: UUID) -> Collective:
    return get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)


def _ring_for_letters(request: ProgramRequest, pulse: Pulse) -> None:
    write_gathering_letters.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
        program_id=request.program.pk, key=f"{pulse.gathering_id}:asked"
    )
