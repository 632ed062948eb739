"""A closing is taken back within a week, while nobody works in the next cycle."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone

from collectives.models import Collective, Program, Seat
from collectives.operations.seat import seat_participant
from evidence.models import PlanLine
from facilitation.models import Renewal
from facilitation.operations.renewal import PartChoice, choose_part, say_staying
from facilitation.operations.renewal_undo import NextCycleBegun, TooLateToUndo, UndoneBefore, undo_renewal
from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import add_if_action, write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import Comment, Cycle, Indicator, Placemat
from inquiry.operations.cycle import CycleStillOpen, reopen_cycle
from inquiry.operations.phase import move_phase
from tests.make import make_collective
from tests.make_evidence import make_data_point
from tests.make_renewal import Ending, choose, make_ending, next_placemat, renew


@pytest.fixture
def ending(program: Program) -> Iterator[Ending]:
    with program_scope(program.pk):
        yield make_ending()


def undo(ending: Ending, *, later: timedelta = timedelta(0)) -> Renewal:
    return undo_renewal(ending.cycle, by=ending.facilitator, now=timezone.now() + later)


def test_taking_it_back_opens_the_cycle_takes_the_untouched_next_away_and_gives_seats_back(ending: Ending) -> None:
    choose(ending, "priority", "drop")
    say_staying(ending.cycle, participant=ending.member, staying="leaves", by=ending.member, now=timezone.now())
    renew(ending)

    draft = undo(ending)

    assert list(Cycle.objects.values_list("name", "closed_at")) == [("2025–26", None)]
    assert ending.collective.seats.filter(participant=ending.member, left_at=None).exists()
    assert list(draft.parts.values_list("part", "choice", "became")) == [
        ("priority", "drop", ""), *[(part, "keep", "") for part in _parts(ending)],
    ]  # fmt: skip
    assert (renew(ending).closed_at is None, Renewal.objects.count()) == (False, 2)


def _parts(ending: Ending) -> list[str]:
    first, second = ending.actions
    return [
        "problem_of_practice", f"if:{first}", f"indicator:{ending.leading.pk}", f"if:{second}", "then", "so_that",
        f"indicator:{ending.lagging.pk}",
    ]  # fmt: skip


def test_a_seat_that_was_found_elsewhere_is_not_given_twice(ending: Ending) -> None:
    say_staying(ending.cycle, participant=ending.member, staying="moves", by=ending.member, now=timezone.now())
    renew(ending)
    other: Collective = make_collective("Counting")
    seat_participant(other, participant=ending.member, by=ending.facilitator, now=timezone.now())

    undo(ending)

    assert list(Seat.objects.filter(participant=ending.member, left_at=None).values_list("collective", flat=True)) == [
        other.pk
    ]


@pytest.mark.parametrize("how", ["text", "if", "own", "phase", "line", "comment", "point", "renewal"])
def test_it_is_not_taken_back_once_somebody_works_in_the_next(ending: Ending, how: str) -> None:
    renew(ending)
    new, now = next_placemat(), timezone.now()
    if how == "text":
        write_placemat(new, edits=[Edit("went_well", "", "We began.")], by=ending.member, now=now)
    elif how == "if":
        add_if_action(new, text="write", by=ending.member, now=now)
    elif how == "own":
        Placemat.objects.create(cycle=new.cycle, leader=ending.member, made_at=now)
    elif how == "phase":
        move_phase(new.cycle, to_phase=4, reason="On.", by=ending.facilitator, now=now)
    elif how == "comment":
        Comment.objects.create(placemat=new, part="priority", text="Why?", by=ending.member, at=now, lang="en")
    elif how == "point":
        indicator = Indicator.objects.get(placemat=new, kind="lagging")
        make_data_point(indicator, by=ending.member, on=date(2026, 10, 1), numerator=20, denominator=40)
    elif how == "renewal":
        choose_part(new.cycle, part="priority", chosen=PartChoice("keep"), version=0, by=ending.member, now=now)
    else:
        PlanLine.objects.filter(indicator__placemat=new).update(ended_at=now, ended_by=ending.member)

    with pytest.raises(NextCycleBegun):
        undo(ending)

    assert Cycle.objects.get(number=1).closed_at is not None


def test_it_is_taken_back_once_and_within_a_week(ending: Ending) -> None:
    renew(ending)

    with pytest.raises(TooLateToUndo):
        undo(ending, later=timedelta(days=8))
    undo(ending)
    with pytest.raises(UndoneBefore):
        undo(ending)


def test_a_cycle_is_not_opened_beside_another(ending: Ending) -> None:
    renew(ending)

    with pytest.raises(CycleStillOpen):
        reopen_cycle(ending.cycle)
