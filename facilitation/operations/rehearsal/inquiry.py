"""The cycle of a rehearsal and its placemat: a theory that stands, and one if-action that nothing shows yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from facilitation.operations.rehearsal.people import Ground
from inquiry.coediting.writing import add_if_action, write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import Direction, IndicatorKind, Phase, Placemat, PlacematField
from inquiry.operations.cycle import start_cycle
from inquiry.operations.indicator import add_indicator
from inquiry.operations.phase import move_phase

ENDS_IN = timedelta(days=24)


def begin_inquiry(ground: Ground, content: Mapping[str, Any], *, now: datetime) -> Placemat:
    """Everything that its people wrote in the first weeks, each by another one; now they act on it."""
    since, last = ground.since, now + ENDS_IN
    name = f"{since.year}–{last.year % 100:02}" if last.year > since.year else str(since.year)
    cycle = start_cycle(
        ground.collective, name=name, starts_on=since.date(), ends_on=last.date(), by=ground.guide, now=since
    )
    placemat = Placemat.objects.select_related("cycle__collective").get(cycle=cycle, leader=None)
    words = content["placemat"]
    for number, field in enumerate(field for field in PlacematField.values if field in words):
        at = since + timedelta(days=2 + number)
        write_placemat(placemat, edits=[Edit(field, "", words[field])], by=ground.member(number), now=at)
    for number, text in enumerate(words["if_actions"]):
        add_if_action(placemat, text=text, by=ground.member(number + 2), now=since + timedelta(days=9 + number))
    _promise(ground, placemat, content["indicators"])
    move_phase(cycle, to_phase=Phase.ACTING, reason=words["moved"], by=ground.guide, now=since + timedelta(days=20))
    return placemat


def _promise(ground: Ground, placemat: Placemat, entries: Sequence[Mapping[str, Any]]) -> None:
    actions = list(placemat.if_actions.filter(removed_at=None).order_by("position", "pk"))
    for number, entry in enumerate(entries):
        clause, _, action = entry["at"].partition(":")
        words = {name: entry[name] for name in ("data_types", "text", "baseline", "target", "how_often")}
        about = {
            "clause": clause,
            "if_action": actions[int(action) - 1] if action else None,
            "unit": "",
            "direction": Direction.RISE,
        }
        add_indicator(
            placemat,
            kind=IndicatorKind.LEADING if action else IndicatorKind.LAGGING,
            words=words | about,
            by=ground.member(number),
            now=ground.since + timedelta(days=14, minutes=11 * number),
        )
