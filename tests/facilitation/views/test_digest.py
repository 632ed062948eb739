"""Choosing one's own mail, and stopping the weekly one with one press."""

import pytest
from django.test import Client
from django.utils import timezone

from collectives.operations.door import close_doors, door_secret, make_door
from facilitation.models import DigestChoice
from facilitation.operations.digest import STOPS
from facilitation.queries.digest import wants_digest
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make_gathering import link_of, make_gathering, open_to

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
HTMX = {"HX-Request": "true"}


def door_of(scene: Scene) -> str:
    with program_scope(scene.program.pk):
        return f"/door/{door_secret(make_door(STOPS, str(scene.member.pk), expires_at=None, now=timezone.now()))}/"


def wants(scene: Scene) -> bool:
    with program_scope(scene.program.pk):
        return wants_digest(scene.member)


def bare() -> Client:
    """What a mail reader sends with: no cookies, no token."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def own(scene: Scene) -> str:
    return f"/p/{scene.program.slug}/my-mail/"


def test_the_weekly_mail_is_stopped_and_comes_again(scene: Scene) -> None:
    client = scene.client("member")

    before = client.get(own(scene)).text
    stopped = client.post(own(scene), {"digest": "off"}, follow=True).text
    off = wants(scene)
    client.post(own(scene), {"digest": "on"})

    assert "Stop the weekly mail" in before
    assert "Let the weekly mail come" in stopped
    assert (off, wants(scene)) == (False, True)


def test_the_piece_comes_alone(scene: Scene) -> None:
    answer = scene.client("member").post(own(scene), {"digest": "off"}, headers=HTMX, follow=True)

    assert "<html" not in answer.text
    assert "Let the weekly mail come" in answer.text


def test_the_next_mail_is_named_with_its_zone(scene: Scene) -> None:
    assert scene.member.user
    scene.member.user.time_zone = "America/Halifax"
    scene.member.user.save()

    text = " ".join(scene.client("member").get(own(scene)).text.split())

    assert "Next on Monday" in text
    assert "Atlantic time (Halifax)" in text


def test_opening_the_link_changes_nothing_and_says_for_whom(scene: Scene) -> None:
    answer = bare().get(door_of(scene))

    assert (answer.status_code, wants(scene)) == (200, True)
    assert "Amara Okafor" in answer.text
    assert "Opening this page has changed nothing" in answer.text


def test_a_mail_reader_stops_it_with_a_bare_press(scene: Scene) -> None:
    url = door_of(scene)

    answers = [bare().post(url, ONE_CLICK) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    with program_scope(scene.program.pk):
        [choice] = DigestChoice.objects.all()
    assert (choice.wanted, choice.by_link, choice.participant_id) == (False, True, scene.member.pk)


def test_a_press_without_anything_stops_it_too(scene: Scene) -> None:
    bare().post(door_of(scene))

    assert not wants(scene)


def test_on_the_page_it_can_come_again(scene: Scene) -> None:
    url = door_of(scene)
    bare().post(url, ONE_CLICK)

    answer = bare().post(url, {"digest": "on"})

    assert wants(scene)
    assert "It comes again, on Mondays." in answer.text


def test_who_is_signed_in_does_not_matter_and_nobody_else_is_changed(scene: Scene) -> None:
    scene.client("facilitator").post(door_of(scene), ONE_CLICK)

    with program_scope(scene.program.pk):
        assert (wants_digest(scene.member), wants_digest(scene.facilitator)) == (False, True)


def test_a_closed_door_and_a_made_up_one_stop_nothing(scene: Scene) -> None:
    url = door_of(scene)
    with program_scope(scene.program.pk):
        close_doors(STOPS, str(scene.member.pk), now=timezone.now())

    answers = [bare().post(address, ONE_CLICK).status_code for address in (url, f"/door/{'x' * 32}/")]

    assert (answers, wants(scene)) == ([410, 410], True)


def test_who_left_the_program_has_nothing_to_stop(scene: Scene) -> None:
    url = door_of(scene)
    with program_scope(scene.program.pk):
        scene.member.left_at = timezone.now()
        scene.member.save()

    assert bare().get(url).status_code == 410


def test_pressing_too_often_is_slowed_down(scene: Scene) -> None:
    url = door_of(scene)

    statuses = {bare().post(url, ONE_CLICK).status_code for _ in range(70)}

    assert statuses == {200, 429}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_other_method_is_taken(scene: Scene, method: str) -> None:
    assert getattr(bare(), method)(door_of(scene)).status_code == 405


def test_every_other_door_still_asks_for_its_token(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        gathering = open_to(make_gathering(scene.admin, anonymous=False), [scene.member])
        others = [
            link_of(gathering, scene.member),
            *(
                f"/door/{door_secret(make_door(purpose, str(scene.member.pk), expires_at=None, now=timezone.now()))}/"
                for purpose in ("join", "session_coming", "invitation", "ballot", "offer")
            ),
        ]

    assert {bare().post(url, {"coming": "no"}).status_code for url in others} == {403}
