"""What was written down in a session."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from collectives.models import Participant
from facilitation.models import Note, Session
from facilitation.permissions.note import can_change_note


@dataclass(frozen=True)
class NoteRow:
    """One note. `may_change`: whether the reader may change it or take it away."""

    pk: UUID
    text: str
    by: str
    initials: str
    at: datetime
    changed: bool
    may_change: bool


def list_notes(session: Session, participant: Participant, *, runs: bool) -> list[NoteRow]:
    """A session's notes in the order they were written. `runs`: whether the reader runs the session. One SQL query."""
    notes = Note.objects.filter(session=session, removed_at=None).select_related("by").order_by("at", "pk")
    return [
        NoteRow(
            pk=note.pk,
            text=note.text,
            by=note.by.name,
            initials=note.by.initials,
            at=note.at,
            changed=note.changed_at is not None,
            may_change=can_change_note(participant, note, runs=runs),
        )
        for note in notes
    ]


def note_to_bring_back(session: Session, pk: UUID | None, participant: Participant, *, runs: bool) -> UUID | None:
    """The note that an address names as just taken away, if the reader may bring it back. At most one SQL query."""
    if pk is None:
        return None
    note = Note.objects.filter(session=session, pk=pk, removed_at__isnull=False).first()
    return note.pk if note and can_change_note(participant, note, runs=runs) else None
