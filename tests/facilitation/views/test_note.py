"""Writing notes, changing them, taking them away and back."""

import pytest

from facilitation.models import Note, SessionChange
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene

HTMX = {"HX-Request": "true"}


def written(scene: Scene) -> Note:
    scene.client("member").post(scene.url("notes/"), {"text": "Bring the sheet"})
    with program_scope(scene.program.pk):
        return Note.objects.get()


def address(scene: Scene, note: Note, tail: str = "") -> str:
    return f"/p/{scene.program.slug}/notes/{note.pk}/{tail}"


def test_a_member_writes_a_note(scene: Scene) -> None:
    note = written(scene)

    assert (note.text, note.by_id) == ("Bring the sheet", scene.member.pk)
    assert "Bring the sheet" in scene.client("coordinator").get(scene.url()).text


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_write_none(scene: Scene, who: str, status: int) -> None:
    assert scene.client(who).post(scene.url("notes/"), {"text": "x"}).status_code == status


def test_an_empty_note_is_refused_in_its_piece(scene: Scene) -> None:
    answer = scene.client("member").post(scene.url("notes/"), {"text": " "}, headers=HTMX)

    assert answer.status_code == 422
    assert "<html" not in answer.text


def test_nul_in_a_note_is_refused_with_a_reason(scene: Scene) -> None:
    answer = scene.client("member").post(scene.url("notes/"), {"text": "a\0b"})

    assert answer.status_code == 422
    assert "Null characters are not allowed" in answer.text


def test_a_note_is_written_anew_and_history_keeps_it(scene: Scene) -> None:
    note = written(scene)

    scene.client("member").post(address(scene, note), {"text": "Bring two", "was": "Bring the sheet"})

    with program_scope(scene.program.pk):
        assert Note.objects.get().text == "Bring two"
        assert SessionChange.objects.get().was["text"] == "Bring the sheet"


def test_a_change_that_meets_another_shows_both(scene: Scene) -> None:
    note = written(scene)
    scene.client("facilitator").post(address(scene, note), {"text": "Theirs", "was": "Bring the sheet"})

    answer = scene.client("member").post(address(scene, note), {"text": "Mine", "was": "Bring the sheet"})

    assert answer.status_code == 422
    assert "Theirs" in answer.text
    assert "Mine" in answer.text


def test_a_note_is_taken_away_and_brought_back(scene: Scene) -> None:
    note = written(scene)
    client = scene.client("member")

    gone = client.post(address(scene, note, "remove/"), headers=HTMX, follow=True)
    back = client.post(address(scene, note, "bring-back/"), headers=HTMX, follow=True)

    assert "Bring the sheet" not in gone.text
    assert "Undo" in gone.text
    assert "Bring the sheet" in back.text


@pytest.mark.parametrize("tail", ["", "remove/", "bring-back/"])
@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_do_not_touch_it(scene: Scene, tail: str, who: str, status: int) -> None:
    note = written(scene)

    assert scene.client(who).post(address(scene, note, tail), {"text": "x"}).status_code == status


def test_a_mangled_undo_shows_the_page(scene: Scene) -> None:
    assert scene.client("member").get(scene.url("?removed=x")).status_code == 200
