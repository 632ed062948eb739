"""The rhythm's page, its preview, setting and ending it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from collectives.models import Rhythm
from facilitation.models import Session, SessionState
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene

HTMX = {"HX-Request": "true"}


def address(scene: Scene, tail: str = "") -> str:
    return f"/p/{scene.program.slug}/collectives/{scene.collective.pk}/rhythm/{tail}"


def asked(**changes: object) -> dict[str, object]:
    return {
        "pattern": "nth_3",
        "weekday": "1",
        "wall_time": "15:30",
        "minutes": "90",
        "zone": "America/Halifax",
        "meeting": "hybrid",
        "room": "Truro board room",
        "starts_on": timezone.localdate().isoformat(),
        "excluded_months": ["7", "8"],
    } | changes


def set_rhythm(scene: Scene, **changes: object) -> Rhythm:
    scene.client("facilitator").post(address(scene, "set/"), asked(confirmed="yes", **changes))
    with program_scope(scene.program.pk):
        return Rhythm.objects.get(ended_at=None)


def test_the_page_offers_a_rhythm(scene: Scene) -> None:
    answer = scene.client("facilitator").get(address(scene))

    assert answer.status_code == 200
    assert "Show the dates" in answer.text


def test_the_preview_shows_dates_and_saves_nothing(scene: Scene) -> None:
    answer = scene.client("facilitator").post(address(scene), asked(), headers=HTMX)

    assert "<html" not in answer.text
    assert "Third Tuesday of the month at 15:30, Atlantic time (Halifax), 90 minutes, hybrid." in answer.text
    with program_scope(scene.program.pk):
        assert not Rhythm.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"excluded_months": [str(month) for month in range(1, 13)]}, "does not fit"),
        ({"break_1_from": "2026-12-21"}, "A break needs both days."),
        ({"break_1_from": "2026-12-21", "break_1_to": "2026-12-01"}, "does not fit"),
        ({"starts_on": "0026-09-01"}, "more than a year away"),
        ({"minutes": "5"}, "greater than or equal to 15"),
        ({"zone": "Nowhere/Land"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_in_the_form(scene: Scene, changes: dict[str, object], words: str) -> None:
    answers = [scene.client("facilitator").post(address(scene, tail), asked(**changes)) for tail in ("", "set/")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(words in answer.text and "Truro board room" in answer.text for answer in answers)


def test_a_rhythm_is_shown_before_it_is_set_and_then_makes_sessions(scene: Scene) -> None:
    shown = scene.client("facilitator").post(address(scene, "set/"), asked())
    with program_scope(scene.program.pk):
        before = Rhythm.objects.count()

    rhythm = set_rhythm(scene)

    assert "Is this your rhythm?" in shown.text
    assert before == 0
    with program_scope(scene.program.pk):
        assert Session.objects.filter(rhythm=rhythm).count() >= 2
    assert "Third Tuesday of the month" in scene.client("member").get(address(scene).replace("rhythm", "sessions")).text


def test_breaks_are_kept_and_shown_again(scene: Scene) -> None:
    day = timezone.localdate() + timedelta(days=30)
    set_rhythm(scene, break_1_from=day.isoformat(), break_1_to=day.isoformat())

    answer = scene.client("facilitator").get(address(scene))

    assert f'value="{day.isoformat()}"' in answer.text


def test_a_change_lists_what_goes_before_it_happens(scene: Scene) -> None:
    rhythm = set_rhythm(scene)

    shown = scene.client("facilitator").post(address(scene, "set/"), asked(weekday="2", seen=rhythm.pk))
    set_rhythm(scene, weekday="2", seen=str(rhythm.pk))

    assert "nobody has touched them" in shown.text
    with program_scope(scene.program.pk):
        assert Session.objects.filter(rhythm=rhythm, state=SessionState.PLANNED).count() == 0


def test_a_change_that_meets_another_is_refused_once(scene: Scene) -> None:
    set_rhythm(scene)

    answer = scene.client("facilitator").post(address(scene, "set/"), asked(weekday="2", confirmed="yes"))

    assert answer.status_code == 422
    assert "Somebody else set another rhythm" in answer.text
    with program_scope(scene.program.pk):
        assert str(Rhythm.objects.get(ended_at=None).pk) in answer.text


def test_a_rhythm_is_ended(scene: Scene) -> None:
    rhythm = set_rhythm(scene)
    client = scene.client("facilitator")

    shown = client.get(address(scene, "end/"))
    mangled = client.post(address(scene, "end/"), {"seen": "x"})
    ended = client.post(address(scene, "end/"), {"seen": rhythm.pk}, follow=True)

    assert "nobody has touched them" in shown.text
    assert mangled.status_code == 422
    assert "The rhythm has ended." in ended.text
    with program_scope(scene.program.pk):
        assert not Rhythm.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("tail", ["", "set/", "end/"])
@pytest.mark.parametrize(("who", "status"), [("member", 403), ("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_do_not_set_it(scene: Scene, tail: str, who: str, status: int) -> None:
    assert scene.client(who).post(address(scene, tail), asked()).status_code == status
