"""Sessions that nobody ended, as the tasks end them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from collectives.models import Program
from facilitation.models import SessionRun
from facilitation.operations.session_end import end_session, resume_session
from facilitation.operations.session_run import LEFT_ON
from facilitation.tasks.session_end import end_session_left_on, sweep_sessions_left_on
from ilc.due import Due, waiting
from ilc.tenancy.scope import program_scope
from tests.make_session import make_full_collective, make_run

YESTERDAY = timedelta(hours=15)


def run_left_on(program: Program) -> SessionRun:
    with program_scope(program.pk):
        collective, guide, _members = make_full_collective(1)
        return make_run(guide, collective=collective, now=timezone.now() - YESTERDAY)


def test_it_ends_by_itself_once_in_nobodys_name(program: Program) -> None:
    run = run_left_on(program)

    for _ in range(2):
        end_session_left_on(program_id=program.pk, session_pk=str(run.session_id))

    with program_scope(program.pk):
        run.refresh_from_db()
    assert (run.ended_at is not None, run.ended_by_id) == (True, None)
    assert list(waiting(LEFT_ON, now=timezone.now())) == []


def test_what_somebody_ended_is_left_alone(program: Program) -> None:
    run = run_left_on(program)
    with program_scope(program.pk):
        end_session(run, by=run.led_by, now=run.started_at + timedelta(hours=1))
    Due.objects.filter(kind=LEFT_ON).update(done_at=None)  # a worker that had it already

    end_session_left_on(program_id=program.pk, session_pk=str(run.session_id))

    with program_scope(program.pk):
        run.refresh_from_db()
    assert run.ended_by_id == run.led_by_id


def test_the_sweep_rings_half_a_day_after_the_planned_end(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    run, rung = run_left_on(program), list[dict[str, Any]]()
    monkeypatch.setattr(end_session_left_on, "delay", lambda **ids: rung.append(ids))
    ends = run.started_at + timedelta(minutes=90, hours=12)

    assert list(waiting(LEFT_ON, now=ends - timedelta(seconds=1))) == []
    sweep_sessions_left_on()

    assert rung == [{"program_id": program.pk, "session_pk": str(run.session_id)}]


def test_one_that_goes_on_after_all_has_half_a_day_again(program: Program) -> None:
    run = run_left_on(program)
    with program_scope(program.pk):
        end_session(run, by=run.led_by, now=timezone.now() - timedelta(hours=2))
        resume_session(run, by=run.led_by, now=timezone.now())

    assert list(waiting(LEFT_ON, now=timezone.now())) == []
    assert len(list(waiting(LEFT_ON, now=timezone.now() + timedelta(hours=13)))) == 1
