"""Waiting lists: who waits for a seat and whether the next would fit them; getting on, off, and a seat out of turn."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.waiting import WaitingForm
from collectives.models import Collective, WaitingPlace, WaitingState
from collectives.operations.waiting import leave_waiting_list, seat_waiting, wait_for_seat
from collectives.permissions.collective import visible_collectives
from collectives.permissions.invitation import can_leave_waiting, can_manage_waiting, visible_waiting
from collectives.permissions.participant import visible_participants
from collectives.queries.formation_seats import formation_of, seats_left
from collectives.queries.seat import find_candidates
from collectives.queries.waiting import list_waiting
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from ilc.errors import Refused
from ilc.pages import page, require, searched_words


@require_http_methods(["GET", "POST"])
def collective_waiting(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Who waits for a seat in a collective; POST puts one more person on the list."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_manage_waiting(request.participant))
    people = visible_participants(request.participant).filter(left_at=None)
    form = WaitingForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            wait_for_seat(
                form.cleaned_data["participant"],
                collective=collective,
                formation=formation_of(collective),
                by=request.participant,
                now=now(),
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:collective-waiting", program_slug, pk)
    return _list(request, collective, form)


@require_POST
def waiting_leave(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take a place off its list: one's own, or for an admin anybody's."""
    place = _place(request, pk)
    require(can_leave_waiting(request.participant, place))
    try:
        leave_waiting_list(place, by=request.participant, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
    else:
        words = _("%(person)s waits no longer.") % {"person": place.participant}
        messages.success(request, words)
    if can_manage_waiting(request.participant) and place.collective_id:
        return redirect("collectives:collective-waiting", program_slug, place.collective_id)
    if can_manage_waiting(request.participant) and place.formation_id:
        return redirect("collectives:latecomers", program_slug, place.formation_id)
    return redirect("collectives:collectives-open", program_slug)


@require_POST
def waiting_seat(request: ProgramRequest, program_slug: str, pk: UUID, place_pk: UUID) -> HttpResponse:
    """Hold a seat for somebody who waits, out of turn or against what stands in the way."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_manage_waiting(request.participant))
    place = _place(request, place_pk)
    try:
        sent = seat_waiting(place, collective=collective, by=request.participant, now=now())
    except Refused as reason:
        form = WaitingForm(people=visible_participants(request.participant))
        return _list(request, collective, form, refusal=str(reason))
    ring_notices(request.program.pk, [sent.notice])
    words = _("A seat is held for %(person)s, and a message is on its way.") % {"person": place.participant}
    messages.success(request, words)
    return redirect(reverse("collectives:collective-waiting", args=[program_slug, pk]))


def _place(request: ProgramRequest, pk: UUID) -> WaitingPlace:
    rows = visible_waiting(request.participant).filter(state=WaitingState.WAITING)
    return get_object_or_404(rows.select_related("participant", "collective"), pk=pk)


def _list(request: ProgramRequest, collective: Collective, form: WaitingForm, *, refusal: str = "") -> HttpResponse:
    words = searched_words(request)
    candidates, more = find_candidates(request.participant, collective, words=words)
    context = {
        "collective": collective,
        "rows": list_waiting(collective),
        "free": 0 if collective.closed_at else seats_left(collective),
        "form": form,
        "refusal": refusal,
        "words": words,
        "candidates": candidates,
        "more": more,
    }
    status = 422 if form.errors or refusal else 200
    return page(request, "collectives/waiting/list.html", "waiting", context, status=status)
