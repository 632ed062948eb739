"""Showing a board or a list of its texts, as it is, or as it is with a refusal and what was chosen."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from collectives.forms.board import chosen_texts
from collectives.models import Board, DraftTheme
from collectives.permissions.board import visible_drafts
from collectives.queries.board import board_page
from collectives.queries.board_move import latest_move
from collectives.queries.board_text import Wanted, languages_of, list_slips, sources_of, standing_drafts
from collectives.requests import ProgramRequest
from ilc.pages import MOST_WORDS, named_key, named_number, page, searched_words


def show_board(
    request: ProgramRequest, board: Board, *, refusal: str = "", chosen: Sequence[UUID] = ()
) -> HttpResponse:
    """The board with its columns. On a phone it shows one theme, named by `theme` in the address."""
    shown = board_page(board)
    columns = [str(column.pk) for column in shown.columns]
    named = request.GET.get("theme", "")
    first = str(shown.undecided.pk) if shown.undecided else next(iter(columns), "alone")
    on_page = {slip.pk for column in shown.columns for slip in column.slips} | {slip.pk for slip in shown.alone}
    context: dict[str, Any] = {
        "board": board,
        "shown": shown,
        "current": named if named in {*columns, "alone"} else first,
        "refusal": refusal,
        "chosen": set(chosen),
        "chosen_elsewhere": [pk for pk in chosen if pk not in on_page],
        "place": "",
        "live": True,
        "back": _board_url(request, board),
    }
    return page(request, "collectives/board/board.html", "studio", context, status=422 if refusal else 200)


def show_texts(
    request: ProgramRequest,
    board: Board,
    wanted: Wanted,
    *,
    draft: DraftTheme | None = None,
    refusal: str = "",
    chosen: Sequence[UUID] = (),
) -> HttpResponse:
    """A list of texts: all of them, those found, those of one theme, alone or set aside."""
    drafts = standing_drafts(board)
    listed = list_slips(board, drafts, wanted)
    on_page = {slip.pk for slip in listed.slips}
    context: dict[str, Any] = {
        "board": board,
        "draft": draft,
        "drafts": drafts,
        "others": [one for one in drafts if not draft or one.pk != draft.pk],
        "listed": listed,
        "wanted": wanted,
        "sources": sources_of(board),
        "languages": languages_of(board),
        "narrowed": bool(wanted.words or wanted.source or wanted.language or wanted.quotable),
        "undo": latest_move(board),
        "refusal": refusal,
        "chosen": set(chosen),
        "chosen_elsewhere": [pk for pk in chosen if pk not in on_page],
        "place": wanted.place or "all",
        "back": texts_url(request, board, wanted.place),
        "kept": bool(draft and draft.kept_at),
    }
    return page(request, "collectives/board/texts.html", "more", context, status=422 if refusal else 200)


def refused(request: ProgramRequest, board: Board, reason: str) -> HttpResponse:
    """The page the person was on, as it is now, with the reason; what they had chosen stays chosen."""
    chosen, place = chosen_texts(request.POST), request.POST.get("place", "")
    key = named_key(place)
    drafts = visible_drafts(request.participant).filter(board=board).select_related("kept_by")
    draft = drafts.filter(pk=key).first() if key else None
    if draft or place in {"alone", "aside", "offered", "all"}:
        wanted = Wanted(place="" if place == "all" else place)
        return show_texts(request, board, wanted, draft=draft, refusal=reason, chosen=chosen)
    return show_board(request, board, refusal=reason, chosen=chosen)


def back_url(request: ProgramRequest, board: Board) -> str:
    """Where the person was when they pressed: a page of this board."""
    wanted, here = request.POST.get("back", ""), _board_url(request, board)
    return wanted if wanted.startswith(here) and "\\" not in wanted else here


def texts_url(request: ProgramRequest, board: Board, place: str) -> str:
    """The list of the texts in a place."""
    if named_key(place):
        return reverse("collectives:draft", args=[request.program.slug, board.pk, place])
    query = {"in": place} if place else {}
    return reverse("collectives:board-texts", args=[request.program.slug, board.pk], query=query)


def wanted_texts(request: ProgramRequest, *, place: str) -> Wanted:
    """What the address asks a list of texts to be narrowed to."""
    return Wanted(
        place=place,
        words=searched_words(request),
        source=request.GET.get("source", "").replace("\0", "")[:MOST_WORDS],
        language=request.GET.get("language", "").replace("\0", "")[:5],
        quotable=request.GET.get("quotable") == "on",
        start=min(named_number(request.GET.get("from", "")) or 0, 100_000),
    )


def ring(task: Any, request: ProgramRequest, board_pk: UUID) -> None:
    """Have the work begun once this is committed. A bell that nobody hears is rung again by a sweep."""
    task.delay_on_commit(program_id=request.program.pk, board_pk=str(board_pk))


def _board_url(request: ProgramRequest, board: Board) -> str:
    return reverse("collectives:board", args=[request.program.slug, board.pk])
