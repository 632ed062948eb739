"""The summary that nobody sent, as the tasks send it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from collectives.models import Notice, Program
from facilitation.models import SessionRun
from facilitation.operations.session_end import end_session, resume_session
from facilitation.queries.session_summary import SUMMARY
from facilitation.tasks.session_summary import sweep_session_summaries, write_session_summary
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make_session import make_full_collective, make_run


def run_that_ended(program: Program) -> SessionRun:
    now = timezone.now() - timedelta(hours=4)
    with program_scope(program.pk):
        collective, guide, _members = make_full_collective()
        return end_session(make_run(guide, collective=collective, now=now), by=guide, now=now)


def written(program: Program) -> int:
    with program_scope(program.pk):
        return Notice.objects.filter(kind=SUMMARY).count()


def test_it_goes_out_by_itself_once(program: Program) -> None:
    run = run_that_ended(program)

    for _ in range(2):
        write_session_summary(program_id=program.pk, session_pk=str(run.session_id))

    assert written(program) == 6
    with program_scope(program.pk):
        run.refresh_from_db()
        assert (run.summary_at is not None, run.summary_by_id) == (True, None)


def test_not_when_the_session_goes_on_after_all(program: Program) -> None:
    run = run_that_ended(program)
    with program_scope(program.pk):
        resume_session(run, by=run.led_by, now=timezone.now())
    Due.objects.filter(kind=SUMMARY).update(done_at=None)  # a worker that had it already

    write_session_summary(program_id=program.pk, session_pk=str(run.session_id))

    assert written(program) == 0


def test_the_sweep_rings_for_what_is_due(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    run, rung = run_that_ended(program), list[dict[str, Any]]()
    monkeypatch.setattr(write_session_summary, "delay", lambda **ids: rung.append(ids))

    sweep_session_summaries()

    assert rung == [{"program_id": program.pk, "session_pk": str(run.session_id)}]
