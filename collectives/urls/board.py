"""Addresses of boards, their texts and the themes on them."""

from django.urls import path

from collectives.views.board import (
    board,
    board_back,
    board_grouping,
    board_history,
    board_new,
    board_stop,
    board_undo,
    boards,
)
from collectives.views.board_source import board_offers, board_source_off, board_sources
from collectives.views.board_text import board_move, board_text, board_texts
from collectives.views.draft_theme import draft, draft_keep, draft_merge, draft_rename, draft_split, draft_unkeep

_DRAFT = "boards/<uuid:board_pk>/drafts/<uuid:pk>/"

urlpatterns = [
    path("boards/", boards, name="boards"),
    path("boards/new/", board_new, name="board-new"),
    path("boards/<uuid:pk>/", board, name="board"),
    path("boards/<uuid:pk>/grouping/", board_grouping, name="board-grouping"),
    path("boards/<uuid:pk>/grouping/stop/", board_stop, name="board-stop"),
    path("boards/<uuid:pk>/undo/", board_undo, name="board-undo"),
    path("boards/<uuid:pk>/proposal/", board_back, name="board-back"),
    path("boards/<uuid:pk>/history/", board_history, name="board-history"),
    path("boards/<uuid:pk>/sources/", board_sources, name="board-sources"),
    path("boards/<uuid:board_pk>/sources/<uuid:pk>/off/", board_source_off, name="board-source-off"),
    path("boards/<uuid:pk>/offers/", board_offers, name="board-offers"),
    path("boards/<uuid:pk>/texts/", board_texts, name="board-texts"),
    path("boards/<uuid:pk>/texts/move/", board_move, name="board-move"),
    path("boards/<uuid:board_pk>/texts/<uuid:pk>/", board_text, name="board-text"),
    path(_DRAFT, draft, name="draft"),
    path(f"{_DRAFT}rename/", draft_rename, name="draft-rename"),
    path(f"{_DRAFT}merge/", draft_merge, name="draft-merge"),
    path(f"{_DRAFT}split/", draft_split, name="draft-split"),
    path(f"{_DRAFT}keep/", draft_keep, name="draft-keep"),
    path(f"{_DRAFT}take-back/", draft_unkeep, name="draft-unkeep"),
]
