"""The theme studio's board of a demonstration program: grouped once, with some themes named and kept by a person."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F

from collectives.engine.grouping.grouping import group_texts
from collectives.models import Board, BoardText, DraftTheme, Gathering, Theme
from collectives.operations.board import make_board
from collectives.operations.board_grouping import SEED, begin_grouping, start_grouping, take_grouping
from collectives.operations.board_move import choose_quotes
from collectives.operations.draft_theme import keep_draft, merge_drafts, rename_draft
from collectives.operations.theme_decision import Opening, open_themes
from facilitation.operations.demonstration.people import People
from ilc.vectors import chosen_vectors

QUOTES = 3


def make_demonstration_board(
    people: People, gatherings: Sequence[Gathering], content: Mapping[str, Any], *, now: datetime
) -> Board:
    """A board of the answers to these gatherings. What the machine proposes, a person has partly decided."""
    made_at = now - timedelta(days=18)
    board = make_board(content["name"], gatherings=gatherings, by=people.admin, now=made_at)
    start_grouping(board, by=people.admin, now=made_at)
    work = begin_grouping(board.pk)
    if work is not None:
        vectors = chosen_vectors(settings.VECTORS)
        grouping = group_texts(work.texts, vectors=vectors, themes=work.themes, seed=SEED)
        take_grouping(work, grouping, across_languages=vectors.across_languages, now=made_at)
    kept = _keep(people, board, content["names"], at=made_at + timedelta(days=1))
    _open(people, board, kept, reason=content["reason"], at=made_at + timedelta(days=2))
    return board


def _keep(people: People, board: Board, names: Mapping[str, str], *, at: datetime) -> Mapping[str, DraftTheme]:
    kept: dict[str, DraftTheme] = {}
    for draft in DraftTheme.objects.filter(board=board, state="proposed").order_by("number"):
        name = next((names[word] for term in draft.telling for word in term.split() if word in names), None)
        if name is None:
            continue
        if name in kept:
            merge_drafts(draft, into=kept[name], by=people.admin, now=at)
            continue
        rename_draft(draft, name=name, by=people.admin, now=at)
        keep_draft(draft, by=people.admin, now=at)
        quotable = BoardText.objects.filter(draft=draft, quotable=True).order_by(F("closeness").desc(nulls_last=True))
        quotes = list(quotable.values_list("pk", flat=True)[:QUOTES])
        if quotes:
            choose_quotes(board, texts=quotes, quoted=True, by=people.admin, now=at)
        kept[name] = draft
    return kept


def _open(people: People, board: Board, kept: Mapping[str, DraftTheme], *, reason: str, at: datetime) -> None:
    """Members may join those that the program has a theme for already; the others are still talked about."""
    there = set(Theme.objects.filter(name__in=kept).values_list("name", flat=True))
    openings = [Opening(draft, name, "") for name, draft in kept.items() if name in there]
    if openings:
        open_themes(board, openings, reason=reason, by=people.admin, now=at)
