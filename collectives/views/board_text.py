"""Texts of a board: their list, one of them, moving those chosen."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from collectives.forms.board import ALONE, ASIDE, NEW, NO_QUOTE, QUOTE, MoveForm
from collectives.models import Board, Participant
from collectives.operations.board_move import choose_quotes, make_draft, move_texts, set_texts_aside
from collectives.permissions.board import visible_board_texts, visible_boards, visible_drafts
from collectives.queries.board_text import standing_drafts, text_page
from collectives.requests import ProgramRequest
from collectives.views.board_page import back_url, refused, show_texts, texts_url, wanted_texts
from ilc.errors import Refused
from ilc.pages import page

_PLACES = {"alone", "aside", "offered"}


@require_GET
def board_texts(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Every text of a board, or those found, standing alone, set aside."""
    found = get_object_or_404(visible_boards(request.participant), pk=pk)
    place = request.GET.get("in", "")
    return show_texts(request, found, wanted_texts(request, place=place if place in _PLACES else ""))


@require_GET
def board_text(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """One text, whole: where it is from, and which theme it stands in."""
    found = get_object_or_404(visible_boards(request.participant), pk=board_pk)
    text = get_object_or_404(visible_board_texts(request.participant).filter(board=found), pk=pk)
    context = {
        "board": found,
        "text": text_page(text),
        "others": [draft for draft in standing_drafts(found) if draft.pk != text.draft_id],
        "back": request.path,
        "up": texts_url(request, found, str(text.draft_id or ("aside" if text.set_aside else "alone"))),
    }
    return page(request, "collectives/board/text.html", "text", context)


@require_POST
def board_move(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Do something with the texts that were chosen."""
    found = get_object_or_404(visible_boards(request.participant), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return refused(request, found, form.complaint())
    try:
        _do(found, form, by=request.participant)
    except Refused as reason:
        return refused(request, found, str(reason))
    return redirect(back_url(request, found))


def _do(board: Board, form: MoveForm, *, by: Participant) -> None:
    to, texts, seen, at = form.cleaned_data["to"], form.texts(), form.cleaned_data["seen"], now()
    if to in {QUOTE, NO_QUOTE}:
        choose_quotes(board, texts=texts, quoted=to == QUOTE, seen=seen, by=by, now=at)
    elif to == NEW:
        make_draft(board, name=form.cleaned_data["name"], texts=texts, seen=seen, by=by, now=at)
    elif to == ASIDE:
        set_texts_aside(board, texts=texts, seen=seen, by=by, now=at)
    elif to == ALONE:
        move_texts(board, texts=texts, to=None, seen=seen, by=by, now=at)
    else:
        target = get_object_or_404(visible_drafts(by).filter(board=board), pk=form.target())
        move_texts(board, texts=texts, to=target, seen=seen, by=by, now=at)
