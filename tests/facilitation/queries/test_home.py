"""What is next for a person, and what their home page costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collectives.models import Collective, Participant, Program
from collectives.operations.invitation import invite_to_collective
from facilitation.models import AgendaItem, Session
from facilitation.operations.attendance import say_coming
from facilitation.queries.home import home_of
from ilc.tenancy.scope import program_scope
from inquiry.models import Phase, PlacematField, PlacematText
from tests.make import make_collective, make_cycle, make_participant, make_placemat, name_facilitator, seat
from tests.make_formation import make_ballot, make_formation
from tests.make_gathering import make_gathering, open_to

NOW = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


def make_session(collective: Collective, starts_at: datetime) -> Session:
    return Session.objects.create(
        collective=collective,
        date=starts_at.date(),
        wall_time=starts_at.time(),
        zone="UTC",
        starts_at=starts_at,
        minutes=90,
        meeting="hybrid",
        made_at=NOW,
    )


def make_leader_in(collective: Collective) -> Participant:
    leader = make_participant()
    seat(collective, leader)
    return leader


def test_a_leader_is_asked_whether_they_come(program: Program) -> None:
    with program_scope(program.pk):
        collective = make_collective("Reading with meaning")
        leader = make_leader_in(collective)
        make_session(collective, NOW + timedelta(days=3))

        steps = home_of(leader, otherwise="en", now=NOW).steps

    assert [step.title for step in steps] == ["Say whether you come to Reading with meaning"]


def test_who_has_answered_is_not_asked_again(program: Program) -> None:
    with program_scope(program.pk):
        collective = make_collective()
        leader = make_leader_in(collective)
        say_coming(make_session(collective, NOW + timedelta(days=3)), coming="online", by=leader, now=NOW)

        home = home_of(leader, otherwise="en", now=NOW)

    assert home.steps == []
    assert [session.coming for session in home.sessions] == ["online"]


def test_a_facilitator_is_asked_to_prepare_a_session_without_agenda(program: Program) -> None:
    with program_scope(program.pk):
        collective = make_collective("Reading with meaning")
        facilitator = make_participant(role="facilitator")
        name_facilitator(collective, facilitator)
        session = make_session(collective, NOW + timedelta(days=3))

        before = [step.title for step in home_of(facilitator, otherwise="en", now=NOW).steps]
        AgendaItem.objects.create(session=session, position=1, title="Arrive", minutes=10, made_at=NOW)
        after = [step.title for step in home_of(facilitator, otherwise="en", now=NOW).steps]

    assert (before, after) == (["Prepare the session of Reading with meaning"], [])


def test_an_empty_placemat_in_the_design_phase_waits_to_be_begun(program: Program) -> None:
    with program_scope(program.pk):
        collective = make_collective("Reading with meaning")
        leader = make_leader_in(collective)
        placemat = make_placemat(make_cycle(collective, phase=Phase.DESIGNING))

        before = [step.title for step in home_of(leader, otherwise="en", now=NOW).steps]
        PlacematText.objects.create(
            placemat=placemat, field=PlacematField.PROBLEM_OF_PRACTICE, text="Students do not…", version=1
        )
        after = [step.title for step in home_of(leader, otherwise="en", now=NOW).steps]

    assert (before, after) == (["Begin the placemat of Reading with meaning"], [])


def test_an_admin_without_a_collective_is_shown_the_program(program: Program) -> None:
    with program_scope(program.pk):
        make_collective()
        admin = make_participant(role="admin")

        home = home_of(admin, otherwise="en", now=NOW)

    assert [step.url_name for step in home.steps] == ["collectives:setup"]
    assert (home.collectives, len(home.looked_after)) == ([], 1)


def test_what_other_collectives_do_does_not_show(program: Program) -> None:
    with program_scope(program.pk):
        leader = make_leader_in(make_collective("Mine"))
        elsewhere = make_collective("Elsewhere")
        make_leader_in(elsewhere)
        make_session(elsewhere, NOW + timedelta(days=3))
        make_placemat(make_cycle(elsewhere))

        home = home_of(leader, otherwise="en", now=NOW)

    assert [one.name for one in home.collectives] == ["Mine"]
    assert (home.sessions, home.placemats, home.steps) == ([], [], [])


def test_a_closed_collective_asks_for_nothing(program: Program) -> None:
    with program_scope(program.pk):
        collective = make_collective(closed_at=NOW)
        leader = make_leader_in(collective)
        make_session(collective, NOW + timedelta(days=3))
        make_placemat(make_cycle(collective))

        home = home_of(leader, otherwise="en", now=NOW)

    assert (home.collectives, home.sessions, home.placemats, home.steps) == ([], [], [], [])


@pytest.mark.parametrize("role", ["leader", "admin"])
def test_three_collectives_cost_as_many_queries_as_one(program: Program, role: str) -> None:
    counts = []
    with program_scope(program.pk):
        person = make_participant(role=role)
        for number in (1, 2):
            for _ in range(number):
                collective = make_collective()
                seat(collective, person)
                make_session(collective, NOW + timedelta(days=3))
                make_placemat(make_cycle(collective))
            with CaptureQueriesContext(connection) as queries:
                home_of(Participant.objects.get(pk=person.pk), otherwise="en", now=NOW)
            counts.append(len(queries))

    assert counts[0] == counts[1]


def test_what_others_ask_comes_before_what_one_could_prepare(program: Program) -> None:
    with program_scope(program.pk):
        admin, leader = make_participant(role="admin"), make_participant()
        collective = make_collective("Grading that tells the truth")
        invite_to_collective(collective, participants=[leader], formation=None, by=admin, now=NOW)
        make_ballot(make_formation(admin), leader)
        open_to(make_gathering(admin, anonymous=False), [leader], now=NOW)

        steps = home_of(leader, otherwise="en", now=NOW).steps

    assert [(step.title, step.url_name) for step in steps] == [
        ("You are invited to Grading that tells the truth", "collectives:invitation"),
        ("Say what you want to work on, and when you can meet", "collectives:ballot"),
        ("What troubles you?", "collectives:gathering-answer"),
    ]
