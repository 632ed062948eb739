"""Session pages: lists, one session, moving, cancelling."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import Notice
from facilitation.models import Session, SessionState
from facilitation.operations.session import cancel_session, move_session, slot_of
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_session


@pytest.mark.parametrize("who", ["member", "facilitator", "admin", "coordinator"])
def test_a_session_is_shown_to_everybody_who_sees_its_collective(scene: Scene, who: str) -> None:
    answer = scene.client(who).get(scene.url())

    assert answer.status_code == 200
    assert "Reading with meaning" in answer.text


@pytest.mark.parametrize("who", ["stranger", "former"])
@pytest.mark.parametrize("tail", ["", "move/", "cancel/", "restore/", "attendance/", "notes/", "agenda/"])
def test_others_find_no_session(scene: Scene, who: str, tail: str) -> None:
    assert scene.client(who).get(scene.url(tail)).status_code == 404


def test_htmx_gets_the_piece(scene: Scene) -> None:
    answer = scene.client("member").get(scene.url(), headers={"HX-Request": "true"})

    assert "<html" not in answer.text
    assert 'id="session"' in answer.text


@pytest.mark.parametrize(("who", "shown"), [("member", True), ("facilitator", True), ("coordinator", False)])
def test_the_link_is_for_those_who_take_part(scene: Scene, who: str, shown: bool) -> None:
    answer = scene.client(who).get(scene.url())

    assert ("https://meet.example.org/reading" in answer.text) is shown


def test_times_are_shown_in_the_readers_zone_and_the_sessions_own(scene: Scene) -> None:
    scene.member.user.time_zone = "America/Vancouver"
    scene.member.user.save()

    answer = scene.client("member").get(scene.url())

    assert "11:30–13:00" in answer.text
    assert "Pacific time (Vancouver)" in answer.text
    assert "15:30–17:00" in answer.text
    assert "Atlantic time (Halifax)" in answer.text


def test_a_replaced_session_says_what_became_of_it(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        Session.objects.update(state=SessionState.REPLACED)

    answer = scene.client("member").get(scene.url())

    assert "This session was replaced" in answer.text


MOVED = {
    "date": "2026-12-16",
    "wall_time": "10:00",
    "zone": "America/Halifax",
    "minutes": "60",
    "meeting": "online",
    "room": "",
    "link": "https://meet.example.org/other",
    "reason": "Snow is forecast",
    "version": "1",
}


def test_a_facilitator_moves_a_session_and_the_members_are_told(scene: Scene) -> None:
    answer = scene.client("facilitator").post(scene.url("move/"), MOVED)

    assert answer.status_code == 302
    with program_scope(scene.program.pk):
        moved = Session.objects.get()
        notices = [(notice.recipient, notice.subject) for notice in Notice.objects.all()]
    assert (moved.wall_time.hour, moved.minutes, moved.meeting) == (10, 60, "online")
    assert notices == [(scene.member, "Reading with meaning now meets Wednesday 16 December 2026, 14:00")]


@pytest.mark.parametrize("tail", ["move/", "cancel/", "restore/"])
@pytest.mark.parametrize("who", ["member", "coordinator"])
def test_others_may_not_change_it(scene: Scene, who: str, tail: str) -> None:
    assert scene.client(who).post(scene.url(tail), MOVED).status_code == 403


def test_a_move_without_a_reason_keeps_what_was_typed(scene: Scene) -> None:
    answer = scene.client("facilitator").post(scene.url("move/"), MOVED | {"reason": ""})

    assert answer.status_code == 422
    assert 'value="2026-12-16"' in answer.text


def test_a_move_meets_a_change_by_somebody_else_and_shows_both(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        slot = slot_of(scene.session)
        other = type(slot)(**{**slot.__dict__, "room": "Library"})
        move_session(scene.session, slot=other, reason="x", version=1, by=scene.admin, now=timezone.now())

    answer = scene.client("facilitator").post(scene.url("move/"), MOVED)

    assert answer.status_code == 422
    assert "Library" in answer.text
    assert 'value="2026-12-16"' in answer.text
    assert scene.client("facilitator").post(scene.url("move/"), MOVED | {"version": "2"}).status_code == 302


def test_a_gap_in_the_clocks_is_explained(scene: Scene) -> None:
    gap = MOVED | {"date": "2027-03-14", "wall_time": "02:30"}

    answer = scene.client("facilitator").post(scene.url("move/"), gap, follow=True)

    assert "02:30 does not exist on 14 March 2027" in answer.text


def test_cancelling_and_taking_up_again(scene: Scene) -> None:
    client = scene.client("facilitator")

    cancelled = client.post(scene.url("cancel/"), {"reason": "Storm", "version": "1"}, follow=True)
    restored = client.post(scene.url("restore/"), {"reason": "It passed", "version": "2"}, follow=True)

    assert "This session is cancelled." in cancelled.text
    assert "This session is cancelled." not in restored.text
    with program_scope(scene.program.pk):
        assert [notice.kind for notice in Notice.objects.order_by("written_at")] == [
            "session_cancelled",
            "session_restored",
        ]


def test_a_refused_cancellation_is_422(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        cancel_session(scene.session, reason="x", version=1, by=scene.admin, now=timezone.now())

    answer = scene.client("facilitator").post(scene.url("cancel/"), {"reason": "Storm", "version": "2"})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "address", ["sessions/", "sessions/?show=past", "sessions/?of=all", "collectives/{pk}/sessions/"]
)
def test_a_list_costs_the_same_for_one_session_and_three(scene: Scene, address: str) -> None:
    path = f"/p/{scene.program.slug}/" + address.format(pk=scene.collective.pk)
    client = scene.client("admin")
    client.get(path)

    with CaptureQueriesContext(connection) as one:
        assert client.get(path).status_code == 200
    with program_scope(scene.program.pk):
        for days in (3, 4, -5, -6):
            make_session(scene.collective, on=(timezone.now() + timedelta(days=days)).date())
    with CaptureQueriesContext(connection) as three:
        client.get(path)

    assert len(one) == len(three) <= 12


def test_my_list_shows_my_sessions_only(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        make_session(make_collective("Grading"), on=scene.session.date)

    mine = scene.client("member").get(f"/p/{scene.program.slug}/sessions/")
    none = scene.client("stranger").get(f"/p/{scene.program.slug}/sessions/?of=all")

    assert ("Reading with meaning" in mine.text, "Grading" in mine.text) == (True, False)
    assert ("Reading with meaning" in none.text, "Grading" in none.text) == (False, False)


def test_a_long_list_goes_on_where_the_page_ended(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        for days in range(8, 38):
            make_session(scene.collective, on=(timezone.now() + timedelta(days=days)).date())
    client = scene.client("member")

    first = client.get(f"/p/{scene.program.slug}/sessions/").context["list"]
    second = client.get(f"/p/{scene.program.slug}/sessions/", {"from": first.more}).context["list"]

    assert (len(first.rows), len(second.rows), second.more) == (20, 11, "")
    assert len({row.pk for row in [*first.rows, *second.rows]}) == 31


@pytest.mark.parametrize("cursor", ["x", "2026-01-01_x", "2026-01-01T00:00:00_019a0000-0000-7000-8000-000000000000"])
def test_a_mangled_cursor_begins_at_the_beginning(scene: Scene, cursor: str) -> None:
    answer = scene.client("member").get(f"/p/{scene.program.slug}/sessions/", {"from": cursor})

    assert len(answer.context["list"].rows) == 1


def test_an_extra_session_is_planned(scene: Scene) -> None:
    path = f"/p/{scene.program.slug}/collectives/{scene.collective.pk}/sessions/new/"

    answer = scene.client("facilitator").post(path, MOVED, follow=True)

    assert "The session is planned." in answer.text
    assert scene.client("member").get(path).status_code == 403
    assert scene.client("stranger").get(path).status_code == 404
    assert scene.client("facilitator").post(path, MOVED | {"minutes": "5"}).status_code == 422
