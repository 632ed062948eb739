"""The members of a collective: who sits there, giving, ending and moving seats."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.seat import SeatEndForm, SeatForm, SeatMoveForm
from collectives.models import MAX_SEATS, Collective, Participant, Seat
from collectives.operations.invitation import invite_to_collective
from collectives.operations.seat import end_seat, move_seat, restore_seat, seat_participants
from collectives.permissions.collective import visible_collectives
from collectives.permissions.participant import visible_participants
from collectives.permissions.seat import can_seat_participant, visible_seats
from collectives.queries.facilitator import list_facilitators
from collectives.queries.formation_seats import formation_of
from collectives.queries.seat import find_candidates, find_ended_seat, list_former_seats, list_seats, mix_in_words
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from collectives.tasks.waiting import ring_free_seats
from ilc.errors import Refused
from ilc.pages import named_key, page, require, searched_words


@require_http_methods(["GET", "POST"])
def collective_seats(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Who sits in a collective; those who run the program give seats here."""
    collective = _collective(request, pk)
    manages = can_seat_participant(request.participant)
    if request.method == "POST":
        require(manages)
    form = SeatForm(
        request.POST if request.method == "POST" else None,
        people=visible_participants(request.participant).filter(left_at=None),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, collective, list(form.cleaned_data["participants"]))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:collective-seats", program_slug, pk)
    return _seats_page(request, collective, form, manages=manages, status=422 if form.errors else 200)


def _give(request: ProgramRequest, collective: Collective, people: list[Participant]) -> None:
    if "invite" not in request.POST:
        seat_participants(collective, participants=people, by=request.participant, now=now())
        return
    formation = formation_of(collective)
    sent = invite_to_collective(collective, participants=people, formation=formation, by=request.participant, now=now())
    ring_notices(request.program.pk, [one.notice for one in sent])


@require_http_methods(["GET", "POST"])
def seat_end(request: ProgramRequest, program_slug: str, pk: UUID, seat_pk: UUID) -> HttpResponse:
    """End a seat, with a reason."""
    collective = _collective(request, pk)
    seat = get_object_or_404(_seats(collective), pk=seat_pk)
    require(can_seat_participant(request.participant))
    form = SeatEndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_seat(seat, reason=form.cleaned_data["reason"], by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            ring_free_seats(request.program.pk, pk)
            return redirect(reverse("collectives:collective-seats", args=[program_slug, pk], query={"ended": seat.pk}))
    context = {"collective": collective, "seat": seat, "form": form}
    return page(request, "collectives/seat/end.html", "form", context, status=422 if form.errors else 200)


@require_POST
def seat_restore(request: ProgramRequest, program_slug: str, pk: UUID, seat_pk: UUID) -> HttpResponse:
    """Undo the end of a seat."""
    collective = _collective(request, pk)
    seat = get_object_or_404(_seats(collective), pk=seat_pk)
    require(can_seat_participant(request.participant))
    try:
        restore_seat(seat, by=request.participant, now=now())
    except Refused as reason:
        form = SeatForm(people=visible_participants(request.participant))
        return _seats_page(request, collective, form, manages=True, status=422, refusal=str(reason))
    return redirect("collectives:collective-seats", program_slug, pk)


@require_http_methods(["GET", "POST"])
def seat_move(request: ProgramRequest, program_slug: str, pk: UUID, seat_pk: UUID) -> HttpResponse:
    """Move a seat to another collective in one step."""
    collective = _collective(request, pk)
    seat = get_object_or_404(_seats(collective).filter(left_at=None), pk=seat_pk)
    require(can_seat_participant(request.participant))
    others = visible_collectives(request.participant).filter(closed_at=None).exclude(pk=pk).order_by("name")
    form = SeatMoveForm(request.POST if request.method == "POST" else None, collectives=others)
    if request.method == "POST" and form.is_valid():
        try:
            move_seat(seat, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            ring_free_seats(request.program.pk, pk)
            return redirect("collectives:collective-seats", program_slug, form.cleaned_data["to"].pk)
    context = {"collective": collective, "seat": seat, "form": form}
    return page(request, "collectives/seat/move.html", "form", context, status=422 if form.errors else 200)


def _collective(request: ProgramRequest, pk: UUID) -> Collective:
    return get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)


def _seats(collective: Collective) -> QuerySet[Seat]:
    return visible_seats(collective).select_related("participant", "collective")


def _seats_page(
    request: ProgramRequest, collective: Collective, form: SeatForm, *, manages: bool, status: int, refusal: str = ""
) -> HttpResponse:
    seats = list_seats(collective)
    context = {
        "collective": collective,
        "seats": seats,
        "facilitators": list_facilitators(collective),
        "free": MAX_SEATS - len(seats),
        "all_seats": MAX_SEATS,
        "mix": mix_in_words(seats),
        "can_manage": manages,
    }
    if manages:
        words = searched_words(request)
        candidates, more = find_candidates(request.participant, collective, words=words)
        context |= {
            "form": form,
            "refusal": refusal,
            "words": words,
            "candidates": candidates,
            "more": more,
            "ticked": request.POST.getlist("participants"),
            "former": list_former_seats(collective),
            "ended": find_ended_seat(collective, named_key(request.GET.get("ended", ""))),
        }
    return page(request, "collectives/seat/list.html", "seats", context, status=status)
