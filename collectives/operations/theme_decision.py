"""Opening themes to members, and the record of it: who, when, why, version by version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from collectives.models import (
    Board,
    BoardSource,
    BoardText,
    DraftState,
    DraftTheme,
    Participant,
    Theme,
    ThemeDecision,
)
from collectives.operations.board import count_change, lock_board
from collectives.operations.theme import bring_theme_back, edit_theme, make_theme, set_theme_aside
from ilc.errors import Refused


class NoThemeChosen(Refused):
    """There is nothing to open."""


class NamedTwice(Refused):
    """Two of the themes to open have one name."""


class NotKept(Refused):
    """A theme that nobody keeps is not opened."""


@dataclass(frozen=True)
class Opening:
    """A kept theme to open, as members will read it."""

    draft: DraftTheme
    name: str
    description: str


@transaction.atomic
def open_themes(
    board: Board, openings: Sequence[Opening], *, reason: str, by: Participant, now: datetime
) -> ThemeDecision:
    """Open kept themes to members, and keep that as the next version of the record.

    A theme of the program that has the name already is joined, and brought back if it was set aside. Themes that an
    earlier version opened and this one leaves out are set aside: no new collective takes them.
    Raises NoThemeChosen, NamedTwice, NotKept, ThemeNameTaken, BoardBusy.
    """
    held = lock_board(board)
    if not openings:
        raise NoThemeChosen(_("Tick the themes that members may join."))
    names = [one.name.casefold() for one in openings]
    if len(set(names)) < len(names):
        raise NamedTwice(_("Two of these themes have one name. Give each its own, or merge them on the board."))
    kept = DraftTheme.objects.filter(board=held, state=DraftState.KEPT).select_related("theme").in_bulk()
    texts = dict(
        BoardText.objects.filter(board=held, draft__in=list(kept)).values_list("draft").annotate(Count("pk")).order_by()
    )
    gatherings = [str(pk) for pk in BoardSource.objects.filter(board=held).values_list("gathering", flat=True)]
    record = []
    for one in openings:
        draft = kept.get(one.draft.pk)
        if draft is None:
            raise NotKept(_("“%(name)s” is not kept any more. Look at the board again.") % {"name": one.draft.name})
        theme = _open(draft, one, by, now)
        draft.theme, draft.name = theme, one.name
        draft.save(update_fields=["theme", "name"])
        record.append(_line(draft, one, texts.get(draft.pk, 0), gatherings))
    _set_others_aside(kept, {one.draft.pk for one in openings}, by, now)
    count_change(held)
    decision = ThemeDecision.objects.create(
        board=held, version=held.decisions.count() + 1, themes=record, reason=reason, by=by, at=now
    )
    decision.refresh_from_db(fields=["pk"])
    return decision


def _open(draft: DraftTheme, one: Opening, by: Participant, now: datetime) -> Theme:
    theme = draft.theme or Theme.objects.filter(name__iexact=one.name).first()
    if theme is None:
        return make_theme(one.name, description=one.description, by=by, now=now)
    edit_theme(theme, name=one.name, description=one.description or theme.description, by=by, now=now)
    bring_theme_back(theme, by=by, now=now)
    return Theme.objects.get(pk=theme.pk)


def _set_others_aside(kept: dict[Any, DraftTheme], opened: set[Any], by: Participant, now: datetime) -> None:
    for pk, draft in kept.items():
        if pk not in opened and draft.theme:
            set_theme_aside(draft.theme, by=by, now=now)


def _line(draft: DraftTheme, one: Opening, texts: int, gatherings: list[str]) -> dict[str, Any]:
    return {
        "draft": str(draft.pk),
        "theme": str(draft.theme_id),
        "name": one.name,
        "description": one.description,
        "texts": texts,
        "telling": draft.telling[:5],
        "gatherings": gatherings,
    }
