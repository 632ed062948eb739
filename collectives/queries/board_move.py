"""What was done on a board, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from collectives.models import Board, BoardMove

LISTED: Final = 100

# By what was done, and whether there are words to it: a theme's name, or "no".
_COUNTED: Final = {
    (BoardMove.What.MOVED, True): ngettext_lazy(
        "moved %(count)s text to “%(name)s”", "moved %(count)s texts to “%(name)s”", "count"
    ),
    (BoardMove.What.MOVED, False): ngettext_lazy(
        "let %(count)s text stand alone", "let %(count)s texts stand alone", "count"
    ),
    (BoardMove.What.SET_ASIDE, False): ngettext_lazy("set %(count)s text aside", "set %(count)s texts aside", "count"),
    (BoardMove.What.QUOTED, False): ngettext_lazy("chose %(count)s quote", "chose %(count)s quotes", "count"),
    (BoardMove.What.QUOTED, True): ngettext_lazy(
        "%(count)s text is no quote any more", "%(count)s texts are no quotes any more", "count"
    ),
    (BoardMove.What.TAKEN, False): ngettext_lazy("took %(count)s new answer", "took %(count)s new answers", "count"),
    (BoardMove.What.TAKEN, True): ngettext_lazy(
        "left %(count)s new answer alone", "left %(count)s new answers alone", "count"
    ),
}
_NAMED: Final = {
    BoardMove.What.MADE: _("made “%(name)s”"),
    BoardMove.What.MERGED: _("merged %(name)s"),
    BoardMove.What.SPLIT: _("split “%(name)s”"),
    BoardMove.What.RENAMED: _("renamed to “%(name)s”"),
    BoardMove.What.KEPT: _("kept “%(name)s”"),
    BoardMove.What.UNKEPT: _("took back the decision for “%(name)s”"),
    BoardMove.What.BACK: _("went back to the proposal"),
    BoardMove.What.GROUPED: _("had the texts grouped"),
}


@dataclass(frozen=True)
class MoveLine:
    """One move: its number, what was done, by whom and when, and by whom it was undone."""

    number: int
    words: str
    by: str
    at: datetime
    undone_by: str


def latest_move(board: Board) -> MoveLine | None:
    """The move that Undo would take back; None when there is none. One SQL query."""
    standing = BoardMove.objects.filter(board=board, undone_at=None).select_related("by", "undone_by")
    move = standing.order_by("-number").first()
    return _line(move) if move else None


def list_moves(board: Board) -> list[MoveLine]:
    """The latest moves, newest first, undone ones too. One SQL query."""
    moves = BoardMove.objects.filter(board=board).select_related("by", "undone_by").order_by("-number")
    return [_line(move) for move in moves[:LISTED]]


def move_words(move: BoardMove) -> str:
    """A move as one says it after "Undo": moved 3 texts."""
    count = move.was["count"]
    said = _COUNTED.get((BoardMove.What(move.what), bool(move.words)))
    words = said or _NAMED[BoardMove.What(move.what)]
    return str(words % {"count": count, "name": move.words})


def _line(move: BoardMove) -> MoveLine:
    return MoveLine(move.number, move_words(move), move.by.name, move.at, move.undone_by.name if move.undone_by else "")
