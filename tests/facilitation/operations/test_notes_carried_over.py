"""Notes that stood each alone became the one text of their session; the way back keeps the words, too."""

from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command
from django.db import connections

from facilitation.models import NotesChange, SessionNotes
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_program, make_session

AT = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
NOTE = "INSERT INTO note (program_id, session_id, text, by_id, at, removed_at) VALUES (%s, %s, %s, %s, %s, %s)"


def migrate_to(name: str) -> None:
    call_command("migrate", "facilitation", name, database="migrate", verbosity=0)


def test_notes_are_carried_over_and_back(committed: None) -> None:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        session = make_session(make_collective(), on=date(2026, 10, 20))
        amara, zoe = make_participant("Amara Okafor"), make_participant("Zoë Lefèvre")
    migrate_to("0014_shared_notes")
    with connections["migrate"].cursor() as cursor:
        for minutes, who, text, removed in (
            (9, zoe, "Bring two", None),
            (1, amara, "Bring it", None),
            (2, zoe, "x", AT),
        ):
            at = AT + timedelta(minutes=minutes)
            cursor.execute(NOTE, [program.pk, session.pk, text, who.pk, at, removed])

    migrate_to("0016_notes_stand_together")

    with program_scope(program.pk):
        notes = SessionNotes.objects.get(session=session)
        assert notes.text == "Amara Okafor: Bring it\nZoë Lefèvre: Bring two"
        assert (notes.changed_by_id, notes.changed_at) == (zoe.pk, AT + timedelta(minutes=9))
        assert [change.text for change in NotesChange.objects.all()] == [notes.text]
    migrate_to("0014_shared_notes")
    with connections["migrate"].cursor() as cursor:
        cursor.execute("SELECT text, by_id FROM note")
        assert cursor.fetchall() == [("Amara Okafor: Bring it\nZoë Lefèvre: Bring two", zoe.pk)]
