"""The steps of an agenda item, in the reader's language: those of its protocol, or the item itself."""

from collections.abc import Sequence

from facilitation.models import AgendaItem, ItemKind
from facilitation.queries.library import Step, find_protocol, steps_for


def steps_of(item: AgendaItem) -> Sequence[Step]:
    """What an item does one after the other; at least one step, their minutes add up to the item's.

    A protocol with more steps than the item has minutes is one step. No SQL for protocols of the product.
    """
    protocol = find_protocol(item.protocol) if item.kind == ItemKind.PROTOCOL else None
    if protocol is None or len(protocol.steps) > item.minutes:
        return (Step(item.title, item.minutes, guide=item.note, protocol=item.protocol),)
    return steps_for(protocol, item.minutes)
