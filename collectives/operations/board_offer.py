"""New answers: brought to the board, offered to the themes that stand, taken or left by a person."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from collectives.engine.grouping.texts import Text
from collectives.models import Board, BoardMove, BoardText, DraftState, DraftTheme, Participant
from collectives.operations.board import bring_answers, count_change, lock_board
from collectives.operations.board_move import note_move, refuse_if_overtaken, rows_of
from ilc.due import schedule

OFFER: Final = "board_offer"
"""What is due for a board; the key is the board's id."""

type NearTheme = tuple[str, UUID | None, float]
"""A text's id, the theme it is close to, and how close."""


@transaction.atomic
def bring_new_answers(board: Board, *, by: Participant, now: datetime) -> int:
    """Bring what was answered since, to be offered to the themes. How many came. Raises BoardBusy, TooManyTexts."""
    held = lock_board(board)
    came = len(bring_answers(held))
    offer_later(held, now=now)
    return came


def offer_later(board: Board, *, now: datetime) -> None:
    """Have the texts that nobody looked at yet offered to the themes, where there are some. At most two SQL queries."""
    if _standing(board).exists():
        schedule(OFFER, str(board.pk), due_at=now)


def texts_to_offer(board_pk: UUID) -> tuple[list[Text], dict[UUID, list[Text]]]:
    """The new texts of a board, and its themes with the texts people have in them now. Two SQL queries."""
    new = _new(board_pk).order_by("text", "pk").values_list("pk", "text", "language")
    themes: dict[UUID, list[Text]] = defaultdict(list)
    placed = BoardText.objects.filter(board=board_pk, draft__in=_standing(board_pk)).order_by("text", "pk")
    for draft, pk, words, language in placed.values_list("draft", "pk", "text", "language"):
        themes[draft].append(Text(str(pk), words, language or None))
    return [Text(str(pk), words, language or None) for pk, words, language in new], dict(themes)


@transaction.atomic
def note_offers(board_pk: UUID, near: Sequence[NearTheme]) -> None:
    """Offer texts to the themes they are close to. What moved meanwhile stays where it is."""
    held = Board.objects.select_for_update(no_key=True).get(pk=board_pk)
    standing = set(_standing(board_pk).values_list("pk", flat=True))
    texts = {str(text.pk): text for text in _new(board_pk)}
    changed = []
    for key, draft, closeness in near:
        if key in texts:
            texts[key].closeness, texts[key].offered_id = closeness, draft if draft in standing else None
            changed.append(texts[key])
    BoardText.objects.bulk_update(changed, ["closeness", "offered"], batch_size=500)
    if changed:
        count_change(held)


@transaction.atomic
def take_offers(
    board: Board, *, texts: Sequence[UUID] | None, seen: int | None = None, by: Participant, now: datetime
) -> int:
    """Put texts into the themes they are offered to; None: all of them. How many.

    Raises BoardBusy, BoardMovedOn.
    """
    return _settle(board, texts, seen, by, now, taken=True)


@transaction.atomic
def leave_offers(
    board: Board, *, texts: Sequence[UUID] | None, seen: int | None = None, by: Participant, now: datetime
) -> int:
    """Let offered texts stand alone; None: all of them. How many. Raises BoardBusy, BoardMovedOn."""
    return _settle(board, texts, seen, by, now, taken=False)


def _settle(
    board: Board, texts: Sequence[UUID] | None, seen: int | None, by: Participant, now: datetime, *, taken: bool
) -> int:
    held = lock_board(board)
    offered = BoardText.objects.filter(board=held, offered__in=_standing(held))
    if texts is not None:
        offered = offered.filter(pk__in=texts)
    rows = rows_of(offered)
    if not rows:
        return 0
    refuse_if_overtaken(held, seen, texts=rows, drafts=[], by=by)
    note_move(held, BoardMove.What.TAKEN, texts=rows, words="" if taken else "no", by=by, now=now)
    chosen = BoardText.objects.filter(board=held, pk__in=[row[0] for row in rows])
    if taken:
        chosen.update(draft=F("offered"), set_aside=False, offered=None)
    else:
        chosen.update(offered=None)
    return len(rows)


def _standing(board: Board | UUID) -> QuerySet[DraftTheme]:
    return DraftTheme.objects.filter(board=board).exclude(state=DraftState.GONE)


def _new(board_pk: UUID) -> QuerySet[BoardText]:
    return BoardText.objects.filter(
        board=board_pk, draft__isnull=True, set_aside=False, closeness__isnull=True, offered__isnull=True
    )
