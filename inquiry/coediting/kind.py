"""What a sheet is that several people write on at once: a placemat here; an app above may bring others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from collectives.models import Participant
from inquiry.coediting.replica import Replica
from inquiry.engine.saving import SheetWords, Touch
from inquiry.models import Document


class Sheet(Protocol):
    """A row that a document belongs to."""

    pk: Any
    document: Document | None


class KeepWords(Protocol):
    """Makes rows of what stands on a sheet. Returns up to which update they stand now."""

    def __call__(
        self, sheet: Any, /, *, words: SheetWords, touches: Sequence[Touch], seq: int, now: datetime, what: str = ...
    ) -> int: ...


@dataclass(frozen=True, eq=False)
class SheetKind:
    """One kind of sheet. Everything is called inside a program's scope.

    `name` is of its news; `documents`: how a document calls the sheets it belongs to; `texts`: the parts that are plain
    texts, each of at most `most_characters`. `find` gives a sheet with its document and what `writers` needs; `reads`:
    whether somebody sees it. `fill` writes into a new document what the rows say; `keep_words` makes rows of it.
    """

    name: str
    documents: str
    texts: Sequence[str]
    most_characters: int
    find: Callable[[UUID], Sheet | None]
    writers: Callable[[Any], set[UUID]]
    reads: Callable[[Participant, UUID], bool]
    fill: Callable[[Any], Callable[[Replica], None]]
    keep_words: KeepWords

    def of(self, sheet: Sheet) -> Mapping[str, object]:
        """Which document is the sheet's, as a condition."""
        return {self.documents: sheet}

    def replica(self, updates: Sequence[bytes] = ()) -> Replica:
        """A document of this kind in memory."""
        return Replica(updates, texts=self.texts)
