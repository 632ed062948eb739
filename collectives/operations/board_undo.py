"""Undoing what was done on a board, step by step, and going back to what the machine proposed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from collectives.models import Board, BoardMove, BoardText, DraftState, DraftTheme, Participant
from collectives.operations.board import count_change, lock_board
from collectives.operations.board_move import TextRow, note_move, place_rows, rows_of
from ilc.errors import Refused


class NothingToUndo(Refused):
    """Everything that was done on the board is undone, or nothing was done."""


class NotTheLatest(Refused):
    """Something else was done after what the person wants to undo."""


class NoProposal(Refused):
    """The machine has proposed nothing yet."""


class MembersJoined(Refused):
    """A theme made by this move is open to members."""


@transaction.atomic
def undo_move(board: Board, *, number: int, by: Participant, now: datetime) -> BoardMove:
    """Undo the latest move that stands; it has to be the one whose number the person saw. Again: the one before it.

    Raises BoardBusy, NothingToUndo, NotTheLatest, MembersJoined.
    """
    held = lock_board(board)
    move = BoardMove.objects.filter(board=held, undone_at=None).select_related("by").order_by("-number").first()
    if move is None:
        raise NothingToUndo(_("There is nothing to undo."))
    if move.number != number:
        raise NotTheLatest(
            _("%(name)s did something after that. Look at the board as it is now; then you can undo step by step.")
            % {"name": move.by.name}
        )
    made = DraftTheme.objects.filter(board=held, pk__in=move.was["made"])
    unkept = [row["id"] for row in move.was["drafts"] if row["state"] != DraftState.KEPT]
    if DraftTheme.objects.filter(pk__in=[*move.was["made"], *unkept], theme__isnull=False).exists():
        raise MembersJoined(
            _("Members can join a theme that came of this, so it is not undone. Move its texts instead.")
        )
    for row in move.was["drafts"]:
        DraftTheme.objects.filter(board=held, pk=row["id"]).update(
            name=row["name"],
            state=row["state"],
            telling=row["telling"],
            kept_by=row["kept_by"],
            kept_at=parse_datetime(row["kept_at"]) if row["kept_at"] else None,
        )
    place_rows(held, move.was["texts"])
    BoardText.objects.filter(board=held, draft__in=made).update(draft=None, closeness=None)
    made.update(state=DraftState.GONE, kept_by=None, kept_at=None)
    move.undone_by, move.undone_at = by, now
    move.was["undone"] = count_change(held)
    move.save(update_fields=["undone_by", "undone_at", "was"])
    return move


@transaction.atomic
def back_to_proposal(board: Board, *, by: Participant, now: datetime) -> BoardMove:
    """Put everything that no person keeps back to where the machine proposed it. Kept themes stay as they are.

    Raises BoardBusy, NoProposal.
    """
    held = lock_board(board)
    proposed = held.proposal.get("themes", [])
    if not proposed:
        raise NoProposal(_("Nothing has been proposed on this board yet."))
    drafts = {str(draft.pk): draft for draft in DraftTheme.objects.filter(board=held)}
    kept = {pk for pk, draft in drafts.items() if draft.state == DraftState.KEPT}
    free = BoardText.objects.filter(board=held).exclude(draft__in=[UUID(pk) for pk in kept])
    rows = rows_of(free)
    come_back = {one["draft"]: one for one in proposed if one["draft"] in drafts and one["draft"] not in kept}
    before = [draft for pk, draft in drafts.items() if pk in come_back or draft.state == DraftState.PROPOSED]
    move = note_move(held, BoardMove.What.BACK, texts=rows, drafts=before, by=by, now=now)
    home = {text: (pk, near) for pk, one in come_back.items() for text, near in one["texts"]}
    alone = set(held.proposal["alone"])
    place_rows(held, [_at_home(row, home, alone, set(come_back)) for row in rows])
    for draft in before:
        one = come_back.get(str(draft.pk))
        draft.state = DraftState.PROPOSED if one else DraftState.GONE
        if one:
            draft.name, draft.telling = one["name"], one["telling"]
        draft.save(update_fields=["name", "state", "telling"])
    return move


def _at_home(row: TextRow, home: dict[str, tuple[str, float | None]], alone: set[str], standing: set[str]) -> TextRow:
    """Where a text goes back to. One that the proposal did not know stays, unless its theme goes."""
    text, draft, aside, closeness, _offered, quoted = row
    if text in home:
        return [text, home[text][0], False, home[text][1], None, quoted]
    if text in alone or (draft and draft not in standing):
        return [text, None, False, None if aside else closeness, None, False]
    return row
