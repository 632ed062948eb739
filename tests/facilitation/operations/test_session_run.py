"""Beginning a session, leading it, handing it on, ending it."""

from datetime import UTC, datetime, timedelta

import pytest

from collectives.models import Door, GatheringState, Participant, Program
from facilitation.models import SessionRun, SessionState, SessionStep
from facilitation.operations.session_end import end_session, resume_session
from facilitation.operations.session_run import (
    NothingPlanned,
    NotLeading,
    SessionNotOn,
    hold_led,
    renew_code,
    show_on_screens,
    start_session,
    take_over,
)
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_collective, make_participant, make_program, make_session
from tests.make_session import SOON, items_of, make_full_collective, make_run, make_session_now
from tests.world_session import make_prompt

NOW = datetime(2026, 11, 17, 19, 30, tzinfo=UTC)


def test_it_begins_at_the_first_item_with_a_code_to_join(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant(role="facilitator")
        session = make_session_now(by, now=NOW)

        run = start_session(session, by=by, now=NOW)

        step = SessionStep.objects.get()
        assert (run.led_by, run.started_at, len(run.code)) == (by, NOW, 6)
        assert (step.item, step.number, step.planned_seconds) == (items_of(session)[0], 1, 600)
        assert Door.objects.filter(purpose="session_room", object_key=str(session.pk), closed_at=None).count() == 1


def test_whoever_begins_second_finds_it_begun_and_led_by_the_first(program: Program) -> None:
    with program_scope(program.pk):
        first, second = make_participant(role="facilitator"), make_participant(role="facilitator")
        session = make_session_now(first, now=NOW)
        start_session(session, by=first, now=NOW)

        run = start_session(session, by=second, now=NOW + SOON)

        assert (run.led_by, run.started_at) == (first, NOW)
        assert (SessionRun.objects.count(), SessionStep.objects.count()) == (1, 1)


def test_it_does_not_begin_cancelled_early_or_with_nothing_planned(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant(role="facilitator")
        cancelled, early = make_session_now(by, now=NOW), make_session_now(by, now=NOW + timedelta(hours=3))
        cancelled.state = SessionState.CANCELLED
        cancelled.save(update_fields=["state"])
        empty = make_session(make_collective(), on=NOW.date())

        with pytest.raises(SessionNotOn, match="cancelled"):
            start_session(cancelled, by=by, now=NOW)
        with pytest.raises(SessionNotOn, match="two hours"):
            start_session(early, by=by, now=NOW)
        with pytest.raises(NothingPlanned):
            start_session(empty, by=by, now=empty.starts_at)
        assert SessionRun.objects.count() == 0


def test_another_facilitator_takes_over_and_then_leads(program: Program) -> None:
    with program_scope(program.pk):
        first, second = make_participant("Renée", role="facilitator"), make_participant(role="facilitator")
        run = make_run(first, now=NOW)
        with pytest.raises(NotLeading, match="Renée leads now"):
            hold_led(run, by=second)

        take_over(run, by=second, now=NOW + SOON)
        take_over(run, by=second, now=NOW + 2 * SOON)

        held = hold_led(run, by=second)
        assert (held.led_by, held.led_since) == (second, NOW + SOON)
        with pytest.raises(NotLeading):
            hold_led(run, by=first)


def test_what_the_screens_show_lasts_until_the_step_is_left(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant(role="facilitator")
        run = make_run(by, now=NOW)

        show_on_screens(run, {"kind": "theory"}, by=by, now=NOW)

        assert SessionRun.objects.get().shows == {"kind": "theory"}


def test_a_new_code_closes_the_former(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant(role="facilitator")
        run = make_run(by, now=NOW)

        renewed = renew_code(run, by=by, now=NOW)

        assert renewed.code != run.code
        assert Door.objects.filter(purpose="session_room", closed_at=None).count() == 1


def test_ending_closes_what_was_asked_live_and_twice_does_no_harm(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)
        prompt = make_prompt(run.session, by, "What do you notice?", asked=members)

        end_session(run, by=by, now=NOW + SOON)
        ended = end_session(run, by=by, now=NOW + 5 * SOON)

        prompt.gathering.refresh_from_db()
        assert (ended.ended_at, prompt.gathering.state) == (NOW + SOON, GatheringState.CLOSED)
        assert list(SessionStep.objects.values_list("ended_at", flat=True)) == [NOW + SOON]
        with pytest.raises(SessionNotOn):
            take_over(run, by=by, now=NOW + 5 * SOON)


def test_it_goes_on_where_it_ended_on_the_same_day_only(program: Program) -> None:
    with program_scope(program.pk):
        by, other = make_participant(role="facilitator"), make_participant(role="facilitator")
        run = make_run(by, now=NOW)
        end_session(run, by=by, now=NOW + SOON)

        resumed = resume_session(run, by=other, now=NOW + 2 * SOON)
        again = resume_session(run, by=by, now=NOW + 3 * SOON)

        assert (resumed.ended_at, resumed.led_by, again.led_by) == (None, other, other)
        assert SessionStep.objects.get(ended_at=None).item == items_of(run.session)[0]
        end_session(run, by=by, now=NOW + 4 * SOON)
        with pytest.raises(SessionNotOn, match="another day"):
            resume_session(run, by=by, now=NOW + timedelta(days=1))


def test_two_who_begin_at_the_same_moment_begin_one_session(committed: None) -> None:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        collective, first, _members = make_full_collective()
        second = make_participant(role="facilitator")
        session = make_session_now(first, collective=collective)

    def begin(who: Participant) -> object:
        with program_scope(program.pk):
            return start_session(session, by=who, now=session.starts_at).led_by.name

    led = at_once(lambda: begin(first), lambda: begin(second))

    with program_scope(program.pk):
        assert led == [SessionRun.objects.get().led_by.name] * 2
        assert SessionStep.objects.count() == 1
