"""A session's notes: read, written without scripts, looked back to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.models import MAX_NOTES, SessionNotes, SessionState
from ilc.tenancy.scope import program_scope
from inquiry.models import Document
from tests.facilitation.views.conftest import Scene

HTMX = {"HX-Request": "true"}


def write(scene: Scene, who: str, base: str, text: str, **said: str) -> int:
    return scene.client(who).post(scene.url("notes/"), {"base-notes": base, "text-notes": text} | said).status_code


def standing(scene: Scene) -> str:
    with program_scope(scene.program.pk):
        row = SessionNotes.objects.first()
    return row.text if row else ""


@pytest.mark.parametrize("who", ["member", "facilitator"])
def test_whoever_takes_part_writes_and_everybody_who_sees_the_session_reads(scene: Scene, who: str) -> None:
    assert write(scene, who, "", "Bring the sheet") == 302

    assert standing(scene) == "Bring the sheet"
    assert "Bring the sheet" in scene.client("coordinator").get(scene.url()).text


def test_words_written_upon_an_older_text_come_in_beside_the_new(scene: Scene) -> None:
    write(scene, "member", "", "Bring the sheet.")
    write(scene, "facilitator", "Bring the sheet.", "Bring the sheet. Two of them.")

    write(scene, "member", "Bring the sheet.", "Please: Bring the sheet.")

    assert standing(scene) == "Please: Bring the sheet. Two of them."


@pytest.mark.parametrize(("who", "status"), [("admin", 403), ("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_write_nothing(scene: Scene, who: str, status: int) -> None:
    write(scene, "member", "", "Ours")

    assert write(scene, who, "Ours", "Theirs") == status
    answer = scene.client(who).post(scene.url("commitments/"), {"text": "Theirs", "kind": "note"})
    assert (answer.status_code, standing(scene)) == (status, "Ours")


def test_a_line_becomes_a_note(scene: Scene) -> None:
    scene.client("member").post(scene.url("commitments/"), {"text": "The chart is flat", "kind": "note"})

    assert standing(scene) == "Amara Okafor: The chart is flat"


def test_after_the_session_they_are_written_still_and_once_the_collective_is_closed_they_are_read(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        scene.session.starts_at = timezone.now() - timedelta(days=2)
        scene.session.save()
    after = write(scene, "member", "", "A thought since")
    with program_scope(scene.program.pk):
        scene.collective.closed_at = timezone.now()
        scene.collective.save()

    assert (after, write(scene, "member", "A thought since", "x")) == (302, 403)
    assert standing(scene) == "A thought since"


def test_too_long_a_text_is_refused_and_stays_in_the_field(scene: Scene) -> None:
    typed = "y" * (MAX_NOTES + 1)

    answer = scene.client("member").post(scene.url("notes/"), {"base-notes": "", "text-notes": typed}, headers=HTMX)

    assert answer.status_code == 422
    assert (typed in answer.text, "Nothing is lost" in answer.text, "<html" in answer.text) == (True, True, False)


def test_who_only_reads_gets_words_and_no_field_and_makes_no_document(scene: Scene) -> None:
    page = scene.client("coordinator").get(scene.url("notes/")).text

    with program_scope(scene.program.pk):
        assert ("<textarea" in page, 'data-reads="yes"' in page, Document.objects.count()) == (False, True, 0)


def test_the_history_says_who_wrote_what(scene: Scene) -> None:
    empty = scene.client("member").get(scene.url("notes/history/")).text
    write(scene, "member", "", "Bring the sheet")
    write(scene, "facilitator", "Bring the sheet", "Bring two")

    page = scene.client("coordinator").get(scene.url("notes/history/"))

    assert "What should the group remember?" in empty
    assert [words in page.text for words in ("Amara Okafor", "Renée Thériault", "Bring the sheet", "Bring two")] == [
        True
    ] * 4
    assert scene.client("stranger").get(scene.url("notes/history/")).status_code == 404


def test_a_replaced_session_has_no_notes(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        scene.session.state = SessionState.REPLACED
        scene.session.save()

    assert write(scene, "member", "", "x") == 404
