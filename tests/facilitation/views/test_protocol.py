"""The library's protocols: found, read, put on an agenda, written."""

from typing import Any

import pytest

from facilitation.models import AgendaItem, OwnProtocol
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make_protocol import make_own_protocol, protocol_text

HTMX = {"HX-Request": "true"}


def url(scene: Scene, tail: str = "") -> str:
    return f"/p/{scene.program.slug}/library/{tail}"


def given(**changed: Any) -> dict[str, Any]:
    step = {"title": "", "minutes": "", "speaks": "everyone", "silent": "", "guide": ""}
    steps = [step | {"title": "One day", "minutes": "8"}, step, step | {"title": "What stays", "minutes": "6"}]
    form = {
        "name": "Kitchen table",
        "purpose": "voices",
        "fewest": "3",
        "most": "9",
        "roles": ["presenter", "timekeeper"],
        "step-TOTAL_FORMS": str(len(steps)),
        "step-INITIAL_FORMS": str(len(steps)),
    }
    return form | {f"step-{n}-{name}": value for n, one in enumerate(steps) for name, value in one.items()} | changed


def test_protocols_are_found_by_phase_purpose_and_minutes(scene: Scene) -> None:
    client = scene.client("facilitator")

    whole = client.get(url(scene))
    piece = client.get(url(scene, "?phase=3&purpose=causes&minutes=45"), headers=HTMX)
    nothing = client.get(url(scene, "?phase=1&purpose=practice"))

    assert (whole.status_code, "<html" in whole.text, "14 protocols" in whole.text) == (200, True, True)
    assert ("Five whys" in piece.text, "Fishbone" in piece.text, "<html" in piece.text) == (True, True, False)
    assert ("Driver diagram" in piece.text, "Consultancy" in piece.text) == (False, False)
    assert "What could be a little different?" in nothing.text


@pytest.mark.parametrize("query", ["?phase=9", "?phase=x", "?purpose=x", "?minutes=-1"])
def test_a_mangled_search_shows_all(scene: Scene, query: str) -> None:
    assert "14 protocols" in scene.client("coordinator").get(url(scene, query)).text


def test_a_protocol_says_who_speaks_who_is_silent_and_where_it_comes_from(scene: Scene) -> None:
    page = scene.client("facilitator").get(url(scene, "protocols/consultancy/"))

    shown = " ".join(page.text.split())
    wanted = ("Probing questions", "the presenter listens in silence", "National School Reform Faculty", "Timekeeper")
    assert [words for words in wanted if words not in shown] == []


def test_a_protocol_goes_into_the_agenda_of_a_session_one_runs(scene: Scene) -> None:
    client = scene.client("facilitator")

    page = client.get(url(scene, "protocols/consultancy/"))
    answer = client.post(scene.url("agenda/protocol/"), {"protocol": "consultancy", "stay": "1"})

    assert scene.url("agenda/protocol/") in page.text
    assert answer["Location"] == scene.url("agenda/")
    with program_scope(scene.program.pk):
        assert AgendaItem.objects.filter(session=scene.session, protocol="consultancy").exists()
    assert "Add it to an agenda" not in scene.client("coordinator").get(url(scene, "protocols/consultancy/")).text


def test_an_own_protocol_goes_into_an_agenda_and_is_named_there(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        row = make_own_protocol(scene.facilitator)
    client = scene.client("facilitator")

    client.post(scene.url("agenda/protocol/"), {"protocol": f"own:{row.pk}"})

    assert "Kitchen table" in client.get(scene.url("agenda/")).text
    assert "Kitchen table" in client.get(scene.url()).text


@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("facilitator", 200), ("coordinator", 200), ("stranger", 404), ("former", 404)]
)
def test_everybody_who_sees_the_session_reads_its_protocol_fitted_to_its_minutes(
    scene: Scene, who: str, status: int
) -> None:
    with program_scope(scene.program.pk):
        item = AgendaItem.objects.create(
            session=scene.session, position=1, kind="protocol", protocol="atlas", title="Look", minutes=25,
            made_at=scene.session.starts_at,
        )  # fmt: skip
    address = f"/p/{scene.program.slug}/agenda/{item.pk}/protocol/"

    page = scene.client(who).get(address)
    piece = scene.client(who).get(address, headers=HTMX)

    assert (page.status_code, piece.status_code) == (status, status)
    assert ("Timekeeper" in page.text, page.text.count("5<small>")) == ((True, 5) if status == 200 else (False, 0))
    assert "<html" not in piece.text or status == 404


