"""Waiting lists: in order, only who fits, exactly once."""

from collections.abc import Callable

import pytest
from django.utils.timezone import now

from collectives.models import (
    FormationRule,
    FormationRulePerson,
    Invitation,
    InvitationState,
    Participant,
    Program,
    Seat,
    WaitingPlace,
    WaitingState,
)
from collectives.operations.invitation_answer import decline_invitation
from collectives.operations.seat import CollectiveFull, end_seat, seat_participant
from collectives.operations.waiting import (
    AlreadyWaits,
    SitsThere,
    WaitsNoLonger,
    leave_waiting_list,
    promote_waiting,
    seat_waiting,
    wait_for_seat,
)
from collectives.queries.waiting import list_waited_for, list_waiting
from collectives.tasks.waiting import fill_free_seats, sweep_free_seats
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_collective, make_participant, make_program, make_school, seat
from tests.make_formation import FREE_ON_TUESDAY, make_ballot
from tests.make_invitation import make_formed, make_invitation, make_open_collective, themes_of, wait


def full_collective(admin: Participant, *, people: int = 4, **fields: object):
    """A collective of a formation with as many seats as people, and its formation."""
    members = [make_participant(f"Member {number}") for number in range(people)]
    collective = make_open_collective("Ask them", admin, *members)
    return collective, make_formed(admin, collective, most=people, **fields)


def free_one(collective, admin: Participant) -> None:
    end_seat(collective.seats.filter(left_at=None).order_by("number").first(), reason="", by=admin, now=now())


def ballot(formation, person: Participant, *themes: str, **fields: object) -> None:
    zone, languages = "America/Halifax", ["en"]
    usual = {"zone": zone, "half_hours": FREE_ON_TUESDAY, "languages": languages}
    make_ballot(formation, person, *themes_of(*themes), **usual | fields)


def test_the_first_who_waits_gets_the_free_seat_and_an_invitation_that_says_so(admin):
    collective, formation = full_collective(admin)
    first, second = make_participant("Aoife"), make_participant("Bao")
    places = [wait(one, collective, formation=formation, put_by=one) for one in (first, second)]
    free_one(collective, admin)

    [notice] = promote_waiting(collective.pk, now=now())

    assert (notice.recipient, notice.subject) == (first, "A seat is free for you in Ask them")
    assert Invitation.objects.get().state == InvitationState.SENT
    for place in places:
        place.refresh_from_db()
    assert [place.state for place in places] == [WaitingState.PROMOTED, WaitingState.WAITING]
    assert places[0].seat == Invitation.objects.get().seat
    assert promote_waiting(collective.pk, now=now()) == []


def test_nobody_is_promoted_into_a_full_or_a_closed_collective(admin):
    collective, formation = full_collective(admin)
    wait(make_participant(), collective, formation=formation)

    assert promote_waiting(collective.pk, now=now()) == []


def test_who_does_not_fit_is_passed_over_and_told_apart_in_words(admin):
    collective, formation = full_collective(admin, district_most=1)
    tide = make_school("A", district="Tidewater")
    for number in range(3):
        make_school(district=f"District {number}")
    Participant.objects.filter(pk=collective.seats.first().participant_id).update(school=tide)
    shut = make_participant("Kept apart")
    rule = FormationRule.objects.create(formation=formation, kind="apart", set_by=admin, set_at=now())
    for person in (shut, collective.seats.last().participant):
        FormationRulePerson.objects.create(rule=rule, participant=person)
    ballot(formation, shut, "Grading")
    french, other, same = (make_participant(name) for name in ("French", "Other theme", "Same district"))
    Participant.objects.filter(pk=same.pk).update(school=tide)
    fits = make_participant("Fits")
    ballot(formation, french, "Grading", languages=["fr"])
    ballot(formation, other, "Belonging")
    ballot(formation, same, "Grading")
    ballot(formation, fits, "Grading")
    for person in (french, other, same, shut, fits):
        wait(person, formation=formation)
    end_seat(collective.seats.order_by("number")[1], reason="", by=admin, now=now())

    words = {row.name: [one.words for one in row.blocked] for row in list_waiting(collective)}
    [notice] = promote_waiting(collective.pk, now=now())

    assert notice.recipient == fits
    assert words == {
        "French": ["Does not share the language of the collective."],
        "Other theme": ["Did not rank this theme."],
        "Same district": ["1 person of Tidewater sits there, the most a district may have."],
        "Kept apart": ["Is kept apart from Member 3."],
        "Fits": [],
    }


def test_only_one_may_be_unable_to_make_the_time(admin):
    collective, formation = full_collective(admin)
    for one in collective.seats.all()[:1]:
        ballot(formation, one.participant, "Grading", half_hours=[0])
    busy = make_participant("Busy")
    ballot(formation, busy, "Grading", half_hours=[0])
    wait(busy, formation=formation)

    [row] = list_waiting(collective)

    assert [one.words for one in row.blocked] == ["Cannot make the time, and Member 0 cannot either."]


