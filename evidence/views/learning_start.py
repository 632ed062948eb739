"""Beginning from what another group learned: choose what goes along, look at what would happen, press; take it back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.engine.learning_summary import read_frozen
from evidence.forms.learning_start import StartForm, placemat_name
from evidence.models import LearningState, LearningSummary, LibraryCopy
from evidence.operations.learning_start import start_from, undo_start
from evidence.permissions.learning_start import startable_placemats, visible_starts
from evidence.permissions.learning_summary import visible_summaries
from evidence.permissions.library_copy import visible_copies
from evidence.queries.learning_start import BELOW, plan_start, start_choices
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.news import tell
from inquiry.coediting.writing import ensure_fresh
from inquiry.permissions.placemat import can_write_placemat

type Source = LearningSummary | LibraryCopy


@require_http_methods(["GET", "POST"])
def learning_start(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Choose; with `look` in the address, what would happen; sent, it happens."""
    summary = get_object_or_404(visible_summaries(request.participant), pk=pk)
    if summary.state != LearningState.PUBLISHED:
        return redirect("evidence:learning", program_slug, summary.placemat_id)
    return _begin(request, summary)


@require_http_methods(["GET", "POST"])
def library_copy_start(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The same from what another program published."""
    return _begin(request, get_object_or_404(visible_copies(request.participant), pk=pk))


def _begin(request: ProgramRequest, summary: Source) -> HttpResponse:
    looks = request.method == "POST" or "look" in request.GET
    form = _form(request, summary, request.POST if request.method == "POST" else request.GET if looks else None)
    if not looks or not form.is_valid():
        return _choose(request, summary, form)
    placemat, said = form.placemat, form.cleaned_data
    if request.method == "POST":
        chosen = {"chosen": said["part"], "below": said["below"], "seen": said["seen"]}
        try:
            start_from(summary, placemat, **chosen, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            tell(placemat, "indicators")
            messages.success(request, _("It stands in your placemat. Make it yours: nothing of it is settled."))
            return redirect("inquiry:placemat", request.program.slug, placemat.pk)
    return _look(request, summary, form)


@require_POST
def learning_start_undo(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take out again what nobody changed since."""
    start = get_object_or_404(visible_starts(request.participant).select_related("placemat__cycle__collective"), pk=pk)
    require(can_write_placemat(request.participant, start.placemat))
    kept = undo_start(start, by=request.participant, now=now())
    tell(start.placemat, "indicators")
    said = _("What you had begun from is taken out again.")
    if kept:
        left = ngettext(
            "One part stays, because somebody worked on it since.",
            "%(count)d parts stay, because somebody worked on them since.",
            kept,
        )
        said = f"{said} {left % {'count': kept}}"
    messages.success(request, said)
    return redirect("inquiry:placemat", program_slug, start.placemat_id)


def _url(request: ProgramRequest, summary: Source) -> str:
    name = "library-copy" if isinstance(summary, LibraryCopy) else "learning-summary"
    return reverse(f"evidence:{name}", args=[request.program.slug, summary.pk])


def _form(request: ProgramRequest, summary: Source, data: Mapping[str, Any] | None) -> StartForm:
    placemats = list(startable_placemats(request.participant).order_by("leader", "cycle__collective__name"))
    choices = start_choices(read_frozen(summary.snapshot))
    first = placemats[0].pk if len(placemats) == 1 else None
    before = request.GET.getlist("part")  # who comes back to choose otherwise
    initial = {"to": request.GET.get("to", first), "part": before or [one.part for one in choices]}
    return StartForm(data, placemats=placemats, choices=choices, initial=initial)


def _choose(request: ProgramRequest, summary: Source, form: StartForm) -> HttpResponse:
    frozen = read_frozen(summary.snapshot)
    context = {
        "summary": summary,
        "source_url": _url(request, summary),
        "frozen": frozen,
        "form": form,
        "choices": start_choices(frozen),
        "chosen": form["part"].value() or [],
    }
    status = 422 if form.errors else 200
    return page(request, "evidence/learning_start/choose.html", "choose", context, status=status)


def _look(request: ProgramRequest, summary: Source, form: StartForm) -> HttpResponse:
    placemat, said = form.placemat, form.cleaned_data
    ensure_fresh(placemat)
    frozen = read_frozen(summary.snapshot)
    plan = plan_start(frozen, placemat, chosen=said["part"], below=said["below"])
    context = {
        "summary": summary,
        "source_url": _url(request, summary),
        "frozen": frozen,
        "form": form,
        "placemat": placemat,
        "placemat_name": placemat_name(placemat),
        "plan": plan,
        "chosen": said["part"],
        "asks": any(one.way == BELOW for one in plan.parts),
        "other_language": placemat.cycle.collective.language != frozen.words_language,
    }
    status = 422 if form.errors else 200
    return page(request, "evidence/learning_start/look.html", "look", context, status=status)