def test_an_item_without_a_protocol_has_no_page_of_one(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        item = AgendaItem.objects.create(
            session=scene.session, position=1, title="Talk", minutes=25, made_at=scene.session.starts_at
        )

    assert scene.client("member").get(f"/p/{scene.program.slug}/agenda/{item.pk}/protocol/").status_code == 404


@pytest.mark.parametrize("key", ["nothing", "own"])
def test_a_protocol_nobody_knows(scene: Scene, key: str) -> None:
    assert scene.client("facilitator").get(url(scene, f"protocols/{key}/")).status_code == 404


def test_a_facilitator_writes_one_and_steps_without_a_title_are_left_out(scene: Scene) -> None:
    answer = scene.client("facilitator").post(url(scene, "protocols/new/"), given(), follow=True)

    assert "Kitchen table" in answer.text
    with program_scope(scene.program.pk):
        row = OwnProtocol.objects.get()
    assert [step["title"] for step in row.steps] == ["One day", "What stays"]
    assert (row.roles, row.by_id, row.fewest, row.most) == (["presenter", "timekeeper"], scene.facilitator.pk, 3, 9)
    assert "your program’s" in scene.client("coordinator").get(url(scene)).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "This needs an answer."),
        ({"step-0-minutes": ""}, "How many minutes does this step take?"),
        ({"step-0-title": ""}, "A protocol has 2 to 12 steps. This one has 1."),
        ({"most": "2"}, "That is fewer than the number before it."),
        ({"step-0-minutes": "239"}, "The steps take 245 minutes together."),
    ],
)
def test_what_is_not_whole_is_refused_and_kept_in_the_fields(scene: Scene, changed: dict[str, str], words: str) -> None:
    answer = scene.client("facilitator").post(url(scene, "protocols/new/"), given(**changed))

    assert answer.status_code == 422
    assert words in answer.text
    assert "What stays" in answer.text
    with program_scope(scene.program.pk):
        assert not OwnProtocol.objects.exists()


def test_a_protocol_is_written_anew_and_a_second_press_is_a_decision(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        row = make_own_protocol(scene.facilitator)
    client, address = scene.client("facilitator"), url(scene, f"own/{row.pk}/change/")

    shown = client.get(address)
    client.post(address, given(name="First", version="1"))
    refused = client.post(address, given(name="Second", version="1"))
    client.post(address, given(name="Second", version="2"))

    assert "One ordinary day" in shown.text
    assert refused.status_code == 422
    assert 'name="version" value="2"' in " ".join(refused.text.split())
    assert refused.text.count("checked") == 2
    with program_scope(scene.program.pk):
        row.refresh_from_db()
        assert (row.name, row.version) == ("Second", 3)


def test_a_protocol_is_retired_by_an_admin_and_brought_back(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        row = make_own_protocol(scene.facilitator)
    client, page = scene.client("admin"), url(scene, f"own/{row.pk}/")

    gone = client.post(f"{page}retire/", follow=True)
    listed = client.get(url(scene))
    back = client.post(f"{page}bring-back/", follow=True)

    assert "This protocol is retired" in gone.text
    assert ("What happened to it" in back.text, "Brought back" in back.text) == (True, True)
    assert "Kitchen table" not in listed.text
    assert "Retire it" in back.text


@pytest.mark.parametrize(("who", "status"), [("member", 404), ("coordinator", 403), ("stranger", 404)])
def test_others_change_none(scene: Scene, who: str, status: int) -> None:
    with program_scope(scene.program.pk):
        row = make_own_protocol(scene.facilitator)
    page = url(scene, f"own/{row.pk}/")

    answers = [scene.client(who).post(f"{page}{tail}/") for tail in ("change", "retire", "bring-back")]

    assert [answer.status_code for answer in answers] == [status] * 3


def test_every_word_of_an_own_protocol_is_escaped(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        row = make_own_protocol(scene.facilitator, about="<b>bold</b>", steps=protocol_text().steps)

    assert "<b>bold</b>" not in scene.client("facilitator").get(url(scene, f"own/{row.pk}/")).text
