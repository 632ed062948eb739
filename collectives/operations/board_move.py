"""What people do with texts on a board. Each is a move that says what was before, so that it can be undone.

`seen` is the number of the change that a person's page showed: when somebody has meanwhile touched the same texts or
themes, nothing is done and BoardMovedOn says who it was. Without it, whatever stands is taken.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import MD5, Lower, Trim
from django.utils.translation import gettext as _

from collectives.models import Board, BoardMove, BoardText, DraftState, DraftTheme, Participant
from collectives.operations.board import count_change, lock_board
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

type TextRow = list[Any]
"""A text's id, theme, whether it is set aside, its closeness, the theme it is offered to, whether it is a quote."""

SAME_WORDS: Final = MD5(Lower(Trim("text")))
"""Equal for texts that are the same answer."""

_PLACE: Final = """
    UPDATE board_text t SET draft_id = (w->>1)::uuid, set_aside = (w->>2)::boolean,
        closeness = (w->>3)::double precision, offered_id = (w->>4)::uuid, quoted = (w->>5)::boolean AND t.quotable
    FROM jsonb_array_elements(%s::jsonb) w
    WHERE t.id = (w->>0)::uuid AND t.board_id = %s AND t.program_id = %s
"""


class BoardMovedOn(Refused):
    """Somebody has touched the same texts or themes meanwhile."""


class NoTextChosen(Refused):
    """There is nothing to move."""


class ThemeGone(Refused):
    """The theme is not on the board any more."""


class NothingQuotable(Refused):
    """Nobody said that these words may be shown to others."""


@transaction.atomic
def move_texts(
    board: Board,
    *,
    texts: Sequence[UUID],
    to: DraftTheme | None,
    seen: int | None = None,
    by: Participant,
    now: datetime,
) -> BoardMove:
    """Move texts, and the same answers beside them, into a theme; without one they stand alone.

    Raises BoardBusy, BoardMovedOn, NoTextChosen, ThemeGone.
    """
    held = lock_board(board)
    rows = chosen_rows(held, texts)
    refuse_if_overtaken(held, seen, texts=rows, drafts=[to] if to else [], by=by)
    target = draft_here(held, to) if to else None
    words = target.name if target else ""
    move = note_move(held, BoardMove.What.MOVED, texts=rows, words=words, by=by, now=now)
    looked_at = None if target else 0.0  # a text without closeness stands alone because nobody looked at it yet
    _these(held, rows).update(draft=target, set_aside=False, closeness=looked_at, offered=None, quoted=False)
    return move


@transaction.atomic
def set_texts_aside(
    board: Board, *, texts: Sequence[UUID], seen: int | None = None, by: Participant, now: datetime
) -> BoardMove:
    """Set texts aside: they belong to no theme and are not grouped again. Raises as move_texts."""
    held = lock_board(board)
    rows = chosen_rows(held, texts)
    refuse_if_overtaken(held, seen, texts=rows, drafts=[], by=by)
    move = note_move(held, BoardMove.What.SET_ASIDE, texts=rows, by=by, now=now)
    _these(held, rows).update(draft=None, set_aside=True, closeness=None, offered=None, quoted=False)
    return move


@transaction.atomic
def make_draft(
    board: Board, *, name: str, texts: Sequence[UUID], seen: int | None = None, by: Participant, now: datetime
) -> DraftTheme:
    """A theme that a person makes of some texts, or of none yet. It is kept at once: a person decided on it.

    Raises BoardBusy, BoardMovedOn.
    """
    held = lock_board(board)
    rows = chosen_rows(held, texts) if texts else []
    refuse_if_overtaken(held, seen, texts=rows, drafts=[], by=by)
    draft = DraftTheme.objects.create(
        board=held,
        name=name,
        number=next_number(held),
        state=DraftState.KEPT,
        made_by=by,
        made_at=now,
        kept_by=by,
        kept_at=now,
    )
    draft.refresh_from_db(fields=["pk"])
    note_move(held, BoardMove.What.MADE, texts=rows, made=[draft], words=name, by=by, now=now)
    _these(held, rows).update(draft=draft, set_aside=False, closeness=None, offered=None, quoted=False)
    return draft


@transaction.atomic
def choose_quotes(
    board: Board, *, texts: Sequence[UUID], quoted: bool, seen: int | None = None, by: Participant, now: datetime
) -> BoardMove:
    """Choose texts to show to members as quotes, or no longer. Only those given as quotable can be.

    Raises BoardBusy, BoardMovedOn, NoTextChosen, NothingQuotable.
    """
    held = lock_board(board)
    rows = chosen_rows(held, texts, with_same=False)
    refuse_if_overtaken(held, seen, texts=rows, drafts=[], by=by)
    quotable = set(_these(held, rows).filter(quotable=True).values_list("pk", flat=True))
    rows = [row for row in rows if UUID(row[0]) in quotable]
    if not rows:
        raise NothingQuotable(
            _("Who wrote these did not say that others may read them. Choose texts with the word “quotable”.")
        )
    move = note_move(held, BoardMove.What.QUOTED, texts=rows, words="" if quoted else "no", by=by, now=now)
    _these(held, rows).update(quoted=quoted)
    return move


