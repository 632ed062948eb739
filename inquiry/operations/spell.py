"""What a document says becomes rows; and words that somebody goes on writing are one spell of the history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import transaction

from inquiry.engine.saving import Touch
from inquiry.models import Document

SPELL_PAUSE = timedelta(seconds=60)
SPELL_MOST = timedelta(minutes=5)
FEW_CHARACTERS = 40  # taking away more than this begins a new spell, so that what stood there is kept


@dataclass(frozen=True)
class Writers:
    """Who changed a part: the last one, the others, and when it was changed last."""

    by: UUID | None
    also: frozenset[UUID]
    at: datetime


class Spell(Protocol):
    """A row of a history: what stood there after somebody had written for a while."""

    text: str
    by_id: UUID | None
    also_by: list[UUID]
    began_at: datetime | None
    at: datetime


@transaction.atomic(savepoint=False)
def keep_rows(
    sheet: Mapping[str, object], *, touches: Sequence[Touch], seq: int, save: Callable[[Mapping[str, Writers]], None]
) -> int:
    """Let `save` make the rows of a sheet say what its document says at `seq`, by whom. Two SQL queries beside its own.

    `sheet` names the document: {"placemats": placemat}. `touches` are those of the updates since the rows were made;
    older ones are passed over. Returns up to which update the rows stand now: more than `seq` when somebody else was
    quicker.
    """
    document = Document.objects.defer("snapshot").select_for_update(of=("self",)).get(**sheet)
    if document.materialised_seq >= seq:
        return document.materialised_seq
    save(_writers([touch for touch in touches if touch.seq > document.materialised_seq]))
    document.materialised_seq = seq
    document.save(update_fields=["materialised_seq"])
    return seq


def goes_on(spell: Spell, who: Writers, *, text: str) -> bool:
    """Whether the same people went on writing: without a pause, not for long, and took little away."""
    return (
        spell.by_id is not None
        and {spell.by_id, *spell.also_by} == {who.by, *who.also}
        and who.at - spell.at <= SPELL_PAUSE
        and who.at - (spell.began_at or spell.at) <= SPELL_MOST
        and len(text) >= len(spell.text) - FEW_CHARACTERS
    )


def _writers(touches: Sequence[Touch]) -> Mapping[str, Writers]:
    found: dict[str, Writers] = {}
    for touch in touches:
        before = found.get(touch.part)
        others = {one for one in (*before.also, before.by) if one and one != touch.by} if before else set()
        found[touch.part] = Writers(touch.by, frozenset(others), touch.at)
    return found
