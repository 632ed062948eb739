"""Adjustments to the theory of action: recorded, read, taken away; and the question what led to one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.news import tell
from inquiry.coediting.writing import ensure_fresh
from inquiry.engine.adjustment import adjusted_parts
from inquiry.forms.adjustment import AdjustmentForm
from inquiry.models import Adjustment, Placemat
from inquiry.operations.adjustment import bring_back_adjustment, record_adjustment, remove_adjustment
from inquiry.operations.hint import put_aside
from inquiry.permissions.adjustment import can_adjust_theory
from inquiry.permissions.placemat import history_begins
from inquiry.queries.adjustment import (
    CHANGED,
    adjustment_row,
    last_adjustment,
    readable_adjustments,
    theory_changes,
    theory_question,
)
from inquiry.queries.comparison import narrowed_to, placemat_difference, standing_of
from inquiry.queries.moment import NOW, Point, instant_words, point_of
from inquiry.queries.past import standing_at
from inquiry.queries.placemat import Content, placemat_content, readable_placemats
from inquiry.views.history import head_context


def theory_context(request: ProgramRequest, content: Content, *, writes: bool) -> dict[str, Any]:
    """For the placemat's page: when its theory was last adjusted, and whether to ask what led to a change. Four SQL
    queries at most.
    """
    placemat = content.placemat
    return {
        "adjusted": last_adjustment(placemat, since=history_begins(request.participant, placemat)),
        "theory_question": theory_question(content, request.participant) if writes else None,
    }


@require_http_methods(["GET", "POST"])
def adjustment_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say what led to the difference between the moments `?from=` and `?to=`, which is now unless it is named."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_adjust_theory(request.participant, placemat))
    was = point_of(placemat, request.GET.get("from", ""), since=None)
    then = point_of(placemat, request.GET.get("to", NOW), since=None)
    if was is None or was.at is None or then is None:
        return redirect("inquiry:placemat-compare", program_slug, pk)  # where one chooses two moments

    def done(made: Adjustment) -> HttpResponse:
        messages.success(request, _("Kept. Whoever reads your theory sees when it was adjusted, and why."))
        return redirect("inquiry:adjustment", program_slug, made.pk)

    return ask_what_led_to_it(request, placemat, was, then, done=done)


def ask_what_led_to_it(
    request: ProgramRequest,
    placemat: Placemat,
    was: Point,
    then: Point,
    *,
    why: str = "",
    back_url: str = "",
    done: Callable[[Adjustment], HttpResponse],
) -> HttpResponse:
    """The question about the difference between two moments, of which `was` has a time; then what `done` answers.

    `why`: what is known of it already; `back_url`: where one goes who changes nothing.
    """
    assert was.at
    ensure_fresh(placemat)
    difference = placemat_difference(standing_of(placemat, was), standing_of(placemat, then))
    changes = theory_changes(difference.comparison)
    usual = {"on": localdate(then.at) if then.at else localdate(), "why": why}
    form = AdjustmentForm(request.POST or None, changes=changes, initial=usual)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in adjusted_parts(difference.comparison) if one.part in form.cleaned_data["parts"]]
        words, at = {name: form.cleaned_data[name] for name in ("why", "on")}, now()
        try:
            made = record_adjustment(
                placemat, parts=chosen, from_at=was.at, to_at=then.at or at, by=request.participant, now=at, **words
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            tell(placemat, "history")
            return done(made)
    context = head_context(request, placemat) | {
        "form": form,
        "was": was,
        "then": then,
        "parts": narrowed_to(difference, [value for value, _words in changes]),
        "back_url": back_url,
    }
    return page(request, "inquiry/adjustment/form.html", "form", context, status=422 if form.errors else 200)


@require_GET
def adjustment(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What it was and is, why, when, by whom; what led to it is asked for by address."""
    found = get_object_or_404(readable_adjustments(request.participant), pk=pk)
    placemat = found.placemat
    row = adjustment_row(found)
    was, then = (
        Point(key, at, instant_words(at)) for key, at in ((row.before, found.from_at), (row.after, found.to_at))
    )
    difference = placemat_difference(standing_at(placemat, found.from_at), standing_at(placemat, found.to_at))
    context = head_context(request, placemat) | {
        "row": row,
        "adjustment": found,
        "was": was,
        "then": then,
        "parts": narrowed_to(difference, [kept["part"] for kept in found.parts]),
        "writes": can_adjust_theory(request.participant, placemat),
    }
    return page(request, "inquiry/adjustment/adjustment.html", "adjustment", context)


@require_POST
def adjustment_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take the record away; the theory stays. The answer offers to bring it back."""
    found = get_object_or_404(readable_adjustments(request.participant), pk=pk)
    require(can_adjust_theory(request.participant, found.placemat))
    remove_adjustment(found, by=request.participant, now=now())
    tell(found.placemat, "history")
    url = reverse("inquiry:placemat-history", args=[program_slug, found.placemat_id])
    return redirect(f"{url}?removed-adjustment={pk}")


@require_POST
def adjustment_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the taking away."""
    found = get_object_or_404(readable_adjustments(request.participant), pk=pk)
    require(can_adjust_theory(request.participant, found.placemat))
    bring_back_adjustment(found)
    tell(found.placemat, "history")
    return redirect("inquiry:adjustment", program_slug, pk)


@require_POST
def adjustment_later(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Not now: this person is asked again when the theory changes once more."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_adjust_theory(request.participant, placemat))
    ensure_fresh(placemat)
    question = theory_question(placemat_content(placemat), request.participant)
    if question:
        put_aside(placemat, key=CHANGED, spoken=question.spoken, by=request.participant, now=now())
    if "HX-Request" in request.headers:
        return redirect("inquiry:placemat-guide", program_slug, pk)
    return redirect(f"{reverse('inquiry:placemat', args=[program_slug, pk])}#part2")