def test_without_a_formation_the_first_who_came_is_asked(admin):
    collective = make_collective()
    for _ in range(9):
        seat(collective, make_participant())
    first = wait(make_participant(), collective)
    wait(make_participant(), collective)

    [notice] = promote_waiting(collective.pk, now=now())

    assert notice.recipient == first.participant


def test_one_waits_once_and_not_where_one_sits(admin):
    collective, formation = full_collective(admin)
    person = make_participant()
    wait_for_seat(person, collective=collective, formation=formation, by=admin, now=now())

    with pytest.raises(AlreadyWaits):
        wait_for_seat(person, collective=collective, formation=formation, by=admin, now=now())
    sitting = collective.seats.first().participant
    with pytest.raises(SitsThere):
        wait_for_seat(sitting, collective=collective, formation=formation, by=admin, now=now())


def test_each_sees_their_own_number(admin):
    collective, formation = full_collective(admin)
    people = [make_participant() for _ in range(3)]
    for person in people:
        wait_for_seat(person, collective=collective, formation=formation, by=person, now=now())

    assert [[one.number for one in list_waited_for(person)] for person in people] == [[1], [2], [3]]


def test_a_place_on_the_list_is_settled_once(admin):
    collective, formation = full_collective(admin)
    place = wait(make_participant(), collective, formation=formation)
    leave_waiting_list(place, by=admin, now=now())

    for again in (
        lambda: leave_waiting_list(place, by=admin, now=now()),
        lambda: seat_waiting(place, collective=collective, by=admin, now=now()),
    ):
        with pytest.raises(WaitsNoLonger):
            again()


def test_staff_hold_a_seat_out_of_turn(admin):
    collective = make_collective()
    wait(make_participant(), collective)
    place = wait(make_participant("Bao"), collective)

    sent = seat_waiting(place, collective=collective, by=admin, now=now())

    place.refresh_from_db()
    assert (sent.invitation.participant, place.state, place.settled_by) == (place.participant, "promoted", admin)


def test_staff_do_not_seat_an_eleventh(admin):
    collective = make_collective()
    for _ in range(10):
        seat(collective, make_participant())
    place = wait(make_participant(), collective)

    with pytest.raises(CollectiveFull):
        seat_waiting(place, collective=collective, by=admin, now=now())

    place.refresh_from_db()
    assert place.state == WaitingState.WAITING


def test_who_gets_a_seat_some_other_way_waits_no_longer(admin):
    collective = make_collective()
    place = wait(make_participant(), collective)

    seat_participant(collective, participant=place.participant, by=admin, now=now())

    place.refresh_from_db()
    assert place.state == WaitingState.PROMOTED


def in_scope(program: Program, work: Callable[[], object]) -> Callable[[], object]:
    def scoped() -> object:
        with program_scope(program.pk):
            return work()

    return scoped


def test_two_who_say_no_at_once_make_room_for_exactly_two(committed):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        admin = make_participant(role="admin")
        collective = make_collective()
        for _ in range(8):
            seat(collective, make_participant())
        invited = [make_invitation(collective, make_participant()) for _ in range(2)]
        for _ in range(3):
            wait(make_participant(), collective)

    at_once(
        *(in_scope(program, lambda one=one: decline_invitation(one, reason="", by=admin, now=now())) for one in invited)
    )
    fill = {"program_id": program.pk, "collective_pk": str(collective.pk)}
    at_once(lambda: fill_free_seats(**fill), lambda: fill_free_seats(**fill), sweep_free_seats)
    fill_free_seats(**fill)

    with program_scope(program.pk):
        assert Seat.objects.filter(collective=collective, left_at=None).count() == 10
        assert Invitation.objects.filter(state=InvitationState.SENT).count() == 2
        assert WaitingPlace.objects.filter(state=WaitingState.PROMOTED).count() == 2


def test_two_collectives_that_free_a_seat_at_once_do_not_both_take_the_same_person(committed):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        admin = make_participant(role="admin")
        here = make_open_collective("Here", admin, *(make_participant() for _ in range(3)))
        there = make_open_collective("There", make_participant(), *(make_participant() for _ in range(3)))
        formation = make_formed(admin, here, there, most=4)
        person = make_participant("Wanted twice")
        wait(person, formation=formation)
        ballot(formation, person, "Grading")

    at_once(*(in_scope(program, lambda pk=one.pk: len(promote_waiting(pk, now=now()))) for one in (here, there)))

    with program_scope(program.pk):
        assert Seat.objects.filter(participant=person, left_at=None).count() == 1
