"""Planning an agenda by hand, by draft, by protocol."""

import pytest

from facilitation.models import MAX_ITEMS, AgendaItem, SessionChange
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene

HTMX = {"HX-Request": "true"}


def titles(scene: Scene) -> list[str]:
    with program_scope(scene.program.pk):
        return list(AgendaItem.objects.order_by("position").values_list("title", flat=True))


def plan(scene: Scene, *names: str, minutes: int = 10) -> None:
    for name in names:
        scene.client("facilitator").post(scene.url("agenda/"), {"title": name, "minutes": minutes})


def item(scene: Scene, title: str, tail: str = "") -> str:
    with program_scope(scene.program.pk):
        return f"/p/{scene.program.slug}/agenda/{AgendaItem.objects.get(title=title).pk}/{tail}"


def test_a_draft_follows_the_phase_and_fills_the_session(scene: Scene) -> None:
    answer = scene.client("facilitator").post(scene.url("agenda/draft/"), {"stay": "1"}, follow=True)

    assert titles(scene)[1] == "Problem of practice: what lies behind it"
    assert "90 minutes, all planned" in answer.text


def test_a_second_draft_is_refused(scene: Scene) -> None:
    plan(scene, "Arrive")

    answer = scene.client("facilitator").post(scene.url("agenda/draft/"))

    assert answer.status_code == 422
    assert titles(scene) == ["Arrive"]


def test_minutes_that_run_over_are_said_in_words(scene: Scene) -> None:
    plan(scene, "Talk", minutes=100)

    assert "100 of 90 minutes, 10 over" in scene.client("member").get(scene.url()).text


def test_a_protocol_is_one_item_with_its_steps_inside(scene: Scene) -> None:
    answer = scene.client("facilitator").post(
        scene.url("agenda/protocol/"), {"protocol": "notice-and-wonder", "stay": "1"}, follow=True
    )

    assert titles(scene) == ["Notice and wonder"]
    assert "Look in silence" in answer.text


def test_an_unknown_protocol_is_refused(scene: Scene) -> None:
    assert scene.client("facilitator").post(scene.url("agenda/protocol/"), {"protocol": "x"}).status_code == 422


def test_items_change_places(scene: Scene) -> None:
    plan(scene, "One", "Two", "Three")
    client = scene.client("facilitator")

    client.post(item(scene, "Three", "move/"), {"to": "up"})
    client.post(item(scene, "One", "move/"), {"to": "up"})

    assert titles(scene) == ["One", "Three", "Two"]


def test_an_item_is_written_anew(scene: Scene) -> None:
    plan(scene, "One")
    was = {"was_title": "One", "was_minutes": 10, "was_note": ""}

    scene.client("facilitator").post(item(scene, "One"), {"title": "First", "minutes": 5, "note": "Quietly", **was})

    with program_scope(scene.program.pk):
        row = AgendaItem.objects.get()
        assert (row.title, row.minutes, row.note) == ("First", 5, "Quietly")
        assert SessionChange.objects.get().was["changed"]["title"] == "One"


def test_an_item_changed_meanwhile_is_shown_beside_what_was_typed(scene: Scene) -> None:
    plan(scene, "Theirs")
    typed = {"title": "Mine", "minutes": 5, "was_title": "One", "was_minutes": 10, "was_note": ""}

    answer = scene.client("facilitator").post(item(scene, "Theirs"), typed)

    assert answer.status_code == 422
    assert "“Theirs”, 10 minutes" in answer.text
    assert 'value="Mine"' in answer.text


def test_an_item_is_taken_away_and_brought_back_to_its_place(scene: Scene) -> None:
    plan(scene, "One", "Two", "Three")
    client = scene.client("facilitator")

    gone = client.post(item(scene, "Two", "remove/"), headers=HTMX, follow=True)
    with program_scope(scene.program.pk):
        change = SessionChange.objects.get()
    undo = scene.url(f"agenda/bring-back/{change.pk}/")
    between = titles(scene)
    client.post(undo)
    client.post(undo)

    assert "“Two” is taken away." in gone.text
    assert between == ["One", "Three"]
    assert titles(scene) == ["One", "Two", "Three"]


def test_an_agenda_that_is_full_says_so(scene: Scene) -> None:
    plan(scene, *[f"Item {n}" for n in range(MAX_ITEMS)])

    answer = scene.client("facilitator").post(scene.url("agenda/"), {"title": "More", "minutes": 1})

    assert answer.status_code == 422
    assert len(titles(scene)) == MAX_ITEMS


@pytest.mark.parametrize("minutes", ["0", "241", "x"])
def test_minutes_out_of_range_are_refused(scene: Scene, minutes: str) -> None:
    answer = scene.client("facilitator").post(scene.url("agenda/"), {"title": "Talk", "minutes": minutes})

    assert answer.status_code == 422
    assert 'value="Talk"' in answer.text


@pytest.mark.parametrize("tail", ["agenda/", "agenda/draft/", "agenda/protocol/"])
@pytest.mark.parametrize(("who", "status"), [("member", 403), ("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_do_not_plan(scene: Scene, tail: str, who: str, status: int) -> None:
    assert scene.client(who).post(scene.url(tail), {"title": "x", "minutes": 1}).status_code == status


@pytest.mark.parametrize("tail", ["", "move/", "remove/"])
@pytest.mark.parametrize(("who", "status"), [("member", 403), ("coordinator", 403), ("stranger", 404)])
def test_others_do_not_touch_items(scene: Scene, tail: str, who: str, status: int) -> None:
    plan(scene, "One")

    assert scene.client(who).post(item(scene, "One", tail), {"to": "up"}).status_code == status


def test_htmx_gets_the_piece(scene: Scene) -> None:
    answer = scene.client("facilitator").get(scene.url("agenda/"), headers=HTMX)

    assert "<html" not in answer.text
    assert 'id="agenda"' in answer.text