def chosen_rows(held: Board, texts: Sequence[UUID], *, with_same: bool = True) -> list[TextRow]:
    """The rows of chosen texts and, `with_same`, of the same answers in the same place. Raises NoTextChosen."""
    here = BoardText.objects.filter(board=held)
    chosen = here.filter(pk__in=texts)
    if with_same:
        places = set(chosen.annotate(same=SAME_WORDS).values_list("draft", "set_aside", "same"))
        copies = here.annotate(same=SAME_WORDS).filter(same__in={same for _draft, _aside, same in places})
        pks = [row[0] for row in copies.values_list("pk", "draft", "set_aside", "same") if row[1:] in places]
        chosen = here.filter(pk__in=pks)
    rows = rows_of(chosen)
    if not rows:
        raise NoTextChosen(_("Choose the texts first: each has a box in its corner."))
    return rows


def rows_of(texts: QuerySet[BoardText]) -> list[TextRow]:
    """Where these texts stand now, as a move keeps it."""
    fields = ("pk", "draft", "set_aside", "closeness", "offered", "quoted")
    return [
        [str(pk), _said(draft), aside, closeness, _said(offered), quoted]
        for pk, draft, aside, closeness, offered, quoted in texts.values_list(*fields)
    ]


def place_rows(held: Board, rows: list[TextRow]) -> None:
    """Put texts where these rows say. Texts that are not there any more are passed over. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [json.dumps(rows), held.pk, bound_program_id()])


def draft_row(draft: DraftTheme) -> dict[str, Any]:
    """What a theme on the board is now, as a move keeps it."""
    return {
        "id": str(draft.pk),
        "name": draft.name,
        "state": draft.state,
        "telling": draft.telling,
        "kept_by": _said(draft.kept_by_id),
        "kept_at": draft.kept_at.isoformat() if draft.kept_at else None,
    }


def note_move(
    held: Board,
    what: str,
    *,
    texts: list[TextRow],
    drafts: Iterable[DraftTheme] = (),
    made: Iterable[DraftTheme] = (),
    words: str = "",
    by: Participant,
    now: datetime,
) -> BoardMove:
    """Keep a move with what was before it: rows of texts, themes as they were, themes that were made."""
    was = {
        "texts": texts,
        "drafts": [draft_row(draft) for draft in drafts],
        "made": [str(draft.pk) for draft in made],
        "count": len(texts),
    }
    return BoardMove.objects.create(
        board=held, number=count_change(held), what=what, words=words[:250], was=was, by=by, at=now
    )


def refuse_if_overtaken(
    held: Board,
    seen: int | None,
    *,
    texts: Collection[TextRow],
    drafts: Collection[DraftTheme],
    by: Participant,
) -> None:
    """Raise BoardMovedOn when a change after `seen` touched one of these. At most one SQL query."""
    if seen is None or seen >= held.moves:
        return
    asked = {row[0] for row in texts} | {str(draft.pk) for draft in drafts}
    later = BoardMove.objects.filter(board=held).filter(Q(number__gt=seen) | Q(was__undone__gt=seen))
    for move in later.select_related("by", "undone_by").order_by("-number"):
        touched = {row[0] for row in move.was["texts"]} | {row["id"] for row in move.was["drafts"]}
        if asked & (touched | set(move.was["made"])):
            who = move.undone_by or move.by
            if who.pk == by.pk:
                raise BoardMovedOn(
                    _("You changed these in another window meanwhile. Look at them as they are now, then press again.")
                )
            raise BoardMovedOn(
                _("%(name)s changed these meanwhile. Look at them as they are now, then press again.")
                % {"name": who.name}
            )


def draft_here(held: Board, draft: DraftTheme) -> DraftTheme:
    """A theme that is on this board now, locked with it. Raises ThemeGone."""
    standing = DraftTheme.objects.filter(board=held).exclude(state=DraftState.GONE)
    found = standing.filter(pk=draft.pk).select_related("theme").first()
    if found is None:
        raise ThemeGone(_("“%(name)s” is not on the board any more. Choose another theme.") % {"name": draft.name})
    return found


def next_number(held: Board) -> int:
    """The number of the next theme on a locked board."""
    last = DraftTheme.objects.filter(board=held).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _these(held: Board, rows: list[TextRow]) -> QuerySet[BoardText]:
    return BoardText.objects.filter(board=held, pk__in=[row[0] for row in rows])


def _said(pk: UUID | None) -> str | None:
    return str(pk) if pk else None
