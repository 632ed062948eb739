"""One's own sessions in one's calendar: the private address, and what is found under it."""

from datetime import UTC, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream

from collectives.models import Door
from collectives.operations.door import KNOCKS_PER_HOUR, WRONG_KNOCKS_PER_MINUTE
from collectives.operations.membership import remove_participant
from facilitation.models import Session, SessionState
from facilitation.operations.calendar_feed import FEED, end_feed, feed_address, make_feed
from facilitation.operations.session import cancel_session, move_session, slot_of
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_session


@pytest.fixture
def address(scene: Scene) -> str:
    """The member's private address, without the server's name."""
    with program_scope(scene.program.pk):
        url = feed_address(make_feed(scene.member, now=timezone.now()))
    return url.removeprefix("http://localhost:8000")


def page_url(scene: Scene) -> str:
    return f"/p/{scene.program.slug}/sessions/calendar/"


def events(client: Client, address: str) -> list[tuple[str, str, int]]:
    calendar = IcsCalendarStream.calendar_from_ics(client.get(address).content.decode())
    return [(event.summary, event.status, event.sequence) for event in calendar.events]


def test_a_calendar_finds_ones_own_sessions_and_no_others(scene: Scene, client: Client, address: str) -> None:
    with program_scope(scene.program.pk):
        make_session(make_collective("Elsewhere"), on=scene.session.date)
        Session.objects.create(
            **{
                name: getattr(scene.session, name)
                for name in ("collective", "date", "wall_time", "zone", "minutes", "meeting", "made_at", "starts_at")
            },
            state=SessionState.REPLACED,
        )

    answer = client.get(address)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = IcsCalendarStream.calendar_from_ics(answer.content.decode()).events
    assert (event.start.astimezone(UTC), event.summary) == (scene.session.starts_at, "Reading with meaning: session")


def test_nobody_is_named_and_no_address_and_no_link_that_answers(scene: Scene, client: Client, address: str) -> None:
    text = client.get(address).text

    names = [scene.member.name, scene.facilitator.name, scene.member.email, "mailto:", "ATTENDEE", "VALARM", "/door/"]
    assert [name for name in names if name in text] == []


def test_changes_reach_the_same_entry(scene: Scene, client: Client, address: str) -> None:
    before = events(client, address)
    with program_scope(scene.program.pk):
        slot = slot_of(scene.session)
        later = type(slot)(**{**slot.__dict__, "date": slot.date + timedelta(days=1)})
        moved = move_session(scene.session, slot=later, reason="x", version=1, by=scene.facilitator, now=timezone.now())
    after_move = events(client, address)
    with program_scope(scene.program.pk):
        cancel_session(moved, reason="x", version=2, by=scene.facilitator, now=timezone.now())

    assert [before, after_move, events(client, address)] == [
        [("Reading with meaning: session", "CONFIRMED", 1)],
        [("Reading with meaning: session", "CONFIRMED", 2)],
        [("Reading with meaning: session", "CANCELLED", 3)],
    ]


def test_asked_again_nothing_new_is_sent_until_something_changed(scene: Scene, client: Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    with program_scope(scene.program.pk):
        cancel_session(scene.session, reason="x", version=1, by=scene.facilitator, now=timezone.now())
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert changed.status_code == 200
    assert client.head(address).status_code == 200


def test_an_ended_address_and_one_made_anew_open_nothing(scene: Scene, client: Client, address: str) -> None:
    with program_scope(scene.program.pk):
        other = feed_address(make_feed(scene.member, now=timezone.now())).removeprefix("http://localhost:8000")
    answers = [client.get(one).status_code for one in (address, other)]
    with program_scope(scene.program.pk):
        end_feed(scene.member, now=timezone.now())

    assert [*answers, client.get(other).status_code] == [410, 200, 410]


def test_who_left_the_program_has_no_calendar_there(scene: Scene, client: Client, address: str) -> None:
    with program_scope(scene.program.pk):
        remove_participant(scene.member, by=scene.admin, now=timezone.now())

    assert client.get(address).status_code == 410


def test_too_often_is_told_when_to_come_again(scene: Scene, client: Client, address: str) -> None:
    Door.objects.filter(purpose=FEED).update(knocks=KNOCKS_PER_HOUR, knocks_since=timezone.now())

    answer = client.get(address)

    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")


def test_guessing_is_slowed_down(scene: Scene, client: Client, address: str) -> None:
    for number in range(WRONG_KNOCKS_PER_MINUTE):
        client.get(f"/feed/{number}.ics")

    assert client.get(address).status_code == 410


def test_more_sessions_cost_no_more_queries(scene: Scene, client: Client, address: str) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        with program_scope(scene.program.pk):
            for days in (1, 2):
                make_session(scene.collective, on=scene.session.date + timedelta(days=days))

    assert counts[0] == counts[1]


def test_the_page_makes_an_address_and_shows_it_while_it_is_new(scene: Scene) -> None:
    client = scene.client("member")
    empty = client.get(page_url(scene))

    made = client.post(page_url(scene), {"act": "make"}, follow=True)

    assert "You have no address yet." in empty.text
    assert made.redirect_chain == [(page_url(scene), 302)]
    with program_scope(scene.program.pk):
        address = feed_address(Door.objects.get(purpose=FEED))
    assert f'value="{address}"' in made.text
    assert address.replace("http:", "webcal:") in made.text
    Door.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    assert address not in client.get(page_url(scene)).text
    assert address not in scene.client("admin").get(page_url(scene)).text


def test_the_page_ends_an_address(scene: Scene, address: str) -> None:
    client = scene.client("member")

    answers = [client.post(page_url(scene), {"act": act}).status_code for act in ("end", "end", "dance")]

    assert answers == [302, 302, 422]
    assert Door.objects.filter(purpose=FEED, closed_at=None).count() == 0


def test_htmx_gets_the_piece_and_strangers_nothing(scene: Scene, client: Client) -> None:
    piece = scene.client("member").get(page_url(scene), headers={"HX-Request": "true"})

    assert ("<html" in piece.text, 'id="calendar"' in piece.text) == (False, True)
    assert client.get(page_url(scene)).status_code == 302


def test_the_list_of_sessions_leads_there(scene: Scene) -> None:
    assert page_url(scene) in scene.client("member").get(f"/p/{scene.program.slug}/sessions/").text
