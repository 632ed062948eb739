"""Answering, marking, undoing."""

import pytest
from django.utils import timezone

from collectives.models import Notice
from collectives.operations.notice import claim_notice, mark_not_sent
from facilitation.models import Attendance
from facilitation.operations.session import cancel_session
from facilitation.operations.session_invitation import invite_to_sessions
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene

HTMX = {"HX-Request": "true"}


def recorded(scene: Scene) -> list[tuple[str, str, str]]:
    with program_scope(scene.program.pk):
        return list(Attendance.objects.values_list("participant__name", "coming", "came"))


def test_a_member_answers_and_answers_again(scene: Scene) -> None:
    client = scene.client("member")

    client.post(scene.url("coming/"), {"coming": "online"})
    client.post(scene.url("coming/"), {"coming": "online"})
    page = client.get(scene.url())

    assert recorded(scene) == [("Amara Okafor", "online", "")]
    assert "1 of 1 come" in page.text


def test_an_answer_is_taken_back(scene: Scene) -> None:
    client = scene.client("member")
    client.post(scene.url("coming/"), {"coming": "no"})

    client.post(scene.url("coming/"), {"coming": ""})

    assert recorded(scene) == [("Amara Okafor", "", "")]


def test_without_a_script_an_answer_leads_back_to_the_session(scene: Scene) -> None:
    answer = scene.client("member").post(scene.url("coming/"), {"coming": "room"})

    assert answer.headers["Location"] == scene.url() + "#attendance"


def test_htmx_gets_the_piece_with_the_mark_and_its_undo(scene: Scene) -> None:
    mark = {"participant": scene.member.pk, "came": "room"}

    answer = scene.client("facilitator").post(scene.url("attendance/"), mark, headers=HTMX, follow=True)

    assert recorded(scene) == [("Amara Okafor", "", "room")]
    assert "<html" not in answer.text
    assert "Amara Okafor: in the room" in answer.text
    assert "Undo" in answer.text


def test_undo_brings_back_what_was_marked_before(scene: Scene) -> None:
    client = scene.client("facilitator")
    client.post(scene.url("attendance/"), {"participant": scene.member.pk, "came": "regrets"})
    client.post(scene.url("attendance/"), {"participant": scene.member.pk, "came": "room"})

    client.post(scene.url("attendance/"), {"participant": scene.member.pk, "came": "regrets"})

    assert recorded(scene) == [("Amara Okafor", "", "regrets")]


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("coordinator", 403), ("stranger", 404)])
def test_only_who_runs_the_session_marks(scene: Scene, who: str, status: int) -> None:
    answer = scene.client(who).post(scene.url("attendance/"), {"participant": scene.member.pk, "came": "room"})

    assert answer.status_code == status
    assert recorded(scene) == []


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("former", 404), ("stranger", 404)])
def test_only_members_answer(scene: Scene, who: str, status: int) -> None:
    assert scene.client(who).post(scene.url("coming/"), {"coming": "room"}).status_code == status


def test_a_mark_that_does_not_exist_is_refused(scene: Scene) -> None:
    answer = scene.client("facilitator").post(
        scene.url("attendance/"), {"participant": scene.member.pk, "came": "late"}
    )

    assert answer.status_code == 422


def test_an_answer_that_does_not_exist_is_refused(scene: Scene) -> None:
    assert scene.client("member").post(scene.url("coming/"), {"coming": "maybe"}).status_code == 422


def test_somebody_without_a_seat_is_not_marked(scene: Scene) -> None:
    answer = scene.client("facilitator").post(
        scene.url("attendance/"), {"participant": scene.stranger.pk, "came": "room"}
    )

    assert answer.status_code == 404


def test_nobody_is_asked_about_a_cancelled_session(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        cancel_session(scene.session, reason="Storm", version=1, by=scene.admin, now=timezone.now())

    assert "Will you come?" not in scene.client("member").get(scene.url()).text


def test_the_facilitator_sees_whom_no_mail_reached_and_others_do_not(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    with program_scope(scene.program.pk):
        invite_to_sessions(scene.collective.pk, now=timezone.now())
        for notice in Notice.objects.filter(recipient=scene.member):
            letter = claim_notice(notice.pk, now=timezone.now())
            assert letter
            mark_not_sent(letter, trouble="550 no such person", for_good=True, now=timezone.now())

    pages = {who: scene.client(who).get(scene.url()).text for who in ("facilitator", "member")}

    assert "could not be reached by mail" in pages["facilitator"]
    assert "could not be reached by mail" not in pages["member"]
    assert "is given up after 1 attempts: 550 no such person" in caplog.text
