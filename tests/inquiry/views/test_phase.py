"""Where a collective is in its cycle, and moving on or back."""

import redis
from django.conf import settings
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from ilc.live.announcing import channel
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, PhaseMove
from tests.inquiry.setting import Setting, person_named
from tests.make import make_placemat, make_rhythm

HTMX = {"HX-Request": "true"}


def test_everybody_in_the_collective_sees_what_is_still_open_as_questions(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    page = client.get(setting.url("collective-phase", setting.collective.pk)).content.decode()

    assert "Which one thing would you work on first?" in page
    assert "When do you meet each month?" in page
    assert "No move yet." in page


def test_a_facilitator_moves_on_with_a_reason_although_much_is_open(setting: Setting, client: Client) -> None:
    client.force_login(setting.facilitator.user)
    url = setting.url("phase-move", setting.collective.pk)

    question = client.get(url).content.decode()
    response = client.post(url, {"to_phase": "4", "reason": "We begin with the visits."}, follow=True)

    page = response.content.decode()
    assert "Still open in this phase. You may move on all the same." in question
    assert "On to phase 4: Implementing and analysing leading data" in page
    assert "We begin with the visits." in page


def test_an_open_page_asks_for_news_and_gets_the_phases_once_they_are_others(setting: Setting, client: Client) -> None:
    client.force_login(setting.facilitator.user)
    url = setting.url("collective-phase", setting.collective.pk)
    asks = f"{url}?seen={client.get(url).context['seen']}"

    before = client.get(asks, headers=HTMX)
    client.post(setting.url("phase-move", setting.collective.pk), {"to_phase": "4", "reason": "We begin."})
    after = client.get(asks, headers=HTMX)

    assert (before.status_code, after.status_code) == (204, 200)
    assert "We begin." in after.content.decode()


def test_and_back_again(setting: Setting, client: Client) -> None:
    client.force_login(setting.facilitator.user)
    url = setting.url("phase-move", setting.collective.pk)
    client.post(url, {"to_phase": "4", "reason": "On."})

    client.post(url, {"to_phase": "2", "reason": "Two members left."})

    with program_scope(setting.program.pk):
        moves = list(PhaseMove.objects.order_by("at").values_list("from_phase", "to_phase", "reason"))
        phase = Cycle.objects.get().phase
    assert moves == [(3, 4, "On."), (4, 2, "Two members left.")]
    assert phase == 2


def test_a_move_without_a_reason_or_to_nowhere_is_asked_again(setting: Setting, client: Client) -> None:
    client.force_login(setting.facilitator.user)
    url = setting.url("phase-move", setting.collective.pk)

    answers = [
        client.post(url, {"to_phase": "4", "reason": ""}).status_code,
        client.post(url, {"to_phase": "3", "reason": "Stay."}).status_code,
        client.post(url, {"to_phase": "9", "reason": "Far."}).status_code,
    ]

    assert answers == [422, 422, 422]


def test_who_sees_and_who_moves(setting: Setting, client: Client) -> None:
    answers = {}
    for who in ("facilitator", "admin", "member", "coordinator", "stranger"):
        client.force_login(person_named(setting, who).user)
        answers[who] = [
            client.get(setting.url(name, setting.collective.pk)).status_code
            for name in ("collective-phase", "phase-move")
        ]

    assert answers == {
        "facilitator": [200, 200],
        "admin": [200, 200],
        "member": [200, 403],
        "coordinator": [200, 403],
        "stranger": [404, 404],
    }


def test_a_piece_of_the_page_has_no_furniture(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    content = client.get(setting.url("collective-phase", setting.collective.pk), headers=HTMX).content.decode()

    assert 'id="phase"' in content
    assert "<html" not in content


def test_a_move_is_told_to_every_open_placemat_of_the_cycle(
    setting: Setting, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)
    client.force_login(setting.facilitator.user)
    channels = [channel(setting.program.pk, f"placemat:{pk}") for pk in (setting.placemat.pk, own.pk)]

    with redis.Redis.from_url(settings.REDIS_URL).pubsub(ignore_subscribe_messages=True) as heard:
        heard.subscribe(*channels)
        heard.get_message(timeout=1)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(setting.url("phase-move", setting.collective.pk), {"to_phase": "4", "reason": "On."})
        told = [message for _ in range(6) if (message := heard.get_message(timeout=0.3))]

    assert {(one["channel"].decode(), one["data"].decode()) for one in told} >= {
        (name, "news:phase") for name in channels
    }


def test_members_read_who_decides_and_what_is_there(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        make_rhythm(setting.collective)
    client.force_login(setting.member.user)

    page = " ".join(client.get(setting.url("collective-phase", setting.collective.pk)).content.decode().split())

    assert "Who decides when you move on?" in page
    assert "You name the problem, choose one thing" in page
    assert "Amara Okafor, Zoë Lindqvist" in page
    assert "Move on, or back" not in page
