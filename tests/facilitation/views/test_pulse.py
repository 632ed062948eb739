"""The pages of a collective's pulse."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Gathering, GatheringState, Notice, Participant, Program, Role
from collectives.tasks.gathering import write_gathering_letters
from facilitation.models import Pulse
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle
from tests.make import make_participant
from tests.make_pulse import answer_pulse, ask_pulse, make_group, make_pulse

type Group = tuple[Cycle, Participant, list[Participant]]


@pytest.fixture
def group(program: Program) -> Group:
    with program_scope(program.pk):
        return make_group("Reading with meaning")


def client_of(person: Participant) -> Client:
    client = Client(raise_request_exception=False)
    assert person.user is not None
    client.force_login(person.user)
    return client


def url(cycle: Cycle, tail: str = "") -> str:
    return f"/p/fundy-shore/collectives/{cycle.collective_id}/pulse/{tail}"


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_a_facilitator_sees_what_is_asked_and_opens_it_with_a_press(group: Group, program: Program) -> None:
    cycle, guide, members = group
    client = client_of(guide)

    offered = client.get(url(cycle)).content.decode()
    before = client.get(url(cycle, "open/")).content.decode()
    sent = client.post(url(cycle, "open/"), {"closes_on": in_days(7)})

    assert "Ask the group how it sees itself" in offered
    assert "6 people with a seat get a mail" in before
    assert "What we look at together changes what we do next." in before
    assert (sent.status_code, sent["Location"]) == (HTTPStatus.FOUND, url(cycle))
    assert ", 23:59" in client.get(url(cycle)).content.decode()  # the day that was chosen counts whole
    with program_scope(program.pk):
        gathering = Gathering.objects.get()
    write_gathering_letters(program_id=program.pk, key=f"{gathering.pk}:asked")
    with program_scope(program.pk):
        assert set(Notice.objects.values_list("recipient", flat=True)) == {one.pk for one in members}
    assert "Say how you see the group" in client_of(members[0]).get(url(cycle)).content.decode()
    promise = client_of(members[0]).get(f"/p/fundy-shore/gatherings/{gathering.pk}/answer/").content.decode()
    assert "never what was written" in promise


@pytest.mark.parametrize(("days", "words"), [(0, "Choose a day after today"), (43, "Choose a day within 42 days")])
def test_a_day_that_cannot_be_is_refused_and_kept(group: Group, days: int, words: str) -> None:
    cycle, guide, _members = group

    answer = client_of(guide).post(url(cycle, "open/"), {"closes_on": in_days(days)})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in answer.content.decode()
    assert in_days(days) in answer.content.decode()


def test_asking_twice_in_a_phase_is_refused_with_the_reason(group: Group, program: Program) -> None:
    cycle, guide, _members = group
    with program_scope(program.pk):
        ask_pulse(cycle, guide)

    answer = client_of(guide).post(url(cycle, "open/"), {"closes_on": in_days(7)})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "In this phase the group was asked already" in answer.content.decode()


def test_closing_waits_for_five_answers_then_shows_them_with_their_range(group: Group, program: Program) -> None:
    cycle, guide, members = group
    with program_scope(program.pk):
        pulse = ask_pulse(cycle, guide)
        for member in members[:4]:
            answer_pulse(pulse, member, [4] * 6)
    client, close = client_of(guide), f"/p/fundy-shore/pulses/{pulse.pk}/close/"
    early = client.post(close, follow=True).content.decode()
    with program_scope(program.pk):
        answer_pulse(pulse, members[4], [3] * 6)

    late = client.post(close, follow=True).content.decode()

    assert "Fewer than 5 have answered" in early
    assert "5 of 6 answered" in late
    assert "The middle half lies between" not in late
    assert "Whatever the others would have said, the middle of all 6 stays there." in late
    with program_scope(program.pk):
        assert Gathering.objects.get().state == GatheringState.CLOSED


def test_members_read_the_words_staff_only_the_steps_and_strangers_nothing(group: Group, program: Program) -> None:
    cycle, guide, members = group
    with program_scope(program.pk):
        make_pulse(cycle, guide, members, [3, 3, 4, 4, 5])
        admin, stranger = make_participant(role=Role.ADMIN), make_participant(role=Role.FACILITATOR)

    pages = {name: client_of(who).get(url(cycle)) for name, who in {"member": members[5], "admin": admin}.items()}

    assert "Words 0" in pages["member"].content.decode()
    assert "Words 0" not in pages["admin"].content.decode()
    assert "5 of 6 answered" in pages["admin"].content.decode()
    assert client_of(stranger).get(url(cycle)).status_code == HTTPStatus.NOT_FOUND
    assert client_of(members[0]).get(url(cycle, "open/")).status_code == HTTPStatus.FORBIDDEN


def test_the_phase_page_asks_for_what_is_next_about_it(group: Group, program: Program) -> None:
    cycle, guide, members = group
    piece = {"HX-Request": "true"}

    phase = client_of(guide).get(f"/p/fundy-shore/collectives/{cycle.collective_id}/phase/").content.decode()
    offered = client_of(guide).get(url(cycle, "beside/"), headers=piece).content.decode()
    told = client_of(members[0]).get(url(cycle, "beside/"), headers=piece).content.decode()
    with program_scope(program.pk):
        ask_pulse(cycle, guide)
    waits = client_of(members[0]).get(url(cycle, "beside/"), headers=piece).content.decode()

    assert url(cycle, "beside/") in phase
    assert url(cycle, "open/") in offered
    assert url(cycle, "open/") not in told
    assert "You are asked" in waits
    with program_scope(program.pk):
        assert Pulse.objects.count() == 1
