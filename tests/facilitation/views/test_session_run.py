"""The three faces of a session that is on."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collectives.models import Gathering
from facilitation.models import Prompt, SessionRun, SessionStep
from facilitation.operations.session_end import end_session
from facilitation.operations.session_run import start_session
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_participant, name_facilitator, seat
from tests.make_session import ITEMS, items_of
from tests.world_session import make_prompt

HTMX = {"HX-Request": "true"}
MOST_QUERIES = 12


@pytest.fixture
def on(scene: Scene) -> Scene:
    """The session is on, led by its facilitator, at the first of three items."""
    from facilitation.operations.agenda import add_items

    with program_scope(scene.program.pk):
        from django.utils import timezone

        scene.session.starts_at = timezone.now()
        scene.session.save(update_fields=["starts_at"])
        add_items(scene.session, ITEMS, by=scene.facilitator, now=timezone.now())
        start_session(scene.session, by=scene.facilitator, now=timezone.now())
    return scene


def here(scene: Scene) -> SessionStep:
    with program_scope(scene.program.pk):
        return SessionStep.objects.select_related("item").get(ended_at=None)


def test_before_it_begins_the_faces_say_so(scene: Scene) -> None:
    assert "Ready when you are" in scene.client("facilitator").get(scene.url("run/")).text
    assert "has not begun yet" in scene.client("member").get(scene.url("here/")).text
    assert "We begin at" in scene.client("facilitator").get(scene.url("room/")).text


def test_it_cannot_begin_a_week_early_and_says_why(scene: Scene) -> None:
    answer = scene.client("facilitator").post(scene.url("begin/"))

    assert (answer.status_code, "two hours before" in answer.text) == (422, True)


def test_beginning_leads_to_the_run_sheet(on: Scene) -> None:
    answer = on.client("facilitator").get(on.url("run/"))

    assert (answer.status_code, "Arrive" in answer.text, "Next: Look at the work" in answer.text) == (200, True, True)


def test_a_second_facilitator_finds_it_begun_and_takes_over(on: Scene) -> None:
    with program_scope(on.program.pk):
        on.stranger.refresh_from_db()
        name_facilitator(on.collective, on.stranger)
    other = on.client("stranger")

    begun = other.post(on.url("begin/"), follow=True)
    refused = other.post(on.url("step/"), {"way": "on", "seen": here(on).pk})
    other.post(on.url("take-over/"))
    moved = other.post(on.url("step/"), {"way": "on", "seen": here(on).pk})

    assert "Renée Thériault has begun the session" in begun.text
    assert (refused.status_code, "leads now" in refused.text) == (422, True)
    assert (moved.status_code, here(on).item.title) == (302, "Look at the work")


def test_the_piece_is_what_moves(on: Scene) -> None:
    piece = on.client("facilitator").get(on.url("run/"), headers=HTMX).text.strip()

    assert piece.startswith("<div")
    assert 'id="run"' in piece
    assert "<html" not in piece


@pytest.mark.parametrize(("way", "title"), [("on", "Look at the work"), ("pause", "Arrive"), ("more", "Arrive")])
def test_each_way_answers_with_the_run_sheet(on: Scene, way: str, title: str) -> None:
    answer = on.client("facilitator").post(on.url("step/"), {"way": way, "seen": here(on).pk})

    assert (answer.status_code, answer["Location"], here(on).item.title) == (302, on.url("run/"), title)


def test_going_to_an_item_of_another_session_is_refused(on: Scene) -> None:
    form = {"way": "to", "seen": here(on).pk, "item": str(on.session.pk)}

    answer = on.client("facilitator").post(on.url("step/"), form)

    assert (answer.status_code, here(on).item.title) == (422, "Arrive")


def test_an_item_ahead_gives_way(on: Scene) -> None:
    with program_scope(on.program.pk):
        item = items_of(on.session)[1]

    on.client("facilitator").post(on.url("shorten/"), {"item": item.pk, "was": 40, "minutes": 30})

    with program_scope(on.program.pk):
        assert items_of(on.session)[1].minutes == 30


def test_the_screens_show_a_clause_and_members_see_it(on: Scene) -> None:
    on.client("facilitator").post(on.url("show/"), {"what": "commitments"})

    assert "What we promised" in on.client("member").get(on.url("here/")).text
    assert "What we promised" in on.client("facilitator").get(on.url("room/")).text


@pytest.mark.parametrize("what", ["prompt", f"prompt:{'-' * 36}", f"if:{'-' * 36}", "if:x", "anything"])
def test_the_screens_show_nothing_that_a_mangled_form_names(on: Scene, what: str) -> None:
    guide = on.client("facilitator")

    pressed = guide.post(on.url("show/"), {"what": what})

    assert pressed.status_code == 302
    assert [guide.get(on.url(face)).status_code for face in ("run/", "here/", "room/")] == [200] * 3


def test_a_member_says_they_are_here_and_goes(on: Scene) -> None:
    member, guide = on.client("member"), on.client("facilitator")

    member.post(on.url("join/"), {"here": "online"})
    member.post(on.url("join/"), {"here": "online"})
    there = guide.get(on.url("people/"), headers=HTMX).text
    member.post(on.url("join/"), {"here": "left"})

    assert "online" in there
    assert "went early" in guide.get(on.url("people/"), headers=HTMX).text


def test_a_member_may_look_at_another_step_without_following(on: Scene) -> None:
    with program_scope(on.program.pk):
        item = items_of(on.session)[1]

    text = on.client("member").get(on.url(f"here/?item={item.pk}&step=1")).text

    assert "You look at another step. The group is at “Arrive”." in text


@pytest.mark.parametrize("query", ["?item=nothing", "?item=01a218b1-eb65-7d83-81a0-be2652402b76&step=99", "?step=x"])
def test_a_mangled_address_follows_the_group(on: Scene, query: str) -> None:
    answer = on.client("member").get(on.url(f"here/{query}"))

    assert (answer.status_code, "You look at another step" in answer.text) == (200, False)


def test_the_end_is_said_on_every_face_and_can_be_taken_back(on: Scene) -> None:
    guide = on.client("facilitator")
    guide.post(on.url("end/"))
    faces = [guide.get(on.url("run/")), on.client("member").get(on.url("here/")), guide.get(on.url("room/"))]

    guide.post(on.url("resume/"))

    assert ["over" in face.text for face in faces] == [True] * 3
    assert here(on).item.title == "Arrive"


def test_nothing_is_led_before_it_began_nor_after_the_end(scene: Scene, on: Scene) -> None:
    guide = on.client("facilitator")
    step = here(on).pk
    with program_scope(on.program.pk):
        end_session(SessionRun.objects.get(), by=on.facilitator, now=on.session.starts_at)

    answer = guide.post(on.url("step/"), {"way": "on", "seen": step})

    assert (answer.status_code, "over" in answer.text) == (422, True)


def test_the_code_leads_a_member_in_and_tells_nobody_else_anything(on: Scene) -> None:
    with program_scope(on.program.pk):
        code = SessionRun.objects.get().code

    member = on.client("member").get(f"/g/{code}/")
    others = [on.client("stranger").get(f"/g/{code}/"), on.client("former").get(f"/g/{code}/")]

    assert (member.status_code, member["Location"]) == (302, on.url("here/"))
    for other in others:
        assert "You are not in this session" in other.text
        assert "Reading with meaning" not in other.text


def test_the_code_asks_who_is_not_signed_in_to_sign_in_and_says_when_it_is_over(
    on: Scene, browser_client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with program_scope(on.program.pk):
        run = SessionRun.objects.get()
    before = browser_client.get(f"/g/{run.code}/").text

    with program_scope(on.program.pk):
        end_session(run, by=on.facilitator, now=on.session.starts_at)
    after = browser_client.get(f"/g/{run.code}/").text

    assert "Sign in and join" in before
    assert "This session is over" in after
    assert caplog.text.count("was used after its end") == 1
    assert "Reading with meaning" not in before + after


def test_what_is_asked_comes_alone_with_every_answer(on: Scene) -> None:
    with program_scope(on.program.pk):
        prompt = make_prompt(on.session, on.facilitator, "What do you notice?", asked=[on.member])
        SessionRun.objects.update(shows={"kind": "prompt", "pk": str(prompt.pk)})
    guide = on.client("facilitator")

    piece, whole = guide.get(on.url("asked/"), headers=HTMX).text.strip(), guide.get(on.url("asked/")).text

    assert piece.startswith("<div")
    assert ("What do you notice?" in piece, "have answered" in piece, "Arrive" in piece) == (True, True, False)
    assert ("<html" in whole, piece.splitlines()[1].strip() in whole) == (True, True)


def test_before_it_begins_nothing_is_asked(scene: Scene) -> None:
    assert scene.client("facilitator").get(scene.url("asked/")).status_code == 404


def test_opening_a_face_with_a_prompt_costs_at_most_twelve_queries(on: Scene) -> None:
    with program_scope(on.program.pk):
        members = [make_participant() for _number in range(6)]
        for member in members:
            seat(on.collective, member)
        prompt = make_prompt(on.session, on.facilitator, "What do you notice?", asked=[on.member, *members])
        SessionRun.objects.update(shows={"kind": "prompt", "pk": str(prompt.pk)})
    member, guide = on.client("member"), on.client("facilitator")
    member.get(on.url("here/"))

    counted = {}
    faces = {"here/": member, "run/": guide, "asked/": guide, "room/": guide}
    for face, client in faces.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(on.url(face)).status_code == 200
        asked = [query["sql"] for query in queries if query["sql"].startswith(("SELECT", "UPDATE", "INSERT"))]
        counted[face] = [sql for sql in asked if "set_config" not in sql and "django_session" not in sql]

    assert {face: asked for face, asked in counted.items() if len(asked) > MOST_QUERIES} == {}
    with program_scope(on.program.pk):
        assert (Prompt.objects.count(), Gathering.objects.count()) == (1, 1)
