"""What people do with whole themes on a board: rename, merge, keep, take a decision back. All of it can be undone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import BoardMove, BoardText, DraftState, DraftTheme, Participant
from collectives.operations.board import lock_board
from collectives.operations.board_move import draft_here, note_move, refuse_if_overtaken, rows_of
from ilc.errors import Refused


class SameTheme(Refused):
    """A theme cannot be merged into itself."""


class ThemeIsOpen(Refused):
    """Members can join this theme already; a board does not take that back."""


@transaction.atomic
def rename_draft(
    draft: DraftTheme, *, name: str, seen: int | None = None, by: Participant, now: datetime
) -> BoardMove | None:
    """Call a theme something else. None when it is called so already. Raises BoardBusy, BoardMovedOn, ThemeGone."""
    held = lock_board(draft.board)
    refuse_if_overtaken(held, seen, texts=[], drafts=[draft], by=by)
    found = draft_here(held, draft)
    if found.name == name:
        return None
    move = note_move(held, BoardMove.What.RENAMED, texts=[], drafts=[found], words=name, by=by, now=now)
    found.name = name
    found.save(update_fields=["name"])
    return move


@transaction.atomic
def merge_drafts(
    draft: DraftTheme, *, into: DraftTheme, seen: int | None = None, by: Participant, now: datetime
) -> BoardMove:
    """Put all texts of one theme into another, whose name stays. Quotes stay quotes.

    Raises BoardBusy, BoardMovedOn, ThemeGone, SameTheme, ThemeIsOpen.
    """
    if draft.pk == into.pk:
        raise SameTheme(_("Choose another theme to merge this one into."))
    held = lock_board(draft.board)
    refuse_if_overtaken(held, seen, texts=[], drafts=[draft, into], by=by)
    gone, stays = draft_here(held, draft), draft_here(held, into)
    if is_open(gone):
        raise ThemeIsOpen(
            _("Members can join “%(name)s” already. Merge the other theme into this one instead.") % {"name": gone.name}
        )
    rows = rows_of(BoardText.objects.filter(board=held, draft=gone))
    move = note_move(
        held,
        BoardMove.What.MERGED,
        texts=rows,
        drafts=[gone, stays],
        words=f"{gone.name} → {stays.name}",
        by=by,
        now=now,
    )
    BoardText.objects.filter(board=held, draft=gone).update(draft=stays, closeness=None)
    gone.state, gone.kept_by, gone.kept_at = DraftState.GONE, None, None
    gone.save(update_fields=["state", "kept_by", "kept_at"])
    stays.telling = list(dict.fromkeys([*stays.telling[:4], *gone.telling[:3]]))
    stays.save(update_fields=["telling"])
    return move


@transaction.atomic
def keep_draft(draft: DraftTheme, *, seen: int | None = None, by: Participant, now: datetime) -> BoardMove | None:
    """Decide for a proposed theme: from now on no grouping changes it. None when it is kept already.

    Raises BoardBusy, BoardMovedOn, ThemeGone.
    """
    held = lock_board(draft.board)
    refuse_if_overtaken(held, seen, texts=[], drafts=[draft], by=by)
    found = draft_here(held, draft)
    if found.state == DraftState.KEPT:
        return None
    move = note_move(held, BoardMove.What.KEPT, texts=[], drafts=[found], words=found.name, by=by, now=now)
    found.state, found.kept_by, found.kept_at = DraftState.KEPT, by, now
    found.save(update_fields=["state", "kept_by", "kept_at"])
    return move


@transaction.atomic
def unkeep_draft(draft: DraftTheme, *, seen: int | None = None, by: Participant, now: datetime) -> BoardMove | None:
    """Take the decision for a theme back; it is a proposal again. None when it is one.

    Raises BoardBusy, BoardMovedOn, ThemeGone, ThemeIsOpen.
    """
    held = lock_board(draft.board)
    refuse_if_overtaken(held, seen, texts=[], drafts=[draft], by=by)
    found = draft_here(held, draft)
    if is_open(found):
        raise ThemeIsOpen(
            _("Members can join “%(name)s” already. To close it, open the themes anew without it.")
            % {"name": found.name}
        )
    if found.state != DraftState.KEPT:
        return None
    move = note_move(held, BoardMove.What.UNKEPT, texts=[], drafts=[found], words=found.name, by=by, now=now)
    found.state, found.kept_by, found.kept_at = DraftState.PROPOSED, None, None
    found.save(update_fields=["state", "kept_by", "kept_at"])
    return move


def is_open(draft: DraftTheme) -> bool:
    """Whether members can join the theme that came of this one."""
    return draft.theme is not None and draft.theme.set_aside_at is None
