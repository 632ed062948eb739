"""Seats for people who came late: worked out between two transactions, and done only when somebody says so."""

import pytest
from django.utils.timezone import now

from collectives.models import Ballot, Collective, Formation, InvitationState, Participant, ReseatingState
from collectives.operations.latecomers import AtWork, NobodyLate, ask_for_seats, begin_work, store_work, work_out
from collectives.queries.repair import repair_page
from collectives.queries.reseating import list_latecomers
from collectives.tasks.waiting import seat_latecomers, sweep_free_seats
from ilc.tenancy.scope import program_scope
from tests.make import make_participant, make_program
from tests.make_formation import FREE_ON_TUESDAY, make_ballot
from tests.make_invitation import make_formed, make_invitation, make_open_collective, themes_of, wait


def ballot(formation: Formation, person: Participant, *themes: str) -> None:
    """What somebody wants who can meet on Tuesdays."""
    usual = {"zone": "America/Halifax", "half_hours": FREE_ON_TUESDAY, "languages": ["en"]}
    make_ballot(formation, person, *themes_of(*themes), **usual)


def make_two(
    admin: Participant, *, most: int = 10, people: int = 4, **fields: object
) -> tuple[Formation, Collective, Collective]:
    """Two collectives of a formation, whose people answered: Grading first, Belonging second, and the other way."""
    here = make_open_collective("Here", admin, *(make_participant(f"Here {one}") for one in range(people)))
    there = make_open_collective(
        "There", make_participant(), *(make_participant(f"There {one}") for one in range(people)), theme="Belonging"
    )
    formation = make_formed(admin, here, there, most=most, **fields)
    for name, wanted in (("Here", ("Grading", "Belonging")), ("There", ("Belonging", "Grading"))):
        for person in Participant.objects.filter(name__startswith=name):
            ballot(formation, person, *wanted)
    return formation, here, there


def test_who_answered_and_has_no_seat_came_late(admin):
    formation, here, _there = make_two(admin)
    late, said_no, silent = make_participant("Late"), make_participant("Said no"), make_participant("Silent")
    ballot(formation, late, "Grading")
    ballot(formation, said_no, "Grading")
    invitation = make_invitation(here, said_no, formation=formation, state=InvitationState.DECLINED)
    invitation.seat.left_at = now()
    invitation.seat.save()
    make_ballot(formation, silent)

    assert [row.name for row in list_latecomers(formation)] == ["Late"]


def test_where_seats_are_free_nobody_moves(admin):
    formation, here, there = make_two(admin)
    people = [make_participant("Late A"), make_participant("Late B")]
    ballot(formation, people[0], "Grading")
    ballot(formation, people[1], "Belonging")
    reseating = ask_for_seats(formation, by=admin, now=now())

    moves, left_out = work_out(begin_work(reseating.pk))

    wanted = {(str(people[0].pk), "", str(here.pk)), (str(people[1].pk), "", str(there.pk))}
    assert ({tuple(move) for move in moves}, left_out) == (wanted, [])


def test_who_fits_nowhere_is_named(admin):
    formation, _here, _there = make_two(admin)
    ballot(formation, late := make_participant("Late"), "Attendance")
    reseating = ask_for_seats(formation, by=admin, now=now())

    assert work_out(begin_work(reseating.pk)) == ([], [str(late.pk)])


def test_one_person_moves_where_that_makes_room(admin):
    formation, here, there = make_two(admin, most=4, people=4)
    gone = there.seats.get(number=4)
    there.seats.filter(number=4).update(left_at=now())
    Ballot.objects.filter(participant=gone.participant).update(takes_part=False)
    ballot(formation, late := make_participant("Late"), "Grading")
    reseating = ask_for_seats(formation, by=admin, now=now())

    moves, left_out = work_out(begin_work(reseating.pk))

    assert left_out == []
    assert [str(late.pk), "", str(here.pk)] in moves
    assert [(came, goes) for who, came, goes in moves if who != str(late.pk)] == [(str(here.pk), str(there.pk))]


def test_nothing_is_worked_out_for_nobody_and_not_twice_at_once(admin):
    formation, _here, _there = make_two(admin)
    with pytest.raises(NobodyLate):
        ask_for_seats(formation, by=admin, now=now())
    ballot(formation, make_participant("Late"), "Grading")
    ask_for_seats(formation, by=admin, now=now())

    with pytest.raises(AtWork):
        ask_for_seats(formation, by=admin, now=now())


def test_a_new_proposal_puts_the_former_away(admin):
    formation, _here, _there = make_two(admin)
    ballot(formation, make_participant("Late"), "Grading")
    former = ask_for_seats(formation, by=admin, now=now())
    store_work(former.pk, [], [])

    ask_for_seats(formation, by=admin, now=now())

    former.refresh_from_db()
    assert former.state == ReseatingState.DISCARDED


def test_the_work_is_done_by_a_sweep_when_no_bell_rang(committed):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        admin = make_participant(role="admin")
        formation, here, _there = make_two(admin)
        ballot(formation, late := make_participant("Late"), "Grading")
        reseating = ask_for_seats(formation, by=admin, now=now())

    sweep_free_seats()
    seat_latecomers(program_id=program.pk, reseating_pk=str(reseating.pk))
    seat_latecomers(program_id=program.pk, reseating_pk=str(reseating.pk))

    with program_scope(program.pk):
        reseating.refresh_from_db()
        assert reseating.state == ReseatingState.PROPOSED
        assert reseating.moves == [[str(late.pk), "", str(here.pk)]]


def leave(collective: Collective, name: str) -> None:
    """Somebody leaves."""
    collective.seats.filter(participant__name=name).update(left_at=now(), left_reason="Another school")


def test_where_enough_people_stay_carrying_on_comes_first(admin):
    formation, here, _there = make_two(admin, fewest=3, people=5)
    wait(late := make_participant("Waits"), formation=formation)
    ballot(formation, late, "Grading")
    leave(here, "Here 0")

    page = repair_page(here)

    assert page.left.participant.name == "Here 0"
    assert page.repairs[0].title == "Carry on with 4 people"
    assert len(page.repairs) <= 3
    assert any(one.kind == "fill_waiting" and one.rows[0].name == "Waits" for one in page.repairs)


def test_where_too_few_stay_somebody_moves_in_or_the_group_closes(admin):
    _formation, here, _there = make_two(admin, fewest=4, people=5)
    leave(here, "Here 0")
    leave(here, "Here 1")

    page = repair_page(here)

    assert page.small
    assert "nothing" not in {one.kind for one in page.repairs}
    moved = next(one for one in page.repairs if one.kind == "move_in")
    assert moved.title.startswith("Move There ")
    assert [row.words for row in moved.rows] == ["Their second choice instead of their first choice."]
    assert "The whole loses" in moved.cost


def test_there_is_nothing_to_repair_where_nobody_left(admin):
    _formation, here, _there = make_two(admin)

    assert (repair_page(here).left, list(repair_page(here).repairs)) == (None, [])
