"""What comes to a board: gatherings, files of answers, improvement plans; new answers offered to its themes."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.board import BoardForm, chosen_texts, seen_change
from collectives.models import BoardSource
from collectives.operations.board import add_gatherings, take_gathering_off
from collectives.operations.board_offer import bring_new_answers, leave_offers, offer_later, take_offers
from collectives.permissions.board import visible_boards
from collectives.queries.board_source import gatherings_to_add, sources_page
from collectives.queries.board_text import Wanted, list_slips, standing_drafts
from collectives.requests import ProgramRequest
from collectives.tasks.board import offer_board_texts
from collectives.views.board_page import refused, ring
from ilc.errors import Refused
from ilc.pages import page


@require_http_methods(["GET", "POST"])
def board_sources(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What is on the board; adding gatherings."""
    board = get_object_or_404(visible_boards(request.participant), pk=pk)
    choices = gatherings_to_add(request.participant, board)
    sent = {**request.POST.dict(), "gatherings": request.POST.getlist("gatherings"), "name": board.name}
    form = BoardForm(sent if request.method == "POST" else None, gatherings=choices)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("gatherings", [])
        try:
            came = add_gatherings(board, gatherings=chosen, by=request.participant, now=now()) if chosen else 0
            offer_later(board, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            if came:
                ring(offer_board_texts, request, pk)
                return redirect("collectives:board", program_slug, pk)
            form.add_error(None, _("Choose what comes to the board."))
    context = {"board": board, "form": form, "sources": sources_page(request.participant, board)}
    return page(request, "collectives/board/sources.html", "sources", context, status=422 if form.errors else 200)


@require_POST
def board_source_off(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Take a gathering and its answers off the board."""
    board = get_object_or_404(visible_boards(request.participant), pk=board_pk)
    source = get_object_or_404(BoardSource.objects.filter(board=board).select_related("gathering"), gathering=pk)
    try:
        take_gathering_off(board, gathering=source.gathering, by=request.participant, now=now())
    except Refused as reason:
        return refused(request, board, str(reason))
    return redirect("collectives:board-sources", program_slug, board_pk)


@require_http_methods(["GET", "POST"])
def board_offers(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """New answers and the themes they seem to belong to: take or leave them, all or those chosen; bring newer ones."""
    board = get_object_or_404(visible_boards(request.participant), pk=pk)
    if request.method == "POST":
        do, texts, seen = request.POST.get("do", ""), chosen_texts(request.POST), seen_change(request.POST)
        chosen = None if do.endswith("-all") else texts
        try:
            if do == "bring":
                bring_new_answers(board, by=request.participant, now=now())
                ring(offer_board_texts, request, pk)
            elif do.startswith("take"):
                take_offers(board, texts=chosen, seen=seen, by=request.participant, now=now())
            elif do.startswith("leave"):
                leave_offers(board, texts=chosen, seen=seen, by=request.participant, now=now())
            else:
                return refused(request, board, _("Choose what happens with these answers."))
        except Refused as reason:
            return refused(request, board, str(reason))
        return redirect("collectives:board", program_slug, pk)
    listed = list_slips(board, standing_drafts(board), Wanted(place="offered"))
    context = {"board": board, "listed": listed, "chosen": {slip.pk for slip in listed.slips}}
    return page(request, "collectives/board/offers.html", "offers", context)
