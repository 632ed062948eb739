"""Rows made of documents: from a room's memory while people write, from the log for documents that nobody has open."""

from collections.abc import Callable

from django.db import close_old_connections
from django.db.models import F, Q, QuerySet
from django.utils.timezone import now

from ilc.tenancy.scope import program_scope
from inquiry.coediting.kind import SheetKind
from inquiry.coediting.log import COMPACT_AT, compact, freshen
from inquiry.coediting.room import Room
from inquiry.models import Document

KEEP_AFTER_SECONDS = 1.5


def keep_room(room: Room) -> Callable[[], int]:
    """Read the room now; the work for a thread, which answers up to which update the rows stand then."""
    words, touches, seq = room.replica.words(), list(room.touches), room.applied
    long = seq - room.snapshot_seq >= COMPACT_AT

    def keep() -> int:
        close_old_connections()
        with program_scope(room.program_id):
            room.row = room.row or room.kind.find(room.sheet)
            kept = room.kind.keep_words(room.row, words=words, touches=touches, seq=seq, now=now())
        if long:
            with program_scope(room.program_id):
                compact(Document.objects.get(pk=room.document))
        return kept

    return keep


def keep_from_log(room: Room) -> int:
    """Bring one sheet's rows up to date with its log; up to which update they stand then."""
    close_old_connections()
    with program_scope(room.program_id):
        if sheet := room.kind.find(room.sheet):
            freshen(room.kind, sheet)
        return Document.objects.get(pk=room.document).materialised_seq


def documents_behind(kind: SheetKind) -> QuerySet[Document]:
    """Documents of the bound program whose rows are behind them, or whose log is long, by the sheet they belong to."""
    behind = Q(materialised_seq__lt=F("head_seq")) | Q(snapshot_seq__lte=F("materialised_seq") - COMPACT_AT)
    return Document.objects.filter(behind, **{f"{kind.documents}__isnull": False})


def keep_documents(kind: SheetKind, program_id: int) -> None:
    """Bring the rows of all of them up to date, and fold their logs.

    Each in a transaction of its own: a lock that lasted over several would let people wait who write there now.
    """
    with program_scope(program_id):
        behind = list(documents_behind(kind).values_list(kind.documents, flat=True))
    for pk in behind:
        with program_scope(program_id):
            sheet = kind.find(pk)
            if sheet and sheet.document:
                freshen(kind, sheet)
                compact(sheet.document)
