"""The page of the program at a glance."""

from http import HTTPStatus

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_participant
from tests.make_invitation import wait

MOST_QUERIES = 15


def test_an_admin_sees_the_program_at_a_glance_with_one_next_step(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        wait(make_participant("Liam O’Brien"), scene.collective)

    page = scene.client("admin").get(f"/p/{scene.program.slug}/setup/cockpit/")

    text = page.content.decode()
    assert page.status_code == HTTPStatus.OK
    assert text.count('class="next') == 1
    assert "Find a seat for 1 person who waits for one" in text
    assert "Liam O’Brien" in text
    assert "Tidewater" in text
    assert "Nobody yet" not in text


def test_the_piece_is_the_page_without_its_frame(scene: Scene) -> None:
    piece = scene.client("admin").get(f"/p/{scene.program.slug}/setup/cockpit/", headers={"HX-Request": "true"})

    assert piece.content.decode().strip().startswith('<div id="cockpit">')


def test_a_program_without_anything_is_asked_where_it_takes_place(scene: Scene) -> None:
    text = scene.client("admin").get(f"/p/{scene.program.slug}/setup/cockpit/").content.decode()

    assert "On which clocks does the program meet?" in text


def test_the_whole_page_costs_at_most_fifteen_queries(scene: Scene) -> None:
    client = scene.client("admin")
    client.get(f"/p/{scene.program.slug}/setup/cockpit/")

    with CaptureQueriesContext(connection) as captured:
        client.get(f"/p/{scene.program.slug}/setup/cockpit/")

    own = [one for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    assert len(own) <= MOST_QUERIES, len(own)


def test_nobody_but_an_admin_sees_it_and_their_program_page_leads_there(scene: Scene) -> None:
    url = f"/p/{scene.program.slug}/setup/cockpit/"

    assert [scene.client(who).get(url).status_code for who in ("coordinator", "facilitator", "member")] == [403] * 3
    leads = [
        url in scene.client(who).get(f"/p/{scene.program.slug}/setup/").content.decode()
        for who in ("admin", "coordinator")
    ]
    assert leads == [True, False]
