"""A placemat, or a part of it, is put back to how it stood at a moment; nobody's words vanish by it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.coediting.writing import (
    ensure_fresh,
    move_if_action,
    remove_if_action,
    restore_if_action,
    write_placemat,
)
from inquiry.engine.comparison import Comparison, IfPair, IndicatorPair, compare
from inquiry.engine.past import Standing
from inquiry.engine.saving import Edit
from inquiry.models import Indicator, Placemat
from inquiry.operations.indicator import change_indicator, remove_indicator, restore_indicator
from inquiry.queries.comparison import FIELDS, IF_ACTIONS, WHOLE, narrowed
from inquiry.queries.if_action import all_if_actions, standing_if_actions
from inquiry.queries.indicator import indicator_values


class TooLongTogether(Refused):
    """The former words and those written meanwhile do not fit into one text."""


@transaction.atomic
def restore_standing(
    placemat: Placemat, *, part: str, seen: Standing, wanted: Standing, by: Participant, now: datetime
) -> None:
    """Write what stood once upon what the person saw; what others wrote since they looked is merged, never replaced.

    `part` is a field, `if`, `if:<id>`, `indicators`, `indicator:<id>` or `all`. If-actions and indicators that were
    taken away come back, those added later are taken away; all of it stays in the history.
    Raises TooManyIfActions, TooLongTogether.
    """
    ensure_fresh(placemat, now=now)
    back = narrowed(compare(seen, wanted, fields=FIELDS), part)
    _restore_if_actions(placemat, back.if_actions, by=by, now=now)
    if part in {WHOLE, IF_ACTIONS}:
        _restore_order(placemat, [one.pk for one in wanted.if_actions], by=by, now=now)
    edits = [Edit(one.field, one.was, one.now) for one in back.texts if one.fate != "same"]
    result = write_placemat(placemat, edits=[*edits, *_edits(placemat, back)], what="restored", by=by, now=now)
    if not result.whole:
        raise TooLongTogether(
            _("What stood there and what was written meanwhile are too long for one text. Nothing was put back.")
        )
    for pair in back.indicators:
        _restore_indicator(placemat, pair, by=by, now=now)


def _restore_if_actions(placemat: Placemat, pairs: Sequence[IfPair], *, by: Participant, now: datetime) -> None:
    """First those that go: there is room for twelve."""
    for one in pairs:
        if one.fate == "gone":
            remove_if_action(placemat, pk=one.pk, by=by, now=now)
    for one in pairs:
        if one.fate == "added":
            restore_if_action(placemat, pk=one.pk, by=by, now=now)


def _edits(placemat: Placemat, back: Comparison) -> list[Edit]:
    """The words of if-actions. One that came back is written upon what stood there when it was taken away."""
    rows = all_if_actions(placemat)
    return [
        Edit(f"if:{one.pk}", rows[one.pk].text if one.fate == "added" else one.was, one.now)
        for one in back.if_actions
        if one.fate in {"changed", "added"} and one.pk in rows
    ]


def _restore_order(placemat: Placemat, wanted: Sequence[UUID], *, by: Participant, now: datetime) -> None:
    """Those of that moment in their order, in front of those that came since."""
    order = [action.pk for action in standing_if_actions(placemat)]
    target = [pk for pk in wanted if pk in order]
    for place, pk in enumerate(target):
        while order.index(pk) > place:
            at = order.index(pk)
            move_if_action(placemat, pk=pk, up=True, by=by, now=now)
            order[at - 1], order[at] = order[at], order[at - 1]


def _restore_indicator(placemat: Placemat, pair: IndicatorPair, *, by: Participant, now: datetime) -> None:
    if pair.fate == "same":
        return
    row = placemat.indicators.select_related("placemat", "if_action").get(pk=pair.pk)
    if pair.now is None:
        remove_indicator(row, by=by, now=now)
        return
    if pair.was is None:
        restore_indicator(row, by=by, now=now)
        row.refresh_from_db()
    stands = indicator_values(row)
    seen = pair.was or stands
    # a field that somebody else changed meanwhile stays theirs
    wanted = {name: pair.now.get(name, "") for name in stands if stands[name] == seen.get(name, "")}
    words = _words(placemat, stands | wanted, row)
    change_indicator(row, words=words, version=row.version, by=by, now=now)


def _words(placemat: Placemat, values: Mapping[str, str], row: Indicator) -> dict[str, Any]:
    """What the operation takes."""
    actions = {str(pk): action for pk, action in all_if_actions(placemat).items()}
    plain = {name: values[name] for name in ("text", "unit", "baseline", "target", "direction", "how_often", "clause")}
    action = actions.get(values["if_action"], row.if_action)
    return plain | {
        "data_types": values["data_types"].split(","),
        "if_action": action if values["clause"] == "if" else None,
    }
