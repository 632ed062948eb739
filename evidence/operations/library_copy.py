"""What is published in one program is copied into others where both agreed, and goes once either does not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from collectives.models import Participant, Program
from collectives.operations.program import note_change
from evidence.engine.learning_summary import keep_frozen
from evidence.models import LearningState, LearningSummary, LibraryCopy
from evidence.operations.learning_word import index_copy
from evidence.queries.learning_summary import read_snapshot
from ilc.due import schedule
from ilc.tenancy.scope import bound_program_id

LIBRARY_COPY: Final = "library-copy"
COPIED: Final = (
    *("title", "tried", "learned", "helped", "hindered", "for_others", "language"),
    *("phase", "level", "data_types", "positions", "published_at"),
)


@dataclass(frozen=True)
class Published:
    """A published summary outside of its program's scope: only what everybody in its program reads."""

    origin: UUID
    fields: Mapping[str, Any]


@transaction.atomic
def share_library(program: Program, *, shown: bool, seen: bool, by: Participant, now: datetime) -> None:
    """Show other programs what is published here, and see what they publish, or not. Copies go and come soon after.

    What others' programs published goes at once where it is not to be seen any more. The same again changes nothing.
    """
    held = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    was = {"library_shown": held.library_shown, "library_seen": held.library_seen}
    if was == {"library_shown": shown, "library_seen": seen}:
        return
    held.library_shown, held.library_seen = shown, seen
    held.save(update_fields=["library_shown", "library_seen"])
    note_change("settings", was=was, by=by, now=now)
    if not seen:
        LibraryCopy.objects.all().delete()
    schedule(LIBRARY_COPY, "", due_at=now)


def schedule_copies(*, now: datetime) -> None:
    """Something was published or withdrawn: have the copies follow. Two SQL queries at most."""
    if shows_others():
        schedule(LIBRARY_COPY, "", due_at=now)


def other_programs(program_id: int) -> QuerySet[Program]:
    """Those that may read what another shows. Rehearsals are made up, and read nothing. Needs no scope."""
    return Program.objects.filter(library_seen=True, rehearsal_of=None, thrown_away_at=None).exclude(pk=program_id)


def showing_programs(program_id: int) -> QuerySet[Program]:
    """Those that show others what they publish. Needs no scope."""
    return Program.objects.filter(library_shown=True, rehearsal_of=None, thrown_away_at=None).exclude(pk=program_id)


def ways_of(program: Program) -> Iterator[tuple[Program, int]]:
    """Who shows what to whom, where this program shows or reads: the one that shows, the one that reads. No scope."""
    yield from ((program, reader.pk) for reader in other_programs(program.pk))
    if other_programs(0).filter(pk=program.pk).exists():
        yield from ((shown, program.pk) for shown in showing_programs(program.pk))


def shows_others() -> bool:
    """Whether the bound program shows what it publishes. One SQL query."""
    return Program.objects.filter(pk=bound_program_id(), library_shown=True, rehearsal_of=None).exists()


def published_times() -> dict[UUID, datetime]:
    """Within the program that shows: what is to be read elsewhere, nothing where it shows nothing. Two SQL queries."""
    if not shows_others():
        return {}
    rows = LearningSummary.objects.filter(state=LearningState.PUBLISHED, published_at__isnull=False)
    return {pk: at for pk, at in rows.values_list("pk", "published_at") if at}


def read_published(keys: Collection[UUID]) -> list[Published]:
    """Within the program that shows: these, with figures that came to be protected since left out."""
    rows = LearningSummary.objects.filter(pk__in=keys, state=LearningState.PUBLISHED)
    return [
        Published(one.pk, {name: getattr(one, name) for name in COPIED} | {"snapshot": keep_frozen(read_snapshot(one))})
        for one in rows
    ]


@transaction.atomic
def forget_copies(program: Program, published: Mapping[UUID, datetime]) -> list[UUID]:
    """Within the program that reads: let go what is not published any more, or anew; which ones are to be made.

    Nothing is to be made where the program does not want to see it, and everything goes.
    """
    if not reads_others():
        LibraryCopy.objects.filter(from_program=program.pk).delete()
        return []
    held = dict(LibraryCopy.objects.filter(from_program=program.pk).values_list("origin", "published_at"))
    gone = [pk for pk, at in held.items() if published.get(pk) != at]
    LibraryCopy.objects.filter(from_program=program.pk, origin__in=gone).delete()
    LibraryCopy.objects.filter(from_program=program.pk).exclude(from_name=program.name).update(from_name=program.name)
    return [pk for pk, at in published.items() if held.get(pk) != at]


@transaction.atomic
def make_copies(program: Program, published: Sequence[Published]) -> None:
    """Within the program that reads: keep these, each once, with the words by which they are found."""
    if not reads_others():
        return
    for one in published:
        said = {"from_program": program.pk, "from_name": program.name, **one.fields}
        copy, made = LibraryCopy.objects.get_or_create(origin=one.origin, defaults=said)
        if made:
            copy.refresh_from_db()
            index_copy(copy)


def reads_others() -> bool:
    """Whether the bound program wants to. Locked, so that nothing comes once somebody said no."""
    held = Program.objects.select_for_update(no_key=True).get(pk=bound_program_id())
    return held.library_seen
