"""A theme on a board: its texts, its name, merging, splitting, keeping, taking the decision back."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collectives.forms.board import DraftForm, seen_change
from collectives.models import DraftState, DraftTheme
from collectives.operations.board_grouping import start_splitting
from collectives.operations.draft_theme import keep_draft, merge_drafts, rename_draft, unkeep_draft
from collectives.permissions.board import visible_boards, visible_drafts
from collectives.requests import ProgramRequest
from collectives.tasks.board import group_board
from collectives.views.board_page import back_url, refused, ring, show_texts, wanted_texts
from ilc.errors import Refused
from ilc.pages import named_key

_PARTS = {"2", "3", "4", "5"}


@require_GET
def draft(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """A theme with every text under it. One that was merged leads to the board."""
    found = _draft(request, board_pk, pk)
    if found.state == DraftState.GONE:
        return redirect("collectives:board", program_slug, board_pk)
    return show_texts(request, found.board, wanted_texts(request, place=str(pk)), draft=found)


@require_POST
def draft_rename(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Call a theme something else."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        found = _draft(request, board_pk, pk)
        return refused(request, found.board, _("Give the theme a name of up to 120 characters."))
    name = form.cleaned_data["name"]
    return _done(
        request,
        board_pk,
        pk,
        lambda one: rename_draft(one, name=name, seen=seen_change(request.POST), by=request.participant, now=now()),
    )


@require_POST
def draft_merge(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Put a theme's texts into another; the page that follows is the other's, or the board."""
    found = _draft(request, board_pk, pk)
    key = named_key(request.POST.get("into", ""))
    into = visible_drafts(request.participant).filter(board=found.board, pk=key).first() if key else None
    if into is None:
        return refused(request, found.board, _("Choose the theme to merge this one into."))
    return _done(
        request,
        board_pk,
        pk,
        lambda one: merge_drafts(one, into=into, seen=seen_change(request.POST), by=request.participant, now=now()),
    )


@require_POST
def draft_split(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Have a theme split, in the background."""
    found = _draft(request, board_pk, pk)
    into = request.POST.get("into", "")
    if into not in _PARTS:
        return refused(request, found.board, _("Choose into how many themes this one is split."))
    try:
        start_splitting(found, into=int(into), by=request.participant, now=now())
    except Refused as reason:
        return refused(request, found.board, str(reason))
    ring(group_board, request, board_pk)
    return redirect("collectives:board", program_slug, board_pk)


@require_POST
def draft_keep(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Decide for a proposed theme."""
    return _done(
        request,
        board_pk,
        pk,
        lambda one: keep_draft(one, seen=seen_change(request.POST), by=request.participant, now=now()),
    )


@require_POST
def draft_unkeep(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Take that decision back."""
    return _done(
        request,
        board_pk,
        pk,
        lambda one: unkeep_draft(one, seen=seen_change(request.POST), by=request.participant, now=now()),
    )


def _draft(request: ProgramRequest, board_pk: UUID, pk: UUID) -> DraftTheme:
    board = get_object_or_404(visible_boards(request.participant), pk=board_pk)
    drafts = visible_drafts(request.participant).select_related("board", "kept_by", "theme")
    return get_object_or_404(drafts.filter(board=board), pk=pk)


def _done(request: ProgramRequest, board_pk: UUID, pk: UUID, do: Callable[[DraftTheme], object]) -> HttpResponse:
    found = _draft(request, board_pk, pk)
    try:
        do(found)
    except Refused as reason:
        return refused(request, found.board, str(reason))
    return redirect(back_url(request, found.board))
