"""What stood on a placemat at a moment, put together from the changes up to then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from inquiry.engine.indicator import values

IF, INDICATOR = "if:", "indicator:"
BESIDE = ("placemat", "place:")  # who may read it, and where an indicator stands: no words


@dataclass(frozen=True)
class Change:
    """One part after a change. `text` and `position` are what stood there then; `what` says whether it went."""

    part: str
    text: str
    what: str
    position: str = ""


@dataclass(frozen=True)
class IfWords:
    """An if-action as it stood."""

    pk: UUID
    text: str


@dataclass(frozen=True)
class Standing:
    """Texts by field (those with words), if-actions in order, and indicators by id, each as names and values."""

    texts: Mapping[str, str] = field(default_factory=dict)
    if_actions: tuple[IfWords, ...] = ()
    indicators: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict)

    @property
    def numbers(self) -> dict[UUID, int]:
        """By which number people called each if-action."""
        return {one.pk: number for number, one in enumerate(self.if_actions, start=1)}


def standing(changes: Iterable[Change]) -> Standing:
    """What stands after these changes, which come in the order in which they happened."""
    last = {change.part: change for change in changes if not change.part.startswith(BESIDE)}
    there = [change for change in last.values() if change.what != "removed"]
    if_actions = sorted((one for one in there if one.part.startswith(IF)), key=lambda one: (one.position, one.part))
    return Standing(
        {one.part: one.text for one in there if ":" not in one.part and one.text},
        tuple(IfWords(UUID(one.part.removeprefix(IF)), one.text) for one in if_actions),
        {UUID(one.part.removeprefix(INDICATOR)): values(one.text) for one in there if one.part.startswith(INDICATOR)},
    )
