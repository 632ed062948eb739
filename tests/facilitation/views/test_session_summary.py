"""The last two minutes of a session, and the exit ticket's door."""

import re
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client, override_settings
from django.utils import timezone

from collectives.models import Gathering, Notice, Response
from collectives.tasks.notice import send_notice
from facilitation.models import Prompt, SessionRun
from facilitation.operations.agenda import add_items
from facilitation.operations.decision import add_decision
from facilitation.operations.prompt import close_prompt, prepare_exit_ticket
from facilitation.operations.session_end import end_session
from facilitation.operations.session_run import start_session
from facilitation.queries.session_summary import SUMMARY
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.mail_server import mail_server, through
from tests.make import make_participant, seat
from tests.make_gathering import link_of
from tests.make_session import ITEMS


@pytest.fixture
def ended(scene: Scene) -> Scene:
    """The session has just ended, with its exit ticket open to six members."""
    with program_scope(scene.program.pk):
        for _number in range(5):
            seat(scene.collective, make_participant())
        now = timezone.now()
        scene.session.starts_at = now
        scene.session.save(update_fields=["starts_at"])
        add_items(scene.session, ITEMS, by=scene.facilitator, now=now)
        prepare_exit_ticket(scene.session, by=scene.facilitator, now=now)
        add_decision(scene.session, text="We keep the routine", by=scene.member, now=now)
        end_session(start_session(scene.session, by=scene.facilitator, now=now), by=scene.facilitator, now=now)
    return scene


def sent(scene: Scene) -> int:
    with program_scope(scene.program.pk):
        return Notice.objects.filter(kind=SUMMARY).count()


def door(scene: Scene) -> str:
    with program_scope(scene.program.pk):
        return link_of(Prompt.objects.get().gathering, scene.member)


def answers(scene: Scene) -> list[str]:
    with program_scope(scene.program.pk):
        return sorted(Response.objects.exclude(text="").values_list("text", flat=True))


def test_the_closing_page_shows_what_members_will_get_and_sends_it_once(ended: Scene) -> None:
    guide = ended.client("facilitator")

    before = " ".join(guide.get(ended.url("run/")).text.split())
    answer = guide.post(ended.url("summary/"))
    guide.post(ended.url("summary/"))
    after = guide.get(ended.url("run/")).text

    assert "We keep the routine" in before
    assert "6 people get it by mail" in before
    assert re.search(r"it goes out by itself at \d\d:\d\d [^.]+\. Until then", before)
    assert "0 of 6 have answered; it is open until" in before
    assert "Look back for two minutes" in before
    assert (answer.status_code, answer["Location"], sent(ended)) == (302, ended.url("run/"), 6)
    assert "It went out on" in " ".join(after.split())
    assert "Send the summary" not in after


def test_a_summary_that_bounces_is_said_to_whoever_led_and_written_down(
    ended: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    ended.client("facilitator").post(ended.url("summary/"))
    with program_scope(ended.program.pk):
        letter = Notice.objects.get(kind=SUMMARY, recipient=ended.member)

    with mail_server(answer_to_recipient=b"550 no such mailbox") as port, override_settings(MAILERS=through(port)):
        send_notice(program_id=ended.program.pk, notice_pk=letter.pk)

    closing = " ".join(ended.client("facilitator").get(ended.url("run/")).text.split())
    assert "It could not be sent to Amara Okafor." in closing
    assert "is given up" in caplog.text
    assert letter.email not in caplog.text


def test_the_bookmark_leads_to_closing_until_it_is_sent(ended: Scene) -> None:
    guide = ended.client("facilitator")
    before = guide.get(ended.url()).text

    guide.post(ended.url("summary/"))

    assert ("Two minutes to close" in before, "Two minutes to close" in guide.get(ended.url()).text) == (True, False)
    assert "Two minutes to close" not in ended.client("member").get(ended.url()).text


def test_while_it_is_on_nothing_is_sent(ended: Scene) -> None:
    guide = ended.client("facilitator")
    guide.post(ended.url("resume/"))

    answer = guide.post(ended.url("summary/"))

    assert (answer.status_code, "End it first" in answer.text, sent(ended)) == (422, True, 0)


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("stranger", 404), ("former", 404)])
def test_only_who_runs_it_sends_it(ended: Scene, who: str, status: int) -> None:
    assert (ended.client(who).post(ended.url("summary/")).status_code, sent(ended)) == (status, 0)


