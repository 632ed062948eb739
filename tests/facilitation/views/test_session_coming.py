"""Answering for a session by the link in a mail."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Door
from collectives.operations.door import KNOCKS_PER_HOUR, door_secret, make_door
from collectives.operations.membership import remove_participant
from facilitation.models import Attendance, AttendanceChange, Session, SessionState
from facilitation.operations.session_invitation import COMING, invite_to_sessions
from facilitation.queries.calendar import ends_at
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene


def link(scene: Scene, person: str = "member") -> str:
    """The address in the mail to one person."""
    with program_scope(scene.program.pk):
        key = f"{scene.session.pk}:{getattr(scene, person).pk}"
        door = Door.objects.filter(purpose=COMING, object_key=key).first()
        door = door or make_door(COMING, key, expires_at=ends_at(scene.session), now=timezone.now())
    return f"/door/{door_secret(door)}/"


def answers(scene: Scene) -> list[tuple[str, str]]:
    with program_scope(scene.program.pk):
        rows = Attendance.objects.filter(session=scene.session).select_related("participant")
        return [(row.participant.name, row.coming) for row in rows]


def test_the_page_says_as_whom_and_for_what_one_answers_and_changes_nothing(scene: Scene, client: Client) -> None:
    pages = [client.get(link(scene), {"coming": "online"}) for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert "You answer as <b>Amara Okafor</b>" in " ".join(pages[0].text.split())
    assert "Reading with meaning" in pages[0].text
    assert "Atlantic time (Halifax)" in pages[0].text
    assert answers(scene) == []
    with program_scope(scene.program.pk):
        assert Door.objects.get(purpose=COMING).opened_at is None


@pytest.mark.parametrize(("way", "said"), [("room", "in the room"), ("online", "online"), ("no", "you cannot come")])
def test_one_press_answers_and_twice_is_once(scene: Scene, client: Client, way: str, said: str) -> None:
    address = link(scene)

    first, second = (client.post(address, {"coming": way}) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert "Noted:" in (page := client.get(first["Location"])).text
    assert said in page.text
    assert answers(scene) == [("Amara Okafor", way)]
    with program_scope(scene.program.pk):
        assert AttendanceChange.objects.count() == 1


def test_an_answer_can_be_changed(scene: Scene, client: Client) -> None:
    for way in ("room", "no"):
        client.post(link(scene), {"coming": way})

    assert answers(scene) == [("Amara Okafor", "no")]


def test_a_link_passed_on_shows_neither_the_answer_nor_where_nor_who_else(scene: Scene, client: Client) -> None:
    unanswered = client.get(link(scene))
    client.post(link(scene), {"coming": "no"})

    answered = Client().get(link(scene))

    hidden = ("Truro board room", "meet.example.org", scene.member.email, "Renée Thériault")
    assert [word for word in hidden if word in answered.text] == []
    assert _without_token(answered.text) == _without_token(unanswered.text)


def _without_token(page: str) -> str:
    start = page.index('name="csrfmiddlewaretoken"')
    return page[:start] + page[page.index(">", start) :].partition("csrfmiddlewaretoken")[0]


def test_only_the_ways_the_session_is_held_are_offered(scene: Scene, client: Client) -> None:
    with program_scope(scene.program.pk):
        Session.objects.update(meeting="online")

    page = client.get(link(scene)).text

    assert ('value="online"' in page, 'value="no"' in page, 'value="room"' in page) == (True, True, False)


@pytest.mark.parametrize(
    ("state", "words"),
    [(SessionState.CANCELLED, "does not take place"), (SessionState.REPLACED, "meets by a new rhythm")],
)
def test_a_session_that_is_not_held_says_so_and_takes_no_answer(
    scene: Scene, client: Client, state: str, words: str
) -> None:
    address = link(scene)
    with program_scope(scene.program.pk):
        Session.objects.update(state=state)

    page, sent = client.get(address), client.post(address, {"coming": "room"})

    assert (page.status_code, sent.status_code) == (200, 422)
    assert words in page.text
    assert answers(scene) == []


def test_after_the_session_the_link_opens_nothing(scene: Scene, client: Client) -> None:
    address = link(scene)
    with program_scope(scene.program.pk):
        over = scene.session.starts_at - timedelta(days=8)
        Session.objects.update(starts_at=over)
        Door.objects.filter(purpose=COMING).update(expires_at=over + timedelta(minutes=90))

    assert client.get(address).status_code == 410
    assert client.post(address, {"coming": "room"}).status_code == 410
    assert answers(scene) == []


def test_a_session_that_ends_while_one_looks_takes_no_answer(scene: Scene, client: Client) -> None:
    address = link(scene)
    with program_scope(scene.program.pk):
        Session.objects.update(starts_at=scene.session.starts_at - timedelta(days=8))

    page, sent = client.get(address), client.post(address, {"coming": "room"})

    assert "This session is over." in page.text
    assert (sent.status_code, answers(scene)) == (422, [])


def test_who_has_no_seat_any_more_is_told_so(scene: Scene, client: Client) -> None:
    page, sent = client.get(link(scene, "former")), client.post(link(scene, "former"), {"coming": "room"})

    assert "does not belong to this" in page.text
    assert (sent.status_code, answers(scene)) == (422, [])


def test_who_left_the_program_finds_the_door_closed(scene: Scene, client: Client) -> None:
    address = link(scene)
    with program_scope(scene.program.pk):
        remove_participant(scene.member, by=scene.admin, now=timezone.now())

    assert client.get(address).status_code == 410
    assert client.post(address, {"coming": "room"}).status_code == 410


@pytest.mark.parametrize("sent", [{}, {"coming": "perhaps"}, {"coming": "x" * 100_000}])
def test_what_is_no_answer_is_asked_for_again(scene: Scene, client: Client, sent: dict[str, str]) -> None:
    answer = client.post(link(scene), sent)

    assert answer.status_code == 422
    assert "Please press one of the answers." in answer.text
    assert answers(scene) == []


def test_sixty_answers_an_hour_are_enough(scene: Scene, client: Client) -> None:
    with program_scope(scene.program.pk):
        address = link(scene)
        Door.objects.filter(purpose=COMING).update(knocks=KNOCKS_PER_HOUR, knocks_since=timezone.now())

    assert client.post(address, {"coming": "room"}).status_code == 429
    assert answers(scene) == []


def test_somebody_else_who_is_signed_in_is_told_for_whom_they_answer(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    page = scene.client("facilitator").get(link(scene))

    assert scene.facilitator.user.email in page.text
    assert "the link answers for the person named" in " ".join(page.text.split())
    assert "Somebody else's link was opened" in caplog.text
    assert scene.member.name not in caplog.text


def test_the_page_speaks_the_readers_language_until_another_is_chosen(scene: Scene, client: Client) -> None:
    scene.member.user.language = "fr"
    scene.member.user.save()

    page = client.get(link(scene))
    client.cookies["django_language"] = "es"
    chosen = client.get(link(scene))

    assert 'lang="fr"' in page.text
    assert 'lang="es"' in chosen.text


def test_the_links_of_the_mail_lead_there(scene: Scene, client: Client) -> None:
    with program_scope(scene.program.pk):
        [notice, _other] = invite_to_sessions(scene.collective.pk, now=timezone.now()).notices

    door = Door.objects.get(purpose=COMING, object_key=f"{scene.session.pk}:{scene.member.pk}")
    assert [f"/door/door-{door.pk}/?coming={way}" in notice.text for way in ("room", "online", "no")] == [True] * 3
    assert client.get(link(scene)).status_code == 200
