"""A board of two troubles, and what tests of its tasks do with it."""

import pytest
from django.utils import timezone

from collectives.models import Board, BoardText, Participant, Program
from collectives.operations.board_grouping import start_grouping
from collectives.tasks.board import group_board
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_board import TROUBLES, make_board_of

BOTH = [f"{text}, {where}" for texts in TROUBLES.values() for text in texts for where in ("here", "as we all know", "")]


@pytest.fixture
def ines(program: Program) -> Participant:
    """Who works on the board."""
    with program_scope(program.pk):
        return make_participant("Inès", role="admin")


@pytest.fixture
def board(program: Program, ines: Participant) -> Board:
    """36 texts about two troubles."""
    with program_scope(program.pk):
        return make_board_of(BOTH, by=ines)


def group(board: Board, by: Participant) -> None:
    """Have its texts grouped, to the end."""
    with program_scope(board.program_id):
        start_grouping(board, by=by, now=timezone.now())
    group_board(program_id=board.program_id, board_pk=str(board.pk))


def placing(board: Board) -> dict[str, str | None]:
    """Each text's theme by name; None: alone."""
    with program_scope(board.program_id):
        found = BoardText.objects.filter(board=board).select_related("draft")
        return {str(text.pk): text.draft.name if text.draft else None for text in found}


def state(board: Board) -> Board:
    """The board as it is now."""
    with program_scope(board.program_id):
        return Board.objects.get(pk=board.pk)
