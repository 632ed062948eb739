"""How far the machine is with a board."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from collectives.models import Board


@dataclass(frozen=True)
class BoardTask:
    """What a page shows of the grouping under way; nobody knows how many percent of it are done."""

    title: str
    poll_url: str
    percent: int | None = None
    left: str = ""
    steps: Sequence[tuple[str, str]] = ()
    done: bool = False


def board_task(board: Board, *, poll_url: str) -> BoardTask:
    """The grouping of a board. No SQL."""
    splitting = "draft" in board.proposal.get("asked", {})
    title = _("Looking for the parts of this theme") if splitting else _("Looking for texts that are alike")
    return BoardTask(title, poll_url, left=_("usually a few seconds"))
