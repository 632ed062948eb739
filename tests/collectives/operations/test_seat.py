"""Seats: given, ended, moved; never an eleventh, never two for one person."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection
from django.utils.timezone import now

from collectives.models import MAX_SEATS, Collective, Participant, Seat
from collectives.operations.collective import close_collective
from collectives.operations.membership import remove_participant
from collectives.operations.seat import (
    AlreadySeated,
    CollectiveClosed,
    CollectiveFull,
    ParticipantLeft,
    SameCollective,
    SeatEnded,
    end_seat,
    move_seat,
    restore_seat,
    seat_participant,
    seat_participants,
)
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_collective, make_participant, make_program, seat


def test_a_seat_is_the_lowest_that_is_free(admin):
    collective = make_collective()
    first, second, third = (make_participant() for _ in range(3))
    ended = seat_participant(collective, participant=first, by=admin, now=now())
    seat_participant(collective, participant=second, by=admin, now=now())
    end_seat(ended, reason="Another school", by=admin, now=now())

    given = seat_participant(collective, participant=third, by=admin, now=now())

    assert (given.number, given.seated_by) == (1, admin)


def test_the_eleventh_gets_no_seat(admin):
    collective = make_collective("Ask them")
    for _ in range(MAX_SEATS):
        seat(collective, make_participant())

    with pytest.raises(CollectiveFull, match="Ask them has all 10 seats taken"):
        seat_participant(collective, participant=make_participant(), by=admin, now=now())

    assert collective.seats.count() == MAX_SEATS


def test_nobody_sits_twice_in_one_collective(admin):
    collective, person = make_collective(), make_participant("Aoife Brennan")
    seat(collective, person)

    with pytest.raises(AlreadySeated, match="Aoife Brennan already has a seat"):
        seat_participant(collective, participant=person, by=admin, now=now())


def test_a_person_may_sit_in_two_collectives(admin):
    person = make_participant()

    for name in ("Ask them", "Time to think"):
        seat_participant(make_collective(name), participant=person, by=admin, now=now())

    assert person.seats.filter(left_at=None).count() == 2


def test_several_people_get_seats_or_nobody_does(admin):
    collective = make_collective()
    for _ in range(MAX_SEATS - 1):
        seat(collective, make_participant())
    two = [make_participant(), make_participant()]

    with pytest.raises(CollectiveFull, match="You chose 2 people"):
        seat_participants(collective, participants=two, by=admin, now=now())

    assert collective.seats.count() == MAX_SEATS - 1


def test_a_closed_collective_gives_no_seat(admin):
    collective = make_collective()
    close_collective(collective, reason="The year is over", by=admin, now=now())

    with pytest.raises(CollectiveClosed):
        seat_participant(collective, participant=make_participant(), by=admin, now=now())


def test_who_left_the_program_gets_no_seat(admin):
    collective, person = make_collective(), make_participant()
    remove_participant(person, by=admin, now=now())

    with pytest.raises(ParticipantLeft):
        seat_participant(collective, participant=person, by=admin, now=now())


def test_a_seat_that_ended_keeps_who_when_and_why(admin):
    given, at = seat(make_collective(), make_participant()), now()

    end_seat(given, reason="On leave until June", by=admin, now=at)

    given.refresh_from_db()
    assert (given.left_at, given.left_by, given.left_reason) == (at, admin, "On leave until June")


def test_a_seat_ends_once(admin):
    given = seat(make_collective(), make_participant())
    end_seat(given, reason="First", by=admin, now=now())

    with pytest.raises(SeatEnded):
        end_seat(given, reason="Second", by=admin, now=now())

    given.refresh_from_db()
    assert given.left_reason == "First"


def test_undoing_gives_the_same_number_and_keeps_both_rows(admin):
    collective, person = make_collective(), make_participant()
    seat(collective, make_participant())
    given = seat(collective, person)
    end_seat(given, reason="A slip", by=admin, now=now())

    again = restore_seat(given, by=admin, now=now())

    assert (again.number, again.participant) == (2, person)
    assert person.seats.count() == 2


def test_a_moved_seat_ends_here_and_begins_there(admin):
    here, there, person = make_collective("Here"), make_collective("There"), make_participant()
    given = seat(here, person)

    moved = move_seat(given, to=there, reason="Closer to their school", by=admin, now=now())

    given.refresh_from_db()
    assert given.left_reason == "Closer to their school"
    assert (moved.collective, moved.number) == (there, 1)


def test_a_seat_does_not_end_when_there_is_none_to_move_to(admin):
    here, there, person = make_collective(), make_collective(), make_participant()
    given = seat(here, person)
    for _ in range(MAX_SEATS):
        seat(there, make_participant())

    with pytest.raises(CollectiveFull):
        move_seat(given, to=there, reason="Closer", by=admin, now=now())

    given.refresh_from_db()
    assert given.left_at is None


def test_a_seat_moves_to_another_collective(admin):
    here = make_collective()

    with pytest.raises(SameCollective):
        move_seat(seat(here, make_participant()), to=here, reason="", by=admin, now=now())


def test_two_people_give_the_last_seat_at_once_and_one_of_them_is_told(committed):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        admin = make_participant(role="admin")
        collective = make_collective()
        for _ in range(MAX_SEATS - 1):
            seat(collective, make_participant())
        wanting = [make_participant(), make_participant()]

    def give(person: Participant) -> Callable[[], int]:
        def work() -> int:
            with program_scope(program.pk):
                chosen = Collective.objects.get(pk=collective.pk)
                return seat_participant(chosen, participant=person, by=admin, now=now()).number

        return work

    came = at_once(*(give(person) for person in wanting))

    assert sorted(came, key=str) == [MAX_SEATS, CollectiveFull]
    with program_scope(program.pk):
        assert Seat.objects.filter(collective=collective, left_at=None).count() == MAX_SEATS


def test_who_comes_while_the_last_seat_is_being_given_waits_and_is_told(committed):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        admin = make_participant(role="admin")
        collective = make_collective()
        for _ in range(MAX_SEATS - 1):
            seat(collective, make_participant())
        first, second = make_participant(), make_participant()
    came: list[object] = []

    def give_to_second() -> None:
        try:
            with program_scope(program.pk):
                chosen = Collective.objects.get(pk=collective.pk)
                came.append(seat_participant(chosen, participant=second, by=admin, now=now()))
        except Refused as reason:
            came.append(type(reason))
        finally:
            connection.close()

    late = Thread(target=give_to_second)
    with program_scope(program.pk):
        seat_participant(collective, participant=first, by=admin, now=now())
        late.start()
        late.join(timeout=0.5)
        waited = late.is_alive()
    late.join()

    assert (waited, came) == (True, [CollectiveFull])
