"""Writing in a session's notes from a form, a line, or many at once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from collectives.models import Participant, Program
from facilitation.coediting.note import NOTES, NotesFull, add_note, freshen_notes, open_notes, write_notes
from facilitation.models import MAX_NOTES, NotesChange, Session, SessionNotes
from ilc.tenancy.scope import program_scope
from inquiry.coediting.keeping import keep_documents
from inquiry.models import Document, DocumentUpdate
from tests.make import make_collective, make_participant, make_session, seat

NOW = datetime(2026, 11, 17, 20, 0, tzinfo=UTC)


class Notes:
    """A session's notes and two who write."""

    def __init__(self) -> None:
        collective = make_collective()
        self.session = make_session(collective, on=date(2026, 11, 17))
        self.amara, self.zoe = (
            seat(collective, make_participant(name)).participant for name in ("Amara Okafor", "Zoë Lefèvre")
        )

    def write(self, base: str, text: str, *, by: Participant, minutes: int = 0) -> bool:
        moment = NOW + timedelta(minutes=minutes)
        return write_notes(self.session, base=base, text=text, by=by, now=moment).whole

    def standing(self) -> str:
        return SessionNotes.objects.get(session=self.session).text


@pytest.fixture
def notes(program: Program) -> Notes:
    with program_scope(program.pk):
        return Notes()


def test_two_who_wrote_upon_the_same_words_both_stand_there(program: Program, notes: Notes) -> None:
    with program_scope(program.pk):
        notes.write("", "The chart is flat.", by=notes.amara)
        notes.write("The chart is flat.", "The chart is flat. Why?", by=notes.amara)
        notes.write("The chart is flat.", "We looked. The chart is flat.", by=notes.zoe)

        assert notes.standing() == "We looked. The chart is flat. Why?"


def test_a_line_is_added_with_the_name_of_who_says_it(program: Program, notes: Notes) -> None:
    with program_scope(program.pk):
        add_note(notes.session, text="Bring the sheet\r\n", by=notes.amara, now=NOW)
        add_note(notes.session, text="Bring two", by=notes.zoe, now=NOW)

        row = SessionNotes.objects.get()
        assert row.text == "Amara Okafor: Bring the sheet\nZoë Lefèvre: Bring two"
        assert (row.changed_by_id, row.changed_at) == (notes.zoe.pk, NOW)


def test_history_keeps_a_row_for_each_spell(program: Program, notes: Notes) -> None:
    with program_scope(program.pk):
        notes.write("", "One", by=notes.amara)
        notes.write("One", "One two", by=notes.amara)
        notes.write("One two", "One two three", by=notes.zoe)
        notes.write("One two three", "One two three four", by=notes.zoe, minutes=10)

        spells = NotesChange.objects.order_by("version").values_list("by", "text")
        assert list(spells) == [
            (notes.amara.pk, "One two"),
            (notes.zoe.pk, "One two three"),
            (notes.zoe.pk, "One two three four"),
        ]


def test_too_long_a_text_is_not_kept_and_told(program: Program, notes: Notes) -> None:
    with program_scope(program.pk):
        notes.write("", "Short", by=notes.amara)

        assert notes.write("Short", "x" * (MAX_NOTES + 1), by=notes.amara) is False
        assert notes.standing() == "Short"
        notes.write("Short", "x" * (MAX_NOTES - 5), by=notes.amara)
        with pytest.raises(NotesFull):
            add_note(notes.session, text="one more", by=notes.zoe, now=NOW)


def test_the_document_begins_with_what_the_row_says(program: Program, notes: Notes) -> None:
    with program_scope(program.pk):
        SessionNotes.objects.create(session=notes.session, text="From before", version=1)

        document = open_notes(notes.session, now=NOW)
        again = open_notes(Session.objects.get(), now=NOW)
        notes.write("From before", "From before, and now", by=notes.amara)

        assert (document.pk, document.head_seq) == (again.pk, 1)
        assert notes.standing() == "From before, and now"


def test_what_a_killed_server_left_becomes_a_row(program: Program, notes: Notes) -> None:
    with program_scope(program.pk):
        notes.write("", "Kept", by=notes.amara)
        replica = NOTES.replica([bytes(row.payload) for row in DocumentUpdate.objects.order_by("seq")])
        update, _parts = replica.change(lambda: replica.rewrite("notes", "Kept, too"))
        document = Document.objects.get()
        DocumentUpdate.objects.create(document=document, seq=2, payload=update, by=notes.zoe, at=NOW)
        Document.objects.update(head_seq=2)

    keep_documents(NOTES, program.pk)

    with program_scope(program.pk):
        assert notes.standing() == "Kept, too"
        freshen_notes(notes.session)
        assert NotesChange.objects.order_by("-version")[0].by == notes.zoe
