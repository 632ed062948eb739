"""A session that is on, or opens within the hour, stands first on the home page."""

from datetime import UTC, datetime, timedelta

from collectives.models import Participant, Program
from facilitation.models import Session, SessionState
from facilitation.operations.session_end import end_session
from facilitation.operations.session_run import start_session, take_over
from facilitation.queries.home import home_of
from facilitation.queries.home_step import Step
from facilitation.queries.session import list_sessions, my_sessions
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, name_facilitator, seat
from tests.make_formation import make_ballot, make_formation
from tests.make_session import make_full_collective, make_run, make_session_now

NOW = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


def first_step(person: Participant, now: datetime = NOW) -> Step:
    return home_of(person, otherwise="en", now=now).steps[0]


def test_a_member_joins_what_is_on_in_one_press_before_everything_else(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, [member] = make_full_collective(1)
        run = make_run(guide, collective=collective, now=NOW)
        make_ballot(make_formation(guide), member)

        step = first_step(member, NOW + timedelta(minutes=20))

    assert step == Step(
        f"The session of {collective.name} is on",
        "Renée Thériault leads it. You see the step, answer what is asked, and have the placemat at hand.",
        "Join the session",
        "facilitation:session-here",
        run.session_id,
        NOW,
        on=True,
    )


def test_whoever_may_run_it_takes_up_the_run_sheet(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, _members = make_full_collective(1)
        other = make_participant("Tomás Echeverría", role="facilitator")
        name_facilitator(collective, other)
        run = make_run(guide, collective=collective, now=NOW)
        led = [first_step(one) for one in (guide, other)]
        take_over(run, by=other, now=NOW)
        taken = first_step(guide)

    assert [(step.action, step.url_name) for step in led] == [
        ("Take up the run sheet", "facilitation:session-run"),
        ("Take up the run sheet", "facilitation:session-run"),
    ]
    assert [step.text for step in [*led, taken]] == [
        "You lead it. The run sheet stands where you left it.",
        "Renée Thériault leads it, and you may take over.",
        "Tomás Echeverría leads it, and you may take over.",
    ]


def test_it_stays_first_long_after_its_time_until_somebody_ends_it(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, [member] = make_full_collective(1)
        run = make_run(guide, collective=collective, now=NOW)
        later = NOW + timedelta(days=3)
        on = home_of(member, otherwise="en", now=later)
        listed = [
            [row.on for row in list_sessions(my_sessions(member), member, past=past, cursor="", now=later).rows]
            for past in (False, True)
        ]
        end_session(run, by=guide, now=later)
        over = home_of(member, otherwise="en", now=later)
        then = [
            [row.on for row in list_sessions(my_sessions(member), member, past=past, cursor="", now=later).rows]
            for past in (False, True)
        ]

    assert ([step.on for step in on.steps], [one.begun_at for one in on.sessions]) == ([True], [NOW])
    assert (listed, then) == ([[True], []], [[], [False]])
    assert (over.steps, over.sessions) == ([], [])


def test_one_that_was_ended_before_its_time_asks_for_nothing(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, [member] = make_full_collective(1)
        end_session(make_run(guide, collective=collective, now=NOW), by=guide, now=NOW)

        home = home_of(member, otherwise="en", now=NOW + timedelta(minutes=1))

    assert (home.steps, home.sessions) == ([], [])


def test_within_the_hour_one_begins_and_the_others_are_told_when_it_opens(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, [member] = make_full_collective(1)
        session = make_session_now(guide, collective=collective, now=NOW)
        soon, late = NOW - timedelta(minutes=50), NOW + timedelta(minutes=10)
        before = home_of(guide, otherwise="en", now=NOW - timedelta(minutes=61)).steps
        begin = first_step(guide, soon)
        wait = [first_step(member, moment) for moment in (soon, late)]

    assert before == []
    assert (begin.action, begin.url_name, begin.pk) == ("Begin", "facilitation:session-run", session.pk)
    assert {(step.action, step.url_name) for step in wait} == {("Go to the session", "facilitation:session-here")}
    assert [step.text for step in wait] == [
        "It opens at 12:00, UTC. The page moves on by itself when it begins.",
        "Planned for 12:00, UTC. The page moves on by itself when it begins.",
    ]


def test_within_the_hour_one_without_an_agenda_is_prepared_first(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, _members = make_full_collective(1)
        make_session_now(guide, collective=collective, items=(), now=NOW)

        step = first_step(guide)

    assert (step.action, step.url_name) == ("Prepare it", "facilitation:session-agenda")


def test_one_that_was_cancelled_while_it_was_on_is_not_on(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, [member] = make_full_collective(1)
        make_run(guide, collective=collective, now=NOW)
        Session.objects.update(state=SessionState.CANCELLED)

        rows = list_sessions(my_sessions(member), member, past=False, cursor="", now=NOW).rows
        home = home_of(member, otherwise="en", now=NOW)

    assert ([row.on for row in rows], home.steps) == ([False], [])


def test_the_session_of_others_is_not_on_for_me(program: Program) -> None:
    with program_scope(program.pk):
        _collective, guide, _members = make_full_collective(1)
        start_session(make_session_now(guide, now=NOW), by=guide, now=NOW)
        leader, admin = make_participant(), make_participant(role="admin")
        seat(make_collective("Mine"), leader)

        steps = [step for one in (leader, admin) for step in home_of(one, otherwise="en", now=NOW).steps]

    assert [step.title for step in steps if step.on] == []
