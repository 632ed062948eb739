"""What goes wrong around a session that is on: each with kind words, a line in the log, and nothing lost."""

import logging
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from facilitation.models import SessionRun, SessionState
from facilitation.operations.agenda import add_items
from facilitation.operations.session import slot_of
from facilitation.operations.session_run import start_session
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make_session import ITEMS


@pytest.fixture
def soon(scene: Scene) -> Scene:
    """The session begins now, and nobody has begun it."""
    with program_scope(scene.program.pk):
        scene.session.starts_at = timezone.now().replace(second=0, microsecond=0)
        wall = scene.session.starts_at.astimezone(ZoneInfo(scene.session.zone))
        scene.session.date, scene.session.wall_time = wall.date(), wall.time()
        scene.session.save()
        add_items(scene.session, ITEMS, by=scene.facilitator, now=timezone.now())
    return scene


@pytest.fixture
def on(soon: Scene) -> Scene:
    """The session is on."""
    with program_scope(soon.program.pk):
        start_session(soon.session, by=soon.facilitator, now=timezone.now())
    return soon


def moved(scene: Scene, **change: object) -> dict[str, object]:
    """The form that moves it, with these fields changed."""
    with program_scope(scene.program.pk):
        scene.session.refresh_from_db()
        slot = slot_of(scene.session)
    form = {name: getattr(slot, name) for name in ("date", "minutes", "zone", "meeting", "room", "link")}
    form |= {"wall_time": slot.wall_time.strftime("%H:%M"), "reason": "The furnace is out", "version": 1}
    return form | change


@pytest.mark.parametrize("tail", ["move/", "cancel/"])
def test_people_are_not_moved_out_of_a_session_that_is_on(
    on: Scene, tail: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    later = (timezone.now() + timedelta(days=3)).date()

    answer = on.client("facilitator").post(on.url(tail), moved(on, date=later))

    assert (answer.status_code, "people are in it" in answer.text) == (422, True)
    assert "The furnace is out" in answer.text
    assert "somebody wanted to move or cancel it" in caplog.text
    with program_scope(on.program.pk):
        on.session.refresh_from_db()
        assert (on.session.version, on.session.state) == (1, SessionState.PLANNED)


def test_another_room_reaches_those_who_are_in_the_session(on: Scene) -> None:
    with program_scope(on.program.pk):
        seen = SessionRun.objects.get().version
    before = on.client("member").get(on.url("here/")).text

    answer = on.client("facilitator").post(on.url("move/"), moved(on, room="Gym"))
    after = on.client("member").get(on.url("here/")).text

    assert answer.status_code == 302
    assert ("has changed" in before, "has changed" in after, "Gym" in after) == (False, True, True)
    with program_scope(on.program.pk):
        assert SessionRun.objects.get().version == seen + 1


def test_who_waits_for_a_session_reads_that_it_moved(soon: Scene) -> None:
    later = (timezone.now() + timedelta(days=3)).date()

    soon.client("facilitator").post(soon.url("move/"), moved(soon, date=later))
    waits = soon.client("member").get(soon.url("here/")).text
    begins = soon.client("facilitator").get(soon.url("run/")).text

    assert ("This session was changed. Before, it was" in " ".join(waits.split()), "furnace" in waits) == (True, True)
    assert "furnace" in begins


def test_who_waits_for_a_session_reads_in_which_room_it_is_now(soon: Scene) -> None:
    soon.client("facilitator").post(soon.url("move/"), moved(soon, room="Gym"))

    waits = " ".join(soon.client("member").get(soon.url("here/")).text.split())

    assert "Now: Gym. The furnace is out" in waits
    assert "Before, it was" not in waits


def test_who_waits_for_a_session_reads_that_it_does_not_take_place(soon: Scene) -> None:
    soon.client("facilitator").post(soon.url("cancel/"), moved(soon))

    waits = soon.client("member").get(soon.url("here/")).text
    begins = soon.client("facilitator").get(soon.url("run/")).text
    wall = soon.client("facilitator").get(soon.url("room/")).text

    assert ("does not take place" in waits, "moves on by itself" in waits) == (True, False)
    assert soon.session.link not in waits
    assert ("This session is cancelled" in begins, "Begin the session" in begins) == (True, False)
    assert ("does not take place" in wall, "We begin at" in wall) == (True, False)


def test_a_mistyped_year_does_not_send_a_session_away(soon: Scene) -> None:
    answer = soon.client("facilitator").post(soon.url("move/"), moved(soon, date="2226-11-26"))

    assert (answer.status_code, "Which year is it" in answer.text) == (422, True)
