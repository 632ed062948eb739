"""A program's own protocols are copied into others where both agreed, and go once either does not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from collectives.models import Participant, Program
from evidence.operations.library_copy import reads_others, share_library, shows_others
from facilitation.models import OwnProtocol, ProtocolCopy
from ilc.due import schedule

PROTOCOL_COPY: Final = "protocol-copy"
WORDS: Final = ("name", "about", "when", "origin", "link", "purpose", "phases", "fewest", "most", "roles", "steps")


@dataclass(frozen=True)
class ShownProtocol:
    """A protocol outside of its program's scope: what it says, and nobody's name."""

    source: UUID
    version: int
    language: str
    text: Mapping[str, Any]


@transaction.atomic
def agree_across(program: Program, *, shown: bool, seen: bool, by: Participant, now: datetime) -> None:
    """Show other programs what is published and the protocols written here, and see theirs, or not.

    Copies go and come soon after; those of others go at once where they are not to be seen any more.
    """
    share_library(program, shown=shown, seen=seen, by=by, now=now)
    if not seen:
        ProtocolCopy.objects.all().delete()
    schedule(PROTOCOL_COPY, "", due_at=now)


def schedule_protocol_copies(*, now: datetime) -> None:
    """A protocol was written, changed, retired or brought back: have the copies follow. Two SQL queries at most."""
    if shows_others():
        schedule(PROTOCOL_COPY, "", due_at=now)


def shown_protocols() -> list[ShownProtocol]:
    """Within the program that shows: what was written here and is offered; nothing where it shows nothing.

    What was taken from another program is that one's to show. Two SQL queries.
    """
    if not shows_others():
        return []
    rows = OwnProtocol.objects.filter(retired_at=None, taken_source=None)
    return [
        ShownProtocol(one.pk, one.version, one.language, {name: getattr(one, name) for name in WORDS}) for one in rows
    ]


@transaction.atomic
def keep_protocols(program: Program, shown: Collection[ShownProtocol]) -> None:
    """Within the program that reads: hold what another shows as it is now, each once. Addresses stay.

    Nothing is held where the program does not want to see it.
    """
    held = {one.source: one for one in ProtocolCopy.objects.filter(from_program=program.pk)}
    wanted = {one.source: one for one in shown} if reads_others() else {}
    ProtocolCopy.objects.filter(pk__in=[one.pk for source, one in held.items() if source not in wanted]).delete()
    for source, one in wanted.items():
        there = held.get(source)
        if there is None or (there.version, there.from_name) != (one.version, program.name):
            said = {"version": one.version, "language": one.language, "text": one.text, "from_name": program.name}
            ProtocolCopy.objects.update_or_create(source=source, defaults=said | {"from_program": program.pk})