def test_members_answer_the_exit_ticket_on_their_page_after_the_end(ended: Scene) -> None:
    member = ended.client("member")
    seen = member.get(ended.url("here/")).text
    with program_scope(ended.program.pk):
        prompt = Prompt.objects.get()

    answer = member.post(ended.url(f"prompts/{prompt.pk}/answer/"), {"q1": "The routine", "q2": "", "q3": "4"})

    assert "What will you try before we meet again?" in seen
    assert (answer.status_code, answers(ended)) == (302, ["The routine"])


def test_the_door_takes_an_answer_and_never_shows_it_again(ended: Scene) -> None:
    url, client = door(ended), Client()
    seen = " ".join(client.get(url).text.split())
    untouched = answers(ended)

    client.post(url, {"q1": "The routine", "lang": "en"})
    thanks = client.get(f"{url}?sent=1").text
    again = " ".join(Client().get(url).text.split())
    client.post(url, {"q1": "Another one", "lang": "en"})

    assert "You answer as one of the people asked: Amara Okafor" in seen
    assert "You are not Amara Okafor? Then this link was passed on to you" in seen
    assert "whoever guides Reading with meaning reads the answers without names" in seen
    assert "those who run the program" not in seen
    assert untouched == []
    assert "Answer anew" in thanks
    assert "it takes the place of all you sent before" in again
    assert "The routine" not in thanks + again
    assert answers(ended) == ["Another one"]


def test_after_it_closed_the_door_says_so_and_keeps_what_was_typed(ended: Scene) -> None:
    url = door(ended)
    with program_scope(ended.program.pk):
        close_prompt(Prompt.objects.get(), by=None, now=timezone.now())

    opened, late = Client().get(url), Client().post(url, {"q1": "The routine", "lang": "en"})

    assert "This gathering is closed" in opened.text
    assert (late.status_code, "The routine" in late.text, answers(ended)) == (422, True, [])


def test_what_five_answered_is_read_by_who_guides_once_it_is_closed(ended: Scene) -> None:
    with program_scope(ended.program.pk):
        gathering = Prompt.objects.get().gathering
        links = [link_of(gathering, one.participant) for one in ended.collective.seats.filter(left_at=None)]
    for number, link in enumerate(links[:5]):
        Client().post(link, {"q1": f"Answer {number}", "lang": "en"})
    guide = ended.client("facilitator")
    before = guide.get(ended.url("run/")).text
    with program_scope(ended.program.pk):
        close_prompt(Prompt.objects.get(), by=None, now=timezone.now())

    after = guide.get(ended.url("run/")).text

    assert [f"Answer {number}" in before for number in range(5)] == [False] * 5
    assert [f"Answer {number}" in after for number in range(5)] == [True] * 5
    assert "Answer 1" not in ended.client("member").get(ended.url("here/")).text
    with program_scope(ended.program.pk):
        assert SessionRun.objects.get().summary_at is None


def test_when_its_two_days_are_over_the_members_page_asks_no_more(ended: Scene) -> None:
    member = ended.client("member")
    asking = member.get(ended.url("here/")).text
    with program_scope(ended.program.pk):
        Gathering.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
        SessionRun.objects.update(version=F("version") + 1)

    over = member.get(ended.url("here/")).text

    assert ("Send my answer" in asking, "Send my answer" in over) == (True, False)
