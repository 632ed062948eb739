"""What people wrote on a placemat, day by day, for tests of its history. Call inside a program's scope."""

from datetime import UTC, datetime, timedelta
from typing import Any

from collectives.models import Participant
from inquiry.coediting.writing import add_if_action, write_placemat
from inquiry.engine.adjustment import AdjustedPart
from inquiry.engine.saving import Edit
from inquiry.models import Adjustment, Clause, DataType, Direction, IfAction, Indicator, IndicatorKind, Moment, Placemat
from inquiry.operations.adjustment import record_adjustment
from inquiry.operations.indicator import add_indicator
from inquiry.operations.moment import name_moment

FIRST = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


def day(number: int, *, minutes: int = 0) -> datetime:
    """Noon, so many days after the first of October 2026."""
    return FIRST + timedelta(days=number, minutes=minutes)


def write(placemat: Placemat, part: str, text: str, *, by: Participant, at: datetime) -> None:
    """Set a text or an if-action to these words."""
    if part.startswith("if:"):
        standing = placemat.if_actions.get(pk=part.removeprefix("if:")).text
    else:
        row = placemat.texts.filter(field=part).first()
        standing = row.text if row else ""
    write_placemat(placemat, edits=[Edit(part, standing, text)], by=by, now=at)


def act(placemat: Placemat, text: str, *, by: Participant, at: datetime) -> IfAction:
    """One more if-action."""
    return placemat.if_actions.get(pk=add_if_action(placemat, text=text, by=by, now=at))


def promise(placemat: Placemat, text: str, *, by: Participant, at: datetime, **words: Any) -> Indicator:
    """A lagging indicator of the so-that; a leading one where `if_action` is given."""
    leading = words.get("if_action") is not None
    usual = {
        "text": text,
        "clause": Clause.IF if leading else Clause.SO_THAT,
        "if_action": None,
        "data_types": [DataType.LEARNING],
        "unit": "",
        "baseline": "",
        "target": "",
        "direction": Direction.RISE,
        "how_often": "",
    }
    kind = IndicatorKind.LEADING if leading else IndicatorKind.LAGGING
    return add_indicator(placemat, kind=kind, words=usual | words, by=by, now=at)


def agree(placemat: Placemat, name: str, *, by: Participant, at: datetime) -> Moment:
    """A named moment."""
    return name_moment(placemat, name=name, at=at, by=by, now=at)


def adjust(placemat: Placemat, *parts: str, by: Participant, since: datetime, at: datetime, why: str) -> Adjustment:
    """An adjustment of these parts, recorded when it was made."""
    adjusted = [AdjustedPart(part, "changed", 1 if part.startswith("if:") else None) for part in parts]
    return record_adjustment(placemat, parts=adjusted, from_at=since, to_at=at, why=why, on=at.date(), by=by, now=at)
