"""Rows made of documents: from a room's memory while people write, from the log for documents that nobody has open."""

from collections.abc import Callable
from uuid import UUID

from django.db import close_old_connections
from django.db.models import F, Q, QuerySet
from django.utils.timezone import now

from ilc.tenancy.scope import program_scope
from inquiry.coediting.room import Room
from inquiry.coediting.writing import COMPACT_AT, compact, ensure_fresh
from inquiry.models import Document, Placemat
from inquiry.operations.words import keep_words

KEEP_AFTER_SECONDS = 1.5


def keep_room(room: Room) -> Callable[[], int]:
    """Read the room now; the work for a thread, which answers up to which update the rows stand then."""
    words, touches, seq = room.replica.words(), list(room.touches), room.applied
    long = seq - room.snapshot_seq >= COMPACT_AT

    def keep() -> int:
        close_old_connections()
        with program_scope(room.program_id):
            room.row = room.row or Placemat.objects.get(pk=room.placemat)
            kept = keep_words(room.row, words=words, touches=touches, seq=seq, now=now())
        if long:
            with program_scope(room.program_id):
                compact(Document.objects.get(placemats=room.placemat))
        return kept

    return keep


def keep_from_log(program_id: int, placemat_pk: UUID) -> int:
    """Bring one placemat's rows up to date with its log; up to which update they stand then."""
    close_old_connections()
    with program_scope(program_id):
        ensure_fresh(Placemat.objects.get(pk=placemat_pk))
        return Document.objects.get(placemats=placemat_pk).materialised_seq


def documents_behind() -> QuerySet[Placemat]:
    """Placemats of the bound program whose rows are behind their document, or whose log is long."""
    behind = Q(document__materialised_seq__lt=F("document__head_seq"))
    long = Q(document__snapshot_seq__lte=F("document__materialised_seq") - COMPACT_AT)
    return Placemat.objects.filter(behind | long).select_related("document")


def keep_documents(program_id: int) -> None:
    """Bring the rows of all of them up to date, and fold their logs.

    Each in a transaction of its own: a lock that lasted over several would let people wait who write there now.
    """
    with program_scope(program_id):
        behind = list(documents_behind().values_list("pk", flat=True))
    for pk in behind:
        with program_scope(program_id):
            placemat = Placemat.objects.select_related("document").get(pk=pk)
            ensure_fresh(placemat)
            if placemat.document:
                compact(placemat.document)
