"""What is asked before a session, from writing it to showing what was answered."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Door, Notice, Response
from collectives.operations.door import door_secret
from collectives.operations.notice import DOOR_MARK
from facilitation.models import Prompt
from facilitation.operations.agenda import add_items
from facilitation.operations.session_run import start_session
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make_session import ITEMS

NEW = {"words": "What did you try?", "kind": "open_text", "names": "named", "use": "before"}
HTMX = {"HX-Request": "true"}


def written(scene: Scene, **change: str) -> str:
    """The address of a prompt before the session, written by its facilitator."""
    scene.client("facilitator").post(scene.url("prompts/"), NEW | change)
    with program_scope(scene.program.pk):
        return f"/p/{scene.program.slug}/prompts/{Prompt.objects.get().pk}/"


def sent(scene: Scene) -> str:
    """One that went out, and the door of its member."""
    scene.client("facilitator").post(written(scene) + "send/")
    with program_scope(scene.program.pk):
        notice = Notice.objects.get(kind="prework", recipient=scene.member)
        [pk] = set(DOOR_MARK.findall(notice.text))
        return f"/door/{door_secret(Door.objects.get(pk=pk))}/"


def begin(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        scene.session.refresh_from_db()
        scene.session.starts_at = timezone.now()
        scene.session.save(update_fields=["starts_at"])
        add_items(scene.session, ITEMS, by=scene.facilitator, now=timezone.now())
        start_session(scene.session, by=scene.facilitator, now=timezone.now())


def test_the_page_says_when_it_goes_out_and_sends_it_at_once(scene: Scene) -> None:
    guide, url = scene.client("facilitator"), written(scene)
    before = guide.get(scene.url("prompts/"), headers=HTMX).text

    after = guide.post(url + "send/", follow=True).text
    again = guide.post(url + "send/", follow=True).text

    assert "It goes to the members by mail on" in before
    assert "Send it now" in before
    assert "It goes to one person by mail." in after
    assert "0 of 1 have answered" in after
    assert "by mail." not in again


def test_what_cannot_be_sent_says_why(scene: Scene) -> None:
    url = written(scene, names="anonymous")

    answer = scene.client("facilitator").post(url + "send/")

    assert (answer.status_code, "only 1 would be asked" in answer.text) == (422, True)


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_do_not_send(scene: Scene, who: str, status: int) -> None:
    assert scene.client(who).post(written(scene) + "send/").status_code == status


def test_a_member_answers_by_the_door_without_signing_in_and_it_reaches_the_session(scene: Scene) -> None:
    door, anyone = sent(scene), Client()
    shown = anyone.get(door, follow=True).text
    with program_scope(scene.program.pk):
        opened_only = Response.objects.count()
    arrived = anyone.post(door, {"q1": "A quiet start"}, follow=True).text
    again = anyone.get(door).text
    begin(scene)
    guide = scene.client("facilitator")
    url = re.sub("send/$", "", f"/p/{scene.program.slug}/prompts/{prompt_pk(scene)}/")

    sheet = guide.get(scene.url("run/")).text
    guide.post(url + "open/")
    guide.post(url + "show/", {"what": "show"})
    wall = guide.get(scene.url("room/")).text
    guide.post(url + "show/", {"what": "hide"})
    hidden = guide.get(scene.url("room/")).text

    assert shown.count("What did you try?") == 2  # once as the page's title, once as the question
    assert ("You answer as" in shown, "Amara Okafor" in shown, opened_only) == (True, True, 0)
    assert "Your answers have arrived" in arrived
    assert "A quiet start" not in again
    assert ("1 of 1 have" in sheet, "Show it" in sheet) == (True, True)
    assert ("A quiet start" in wall, "A quiet start" in hidden) == (True, False)


def prompt_pk(scene: Scene) -> object:
    with program_scope(scene.program.pk):
        return Prompt.objects.get().pk


def test_a_member_finds_it_on_the_home_page_and_answers_there(scene: Scene) -> None:
    sent(scene)
    member = scene.client("member")
    url = f"/p/{scene.program.slug}/gatherings/{gathering_pk(scene)}/answer/"
    home = member.get(f"/p/{scene.program.slug}/").text
    member.post(scene.url("coming/"), {"coming": "room"})
    session = member.get(scene.url()).text

    answer = member.post(url, {"q1": "A quiet start"})
    own = member.get(url).text
    done = member.get(f"/p/{scene.program.slug}/").text

    assert ("Answer before you meet" in session, url in session) == (True, True)
    assert (url in home, "What did you try?" in home, "Reading with meaning" in home) == (True, True, True)
    assert (answer.status_code, "A quiet start" in own, url in done) == (302, True, False)


@pytest.mark.parametrize("who", ["stranger", "former", "admin", "facilitator"])
def test_who_was_not_asked_finds_no_page_to_answer(scene: Scene, who: str) -> None:
    sent(scene)

    assert scene.client(who).get(f"/p/{scene.program.slug}/gatherings/{gathering_pk(scene)}/answer/").status_code == 404


def gathering_pk(scene: Scene) -> object:
    with program_scope(scene.program.pk):
        return Prompt.objects.get().gathering_id


def test_a_cancelled_session_takes_no_answer_by_the_door(scene: Scene) -> None:
    door = sent(scene)
    Client().get(door)
    scene.client("facilitator").post(scene.url("cancel/"), {"reason": "Snow", "version": "1"})

    answer = Client().post(door, {"q1": "Too late"})

    assert (answer.status_code, "takes no more answers" in answer.text) == (422, True)
