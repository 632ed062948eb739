"""The closing of cycles on the home page."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone

from collectives.models import Participant, Program, Role
from collectives.operations.seat import seat_participant
from facilitation.operations.renewal import say_staying
from facilitation.queries.home_renewal import closing_steps, moving_steps
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, Phase
from tests.make import make_collective, make_participant
from tests.make_renewal import LAST, Ending, choose, make_ending, renew


@pytest.fixture
def ending(program: Program) -> Iterator[Ending]:
    with program_scope(program.pk):
        yield make_ending()


def titles(participant: Participant, *, today: date = LAST) -> list[str]:
    return [step.title for step in closing_steps(participant, today=today)]


def test_a_facilitator_is_asked_in_the_last_phase(ending: Ending) -> None:
    assert titles(ending.facilitator) == ["Close the cycle together: Reading with meaning"]
    assert titles(ending.member) == []


def test_a_facilitator_is_asked_when_the_last_day_has_passed(ending: Ending) -> None:
    Cycle.objects.update(phase=Phase.REVIEWING)

    [step] = closing_steps(ending.facilitator, today=LAST + timedelta(days=1))

    assert titles(ending.facilitator) == []
    assert step.text.startswith("The last day of 2025–26 has passed.")


def test_a_member_is_asked_whether_they_stay_until_they_say_it(ending: Ending) -> None:
    choose(ending, "priority", "keep")
    asked = titles(ending.colleague)

    say_staying(ending.cycle, participant=ending.colleague, staying="stays", by=ending.colleague, now=timezone.now())

    assert (asked, titles(ending.colleague)) == (["Would you stay? Reading with meaning closes its cycle"], [])


def test_nobody_is_asked_once_the_cycle_is_closed(ending: Ending) -> None:
    choose(ending, "priority", "keep")
    renew(ending)

    assert [titles(person) for person in (ending.facilitator, ending.member)] == [[], []]


def test_an_admin_finds_a_seat_for_who_moves_and_is_asked_until_they_did(ending: Ending) -> None:
    say_staying(ending.cycle, participant=ending.member, staying="moves", by=ending.member, now=timezone.now())
    say_staying(ending.cycle, participant=ending.colleague, staying="leaves", by=ending.colleague, now=timezone.now())
    renew(ending)
    asked = [step.title for step in moving_steps(now=timezone.now())]

    admin = make_participant(role=Role.ADMIN)
    seat_participant(make_collective(), participant=ending.member, by=admin, now=timezone.now())

    assert asked == ["Find a seat for 1 person who moves on from Reading with meaning"]
    assert list(moving_steps(now=timezone.now())) == []
