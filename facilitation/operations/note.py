"""Writing down what was said in a session."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import ChangeKind, Note, Session, SessionChange
from ilc.errors import Refused


class NoteChangedMeanwhile(Refused):
    """Somebody changed or took away the note since this person looked."""


def add_note(session: Session, *, text: str, by: Participant, now: datetime) -> Note:
    """One more note. It goes on as the person wrote it."""
    return Note.objects.create(session=session, text=text, by=by, at=now)


@transaction.atomic
def change_note(note: Note, *, text: str, was: str, by: Participant, now: datetime) -> Note:
    """Write a note anew; history keeps what stood there. Raises NoteChangedMeanwhile when that is not `was`."""
    held = Note.objects.select_for_update().get(pk=note.pk)
    if held.removed_at is not None or _plain(held.text) != _plain(was):
        raise NoteChangedMeanwhile(
            _("This note was changed while you were writing. It now says: “%(text)s”. Your words are in the field.")
            % {"text": held.text}
        )
    if _plain(text) == _plain(held.text):
        return held
    _keep(held, by=by, now=now)
    held.text, held.changed_at = text, now
    held.save(update_fields=["text", "changed_at"])
    return held


@transaction.atomic
def remove_note(note: Note, *, by: Participant, now: datetime) -> None:
    """Take a note away; it can be brought back. A second time changes nothing."""
    held = Note.objects.select_for_update().get(pk=note.pk)
    if held.removed_at is None:
        _keep(held, by=by, now=now)
        held.removed_at = now
        held.save(update_fields=["removed_at"])


@transaction.atomic
def bring_back_note(note: Note, *, by: Participant, now: datetime) -> None:
    """Undo the taking away. A second time changes nothing."""
    held = Note.objects.select_for_update().get(pk=note.pk)
    if held.removed_at is not None:
        _keep(held, by=by, now=now)
        held.removed_at = None
        held.save(update_fields=["removed_at"])


def _keep(note: Note, *, by: Participant, now: datetime) -> None:
    was = {"note": str(note.pk), "text": note.text, "removed": note.removed_at is not None}
    SessionChange.objects.create(session_id=note.session_id, what=ChangeKind.NOTE, was=was, by=by, at=now)


def _plain(text: str) -> str:
    """Browsers send line ends of their own."""
    return text.replace("\r\n", "\n").strip()
