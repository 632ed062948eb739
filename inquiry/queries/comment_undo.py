"""What somebody did to a comment just now, so that the page can offer to undo it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiry.models import Outcome, Placemat
from inquiry.permissions.comment import can_change_comment, can_resolve_comment, visible_comments
from inquiry.queries.comment import Reader

SAID = {
    Outcome.SETTLED: _("The comment is resolved."),
    Outcome.TAKEN_UP: _("Noted: you take this up."),
    Outcome.NOT_NOW: _("Noted: not now."),
}


@dataclass(frozen=True)
class Done:
    """In words, and what undoes it: to open the comment again, or else to bring it back."""

    pk: UUID
    text: str | Promise
    opens: bool


def comment_done(reader: Reader, placemat: Placemat, *, removed: UUID | None, settled: UUID | None) -> Done | None:
    """What an address says was done, if it stands so and the reader may undo it. At most one SQL query."""
    pk = removed or settled
    one = visible_comments(reader.participant).filter(placemat=placemat, pk=pk).first() if pk else None
    if one is None or not reader.comments:
        return None
    if removed:
        mine = one.removed_at is not None and can_change_comment(reader.participant, one)
        return Done(one.pk, _("Your comment is taken away."), opens=False) if mine else None
    may = bool(one.outcome) and can_resolve_comment(reader.participant, one, writes=reader.writes)
    return Done(one.pk, SAID[Outcome(one.outcome)], opens=True) if may else None
