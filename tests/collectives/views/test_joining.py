"""Joining an open collective by oneself, waiting for a seat there, and staff who close it for joining."""

import pytest
from django.utils.timezone import now

from collectives.models import Formation, FormationRule, FormationRulePerson, Invitation, Participant, Seat
from collectives.operations.joining import NotOpenToJoin, SitsElsewhere, join_collective
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.collectives.views.conftest import Shore, plain
from tests.make import make_participant, make_program, make_school, seat
from tests.make_formation import make_ballot
from tests.make_invitation import make_formed, make_open_collective, themes_of

OPEN = "collectives/open/"


@pytest.fixture
def halls(shore: Shore):
    """A collective of a formation that lets leaders join, with two people and three seats."""
    with program_scope(shore.program_pk):
        people = [make_participant("One"), make_participant("Two")]
        collective = make_open_collective("Walking the halls", shore.facilitator, *people)
        make_formed(shore.admin, collective, most=3, leaders_may_join=True, district_most=1)
        return collective


def join(shore: Shore, halls, who: str = "outsider"):
    return shore.sign_in(who).post(shore.url(f"collectives/{halls.pk}/join/"))


def test_who_has_no_seat_sees_what_is_open(shore: Shore, halls):
    body = plain(shore.sign_in("outsider").get(shore.url(OPEN)))

    for words in ("Walking the halls", "Grading", "Renée Thériault", "English", "Second Tuesday", "1 seat is free"):
        assert words in body


def test_who_has_a_seat_sees_none(shore: Shore, halls):
    body = plain(shore.sign_in("member").get(shore.url(OPEN)))

    assert "Walking the halls" not in body
    assert "You have a seat in Ask them" in body
    assert join(shore, halls, "member").status_code == 404


def test_where_the_formation_does_not_let_them_nothing_is_open(shore: Shore, halls):
    with program_scope(shore.program_pk):
        Formation.objects.update(leaders_may_join=False)

    assert "No collective is open for joining now" in plain(shore.sign_in("outsider").get(shore.url(OPEN)))
    assert join(shore, halls).status_code == 404


def test_one_joins_and_may_leave_again(shore: Shore, halls):
    response = join(shore, halls)

    with program_scope(shore.program_pk):
        invitation = Invitation.objects.get(participant=shore.outsider)
    assert (response.status_code, invitation.state) == (302, "accepted")
    left = shore.sign_in("outsider").post(shore.url(f"invitations/{invitation.pk}/"), {"answer": "no"})
    assert left.status_code == 302
    with program_scope(shore.program_pk):
        assert not Seat.objects.filter(participant=shore.outsider, left_at=None).exists()


def test_a_full_one_is_waited_for_and_says_which_number_one_is(shore: Shore, halls):
    with program_scope(shore.program_pk):
        seat(halls, make_participant())
    client = shore.sign_in("outsider")

    refused = join(shore, halls)
    waits = client.post(shore.url(f"collectives/{halls.pk}/wait/"))
    again = client.post(shore.url(f"collectives/{halls.pk}/wait/"))
    body = plain(client.get(shore.url(OPEN)))

    assert (refused.status_code, waits.status_code, again.status_code) == (422, 302, 422)
    assert "The last seat was just taken" in plain(refused)
    assert "You are number 1 on the waiting list. We cannot say when a seat frees." in body


def test_while_a_seat_is_free_nobody_waits(shore: Shore, halls):
    response = shore.sign_in("outsider").post(shore.url(f"collectives/{halls.pk}/wait/"))

    assert response.status_code == 422
    assert "you may join right away" in plain(response)


def test_a_refusal_never_tells_of_whom_one_is_kept_apart(shore: Shore, halls):
    with program_scope(shore.program_pk):
        formation = Formation.objects.get()
        rule = FormationRule.objects.create(formation=formation, kind="apart", set_by=shore.admin, set_at=now())
        for person in (shore.outsider, Participant.objects.get(name="One")):
            FormationRulePerson.objects.create(rule=rule, participant=person)

    response = join(shore, halls)

    body = plain(response)
    assert response.status_code == 422
    assert "This collective is not open to you. Ask the people who run the program" in body
    assert "apart" not in body
    assert "One" not in body.split("Walking the halls")[0]


def test_the_cap_of_a_district_and_the_languages_are_said_in_words(shore: Shore, halls):
    with program_scope(shore.program_pk):
        formation = Formation.objects.get()
        for number in range(3):
            make_school(district=f"District {number}")
        Participant.objects.filter(name="One").update(school=shore.outsider.school)

        with pytest.raises(NotOpenToJoin, match="As many people of your district"):
            join_collective(halls, participant=shore.outsider, now=now())

        french = make_participant("French")
        make_ballot(formation, french, *themes_of("Grading"), languages=["fr"])
        with pytest.raises(NotOpenToJoin, match="It meets in English"):
            join_collective(halls, participant=french, now=now())


def test_staff_close_a_collective_for_joining_and_open_it_again(shore: Shore, halls):
    url = shore.url(f"collectives/{halls.pk}/joining/")
    others = [shore.sign_in(name).post(url).status_code for name in ("facilitator", "outsider")]

    closed = shore.sign_in("admin").post(url, {"allowed": "no"})
    without = plain(shore.sign_in("outsider").get(shore.url(OPEN)))
    shore.sign_in("admin").post(url, {"allowed": "yes"})

    assert (others, closed.status_code) == ([403, 404], 302)
    assert "Walking the halls" not in without
    assert "Walking the halls" in plain(shore.sign_in("outsider").get(shore.url(OPEN)))


def test_who_presses_join_in_two_windows_gets_one_seat(committed):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        admin, person = make_participant(role="admin"), make_participant()
        both = [make_open_collective("Here", admin), make_open_collective("There", make_participant())]
        make_formed(admin, *both, leaders_may_join=True)

    def press(collective):
        def work() -> str:
            with program_scope(program.pk):
                return str(join_collective(collective, participant=person, now=now()).collective)

        return work

    came = at_once(*(press(one) for one in both))

    assert SitsElsewhere in came
    with program_scope(program.pk):
        assert Seat.objects.filter(participant=person, left_at=None).count() == 1
