"""Boards: their list, a new one, the board itself, grouping, undoing, going back to the proposal."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from collectives.forms.board import BoardForm, seen_change
from collectives.models import BoardState
from collectives.operations.board import make_board
from collectives.operations.board_grouping import start_grouping, stop_grouping
from collectives.operations.board_undo import back_to_proposal, undo_move
from collectives.permissions.board import can_see_decisions, can_work_on_boards, gatherings_for_boards, visible_boards
from collectives.queries.board import list_boards
from collectives.queries.board_move import list_moves
from collectives.queries.board_task import board_task
from collectives.requests import ProgramRequest
from collectives.tasks.board import group_board
from collectives.views.board_page import back_url, refused, ring, show_board
from ilc.errors import Refused
from ilc.pages import named_number, page, require


@require_GET
def boards(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Every board of the program."""
    require(can_see_decisions(request.participant))
    rows = list_boards(request.participant)
    context = {"rows": rows, "works": can_work_on_boards(request.participant)}
    return page(request, "collectives/board/list.html", "boards", context)


@require_http_methods(["GET", "POST"])
def board_new(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Make a board with the answers of some gatherings."""
    require(can_work_on_boards(request.participant))
    sent = request.POST if request.method == "POST" else None
    form = BoardForm(
        sent, gatherings=gatherings_for_boards(request.participant).select_related("collective").order_by("-made_at")
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("gatherings", [])
        try:
            made = make_board(form.cleaned_data["name"], gatherings=chosen, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:board", program_slug, made.pk)
    return page(request, "collectives/board/new.html", "form", {"form": form}, status=422 if form.errors else 200)


@require_GET
def board(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The board; asked by a page that shows it already, nothing when nothing changed."""
    found = get_object_or_404(visible_boards(request.participant), pk=pk)
    if found.state == BoardState.GROUPING:
        url = reverse("collectives:board-grouping", args=[program_slug, pk])
        return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)
    if request.headers.get("HX-Request") and seen_change(request.GET) == found.moves:
        return HttpResponse(status=204)
    return show_board(request, found)


@require_http_methods(["GET", "POST"])
def board_grouping(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Have the texts grouped; how far that is."""
    found = get_object_or_404(visible_boards(request.participant), pk=pk)
    if request.method == "POST":
        even_if_few = request.POST.get("even_if_few") == "on"
        try:
            start_grouping(found, even_if_few=even_if_few, by=request.participant, now=now())
        except Refused as reason:
            return refused(request, found, str(reason))
        ring(group_board, request, pk)
        return redirect("collectives:board-grouping", program_slug, pk)
    if found.state == BoardState.GROUPING:
        context = {"board": found, "task": board_task(found, poll_url=request.path)}
        return page(request, "collectives/board/working.html", "task", context)
    url = reverse("collectives:board", args=[program_slug, pk])
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)


@require_POST
def board_stop(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Stop the grouping."""
    found = get_object_or_404(visible_boards(request.participant), pk=pk)
    stop_grouping(found, by=request.participant, now=now())
    return redirect("collectives:board", program_slug, pk)


@require_POST
def board_undo(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the latest move, if it is the one whose number is sent."""
    found = get_object_or_404(visible_boards(request.participant), pk=pk)
    number = named_number(request.POST.get("number", "")) or 0
    try:
        undo_move(found, number=number, by=request.participant, now=now())
    except Refused as reason:
        return refused(request, found, str(reason))
    return redirect(back_url(request, found))


@require_http_methods(["GET", "POST"])
def board_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Go back to the proposal, asked first: others may be in the middle of something."""
    found = get_object_or_404(visible_boards(request.participant), pk=pk)
    if request.method == "POST":
        try:
            back_to_proposal(found, by=request.participant, now=now())
        except Refused as reason:
            return refused(request, found, str(reason))
        return redirect("collectives:board", program_slug, pk)
    context = {
        "board": found,
        "text": _(
            "Texts that stand in no kept theme go back to where the machine proposed them, and its names come back. "
            "Themes you keep stay as they are. You can undo this."
        ),
    }
    return page(request, "collectives/board/back.html", "form", context)


@require_GET
def board_history(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What was done on the board, by whom and when."""
    found = get_object_or_404(visible_boards(request.participant), pk=pk)
    return page(request, "collectives/board/history.html", "moves", {"board": found, "moves": list_moves(found)})
