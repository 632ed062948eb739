"""The steps of an agenda item, in the reader's language: those of its protocol, or the item itself."""

from collections.abc import Iterable, Mapping, Sequence

from facilitation.models import AgendaItem, ItemKind
from facilitation.queries.library import Protocol, Step, find_protocols, steps_for


def protocols_of(items: Iterable[AgendaItem]) -> dict[str, Protocol]:
    """The protocols that items go through, by their keys. One SQL query if one is a program's own, else none."""
    return find_protocols(item.protocol for item in items if item.kind == ItemKind.PROTOCOL)


def steps_of(item: AgendaItem, protocols: Mapping[str, Protocol]) -> Sequence[Step]:
    """What an item does one after the other; at least one step, their minutes add up to the item's. No SQL.

    A protocol with more steps than the item has minutes is one step.
    """
    protocol = protocols.get(item.protocol) if item.kind == ItemKind.PROTOCOL else None
    if protocol is None or len(protocol.steps) > item.minutes:
        return (Step(item.title, item.minutes, guide=item.note, protocol=item.protocol),)
    return steps_for(protocol, item.minutes)
