"""A session's notes, written by everybody who takes part, at once."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import MAX_NOTES, PART, Session, SessionNotes, SessionState
from facilitation.operations.note import keep_notes
from facilitation.operations.session_news import SessionWord, tell_session
from facilitation.permissions.note import notes_writers
from facilitation.permissions.session import listed_sessions
from ilc.errors import Refused
from inquiry.coediting.kind import SheetKind
from inquiry.coediting.log import freshen, open_log, open_sheet, write_sheet
from inquiry.coediting.news import tell_sheet
from inquiry.coediting.replica import Replica
from inquiry.engine.saving import Edit, Written
from inquiry.engine.writing import clean
from inquiry.models import Document


class NotesFull(Refused):
    """The notes hold MAX_NOTES characters."""


def open_notes(session: Session, *, now: datetime) -> Document:
    """The document of a session's notes; made when there is none yet."""
    return open_sheet(NOTES, session, now=now)


def write_notes(session: Session, *, base: str, text: str, by: Participant, now: datetime) -> Written:
    """Bring what turned `base` into `text` into what stands there now. What gets too long is not kept, and told."""
    return write_sheet(NOTES, session, edits=[Edit(PART, base, text)], by=by, now=now)


@transaction.atomic
def add_note(session: Session, *, text: str, by: Participant, now: datetime) -> None:
    """One more line at the end, with the name of who says it. Raises NotesFull."""
    log = open_log(NOTES, session, now=now)
    standing = log.replica.words().texts[PART]
    said = f"{by.name}: {clean(text).text.strip()}"
    wanted = f"{standing.rstrip()}\n{said}" if standing.strip() else said
    if len(wanted) > MAX_NOTES:
        raise NotesFull(_("The notes of this session are full. What could be shorter?"))
    log.write(lambda: log.replica.rewrite(PART, wanted), by=by, now=now)


def tell_readers(session_pk: UUID, word: SessionWord) -> None:
    """Once this is committed, whoever has the session's page open looks again at a part of it, live face or not."""
    tell_session(session_pk, word)
    tell_sheet(NOTES.name, session_pk, word)


def freshen_notes(session: Session) -> None:
    """Bring the row up to date with the document. One SQL query when it is."""
    freshen(NOTES, session)


def _find(pk: UUID) -> Session | None:
    rows = Session.objects.exclude(state=SessionState.REPLACED).select_related("collective", "document")
    return rows.filter(pk=pk).first()


def _sees(participant: Participant, pk: UUID) -> bool:
    return listed_sessions(participant).filter(pk=pk).exists()


def _fill(session: Session) -> Callable[[Replica], None]:
    """What its row says."""
    row = SessionNotes.objects.filter(session=session).first()
    return lambda replica: replica.rewrite(PART, row.text if row else "")


NOTES = SheetKind(
    name="notes",
    documents="sessions",
    texts=(PART,),
    most_characters=MAX_NOTES,
    find=_find,
    writers=notes_writers,
    reads=_sees,
    fill=_fill,
    keep_words=keep_notes,
)
