"""What stands in a session's shared notes becomes a row, with who wrote and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from facilitation.models import PART, NotesChange, Session, SessionNotes
from inquiry.engine.saving import SheetWords, Touch
from inquiry.operations.spell import Writers, goes_on, keep_rows


def keep_notes(
    session: Session,
    *,
    words: SheetWords,
    touches: Sequence[Touch],
    seq: int,
    now: datetime,
    what: str = "written",  # notes are only ever written
) -> int:
    """Make the row say what the document says at `seq`. As inquiry's keep_words. About six SQL queries."""
    text = words.texts.get(PART, "")

    def save(writers: Mapping[str, Writers]) -> None:
        row = SessionNotes.objects.filter(session=session).first() or SessionNotes(session=session)
        if row.text != text:
            row.text = text
            _save(row, writers.get(PART, Writers(None, frozenset(), now)))

    return keep_rows({"sessions": session}, touches=touches, seq=seq, save=save)


def _save(row: SessionNotes, who: Writers) -> None:
    """The row, and its spell of writing: one that goes on, or a new one."""
    spell = NotesChange.objects.filter(session=row.session_id).order_by("-version").first()
    at = max(who.at, spell.at) if spell else who.at
    if spell and goes_on(spell, who, text=row.text):
        spell.text, spell.at = row.text, at
        spell.save(update_fields=["text", "at"])
    else:
        row.version = (spell.version if spell else 0) + 1
        NotesChange.objects.create(
            session_id=row.session_id,
            version=row.version,
            text=row.text,
            by_id=who.by,
            also_by=sorted(who.also),
            began_at=at,
            at=at,
        )
    row.changed_by_id, row.changed_at = who.by, at
    row.save()
