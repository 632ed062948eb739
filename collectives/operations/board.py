"""Boards: making one, saying whose answers come to it, bringing those answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from collectives.models import (
    Board,
    BoardSource,
    BoardState,
    BoardText,
    Gathering,
    GatheringState,
    Participant,
)
from collectives.permissions.gathering import FEWEST, shows_results
from collectives.queries.board import answers_for
from ilc.errors import Refused

MOST_TEXTS: Final = 20_000
"""More than people and the grouping can look at on one board."""


class BoardBusy(Refused):
    """The texts are being grouped."""


class GatheringNotReady(Refused):
    """The answers of an anonymous gathering stay where they are until it has closed, and where they are too few."""


class TooManyTexts(Refused):
    """The board would hold more texts than it can."""


@transaction.atomic
def make_board(name: str, *, gatherings: Sequence[Gathering] = (), by: Participant, now: datetime) -> Board:
    """A board with the answers of these gatherings. Raises GatheringNotReady, TooManyTexts."""
    board = Board.objects.create(name=name, made_by=by, made_at=now)
    board.refresh_from_db(fields=["pk"])
    add_gatherings(board, gatherings=gatherings, by=by, now=now)
    return board


@transaction.atomic
def add_gatherings(board: Board, *, gatherings: Sequence[Gathering], by: Participant, now: datetime) -> int:
    """Have the answers of gatherings come to a board, later ones too. How many texts came.

    Raises GatheringNotReady, TooManyTexts, BoardBusy.
    """
    held = lock_board(board)
    for gathering in gatherings:
        if gathering.state == GatheringState.DRAFT or not shows_results(gathering):
            raise GatheringNotReady(
                _("“%(name)s” is anonymous: its answers can come here once it has closed, from %(fewest)d on.")
                % {"name": gathering, "fewest": FEWEST}
            )
    BoardSource.objects.bulk_create(
        [BoardSource(board=held, gathering=gathering, added_by=by, added_at=now) for gathering in gatherings],
        ignore_conflicts=True,
    )
    return len(bring_answers(held))


@transaction.atomic
def take_gathering_off(board: Board, *, gathering: Gathering, by: Participant, now: datetime) -> None:
    """Take a gathering and its answers off a board. Whatever was done with them there is gone. Raises BoardBusy."""
    held = lock_board(board)
    BoardText.objects.filter(board=held, response__gathering=gathering).delete()
    BoardSource.objects.filter(board=held, gathering=gathering).delete()
    count_change(held)


def bring_answers(board: Board) -> list[BoardText]:
    """Bring the answers that are not on a locked board yet, standing alone; renew those that were reworded since.

    Raises TooManyTexts. Four SQL queries and one for each reworded answer.
    """
    answers = answers_for(board)
    known = BoardText.objects.filter(board=board, response__isnull=False)
    reworded = known.exclude(text=F("response__text"), quotable=F("response__quotable"))
    for text in reworded.select_related("response"):
        answer = text.response
        if answer is None:  # by the filter above there is one
            continue
        text.text, text.language, text.quotable = answer.text, answer.language, answer.quotable
        text.quoted = False  # somebody chose other words than these
        text.save(update_fields=["text", "language", "quotable", "quoted"])
    new = answers.exclude(pk__in=known.values("response")).select_related("gathering")
    return add_texts(
        board,
        [
            BoardText(
                board=board,
                response=answer,
                text=answer.text,
                language=answer.language,
                source=str(answer.gathering)[:200],
                quotable=answer.quotable,
            )
            for answer in new
        ],
    )


def add_texts(board: Board, texts: list[BoardText]) -> list[BoardText]:
    """Write texts to a locked board, in the random order of their ids. Raises TooManyTexts."""
    there = BoardText.objects.filter(board=board).count()
    if there + len(texts) > MOST_TEXTS:
        raise TooManyTexts(
            _("A board holds up to %(most)s texts, and this would make %(many)s. Make a second board for the rest.")
            % {"most": MOST_TEXTS, "many": there + len(texts)}
        )
    made = BoardText.objects.bulk_create(sorted(texts, key=lambda text: text.pk), batch_size=1000)
    if made:
        count_change(board)
    return made


def lock_board(board: Board, *, may_be_grouping: bool = False) -> Board:
    """The board as it is now, until this transaction ends; two people may press at once. Raises BoardBusy."""
    held = Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    if held.state == BoardState.GROUPING and not may_be_grouping:
        raise BoardBusy(
            _("The texts are being grouped at the moment. Wait a few seconds, or stop it; nothing here is lost.")
        )
    return held


def count_change(held: Board) -> int:
    """Say that a locked board is another now, for whoever looks at it. The number of the change."""
    held.moves += 1
    held.save(update_fields=["moves"])
    return held.moves
