"""A collective is asked how it sees itself: by whoever leads it, once in a phase, without names."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from collectives.models import Asked, Gathering, GatheringState, Program, Response, Role, Seat
from collectives.operations.gathering_open import CLOSING, LETTERS, NobodyToAsk
from facilitation.models import Pulse
from facilitation.operations.pulse import NoPhaseToAsk, PulseAsked, TooFewYet, close_pulse
from ilc.content import read_content
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, Phase
from inquiry.operations.phase import move_phase
from tests.make import make_participant
from tests.make_pulse import answer_pulse, ask_pulse, make_group, make_pulse


@pytest.fixture(autouse=True)
def scope(program: Program) -> Iterator[None]:
    with program_scope(program.pk):
        yield


def test_everybody_with_a_seat_is_asked_once_and_letters_and_the_closing_are_due() -> None:
    cycle, guide, members = make_group()

    pulse = ask_pulse(cycle, guide)

    gathering = Gathering.objects.get()
    assert (gathering.state, gathering.anonymous, gathering.collective) == (GatheringState.OPEN, True, cycle.collective)
    assert set(Asked.objects.values_list("participant", flat=True)) == {one.pk for one in members}
    assert pulse.keys == [one["key"] for one in read_content("facilitation", "pulse")["questions"]]
    assert gathering.questions.count() == len(pulse.keys) == 7
    assert all(set(one.words) == {"en", "fr", "es"} for one in gathering.questions.all())
    assert {LETTERS, CLOSING} <= set(Due.objects.filter(done_at=None).values_list("kind", flat=True))


def test_a_phase_is_asked_once_also_when_one_comes_back_to_it_and_the_next_one_again() -> None:
    cycle, guide, _members = make_group()
    ask_pulse(cycle, guide)
    with pytest.raises(PulseAsked, match="In this phase the group was asked already"):
        ask_pulse(cycle, guide)

    move_phase(cycle, to_phase=Phase.ACTING, reason="We begin", by=guide, now=timezone.now())
    ask_pulse(cycle, guide)
    move_phase(cycle, to_phase=Phase.DESIGNING, reason="Back", by=guide, now=timezone.now())

    with pytest.raises(PulseAsked):
        ask_pulse(cycle, guide)
    assert sorted(Pulse.objects.values_list("phase", flat=True)) == [Phase.DESIGNING, Phase.ACTING]


def test_the_database_keeps_one_pulse_a_phase() -> None:
    cycle, guide, _members = make_group()
    pulse = ask_pulse(cycle, guide)
    pulse.pk, pulse._state.adding = None, True

    with pytest.raises(IntegrityError, match="pulse_once_in_a_phase"), transaction.atomic():
        pulse.save(force_insert=True)


def test_four_people_are_not_asked_for_they_would_not_stay_without_a_name() -> None:
    cycle, guide, _members = make_group(people=4)

    with pytest.raises(NobodyToAsk, match="only 4 would be asked"):
        ask_pulse(cycle, guide)

    assert (Pulse.objects.count(), Gathering.objects.count()) == (0, 0)


def test_a_closed_cycle_is_asked_no_more() -> None:
    cycle, guide, _members = make_group()
    Cycle.objects.update(closed_at=timezone.now())

    with pytest.raises(NoPhaseToAsk):
        ask_pulse(cycle, guide)


def test_who_left_their_seat_is_not_asked() -> None:
    cycle, guide, members = make_group()
    Seat.objects.filter(participant=members[0]).update(left_at=timezone.now())

    ask_pulse(cycle, guide)

    assert Asked.objects.count() == 5


def test_closing_waits_for_five_and_then_parts_who_from_what_for_good() -> None:
    cycle, guide, members = make_group()
    pulse = ask_pulse(cycle, guide)
    for member in members[:4]:
        answer_pulse(pulse, member, [4] * 6)
    with pytest.raises(TooFewYet, match="Fewer than 5 have answered"):
        close_pulse(pulse, by=guide, now=timezone.now())
    answer_pulse(pulse, members[4], [2] * 6, "More visits")

    close_pulse(pulse, by=guide, now=timezone.now())

    gathering = Gathering.objects.get()
    assert (gathering.state, gathering.answers, gathering.shuffled_at is not None) == (GatheringState.CLOSED, 5, True)
    assert set(Response.objects.values_list("participant", "key", "answered_at")) == {(None, None, None)}


def test_a_pulse_that_closes_by_itself_with_four_answers_shows_nothing_for_good() -> None:
    cycle, guide, members = make_group()

    pulse = make_pulse(cycle, guide, members, [3, 3, 4, 4], now=timezone.now() - timedelta(days=1))

    assert pulse.gathering.answers == 4
    with pytest.raises(PulseAsked):
        ask_pulse(cycle, make_participant(role=Role.ADMIN))
