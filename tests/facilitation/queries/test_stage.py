"""What a server remembers of a session that is on: nothing that is not so any more, and nothing that never was."""

from contextlib import suppress

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from facilitation.models import SessionRun
from facilitation.operations.agenda import Item, add_items
from facilitation.operations.session_run import show_on_screens
from facilitation.operations.session_step import move_step
from facilitation.queries.stage import Stage, find_stage
from ilc.tenancy.scope import program_scope
from tests.make import make_participant, make_program
from tests.make_session import make_run


class Undone(Exception):
    """Ends a scope so that nothing of it is kept."""


def look_up(run: SessionRun) -> Stage | None:
    """As a request does, which has just read the run's version."""
    return find_stage(run.session, version=SessionRun.objects.values_list("version", flat=True).get(pk=run.pk))


def test_a_session_is_read_once_and_again_when_it_changed(committed: None) -> None:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        by = make_participant(role="facilitator")
        run = make_run(by)

    def look() -> tuple[Stage, int]:
        with program_scope(program.pk), CaptureQueriesContext(connection) as queries:
            stage = look_up(run)
            assert stage
            return stage, len(queries) - 1

    first, _cost = look()
    second, cost = look()
    with program_scope(program.pk):
        move_step(run, "on", seen=first.steps[-1].pk, by=by, now=timezone.now())
    third, _cost = look()
    with program_scope(program.pk):
        add_items(run.session, [Item("One more", 5)], by=by, now=timezone.now())
    fourth, _cost = look()

    assert (second is first, cost) == (True, 0)
    assert [len(stage.steps) for stage in (first, third)] == [1, 2]
    assert [len(stage.items) for stage in (third, fourth)] == [3, 4]


def test_what_was_rolled_back_is_not_remembered(committed: None) -> None:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        by = make_participant(role="facilitator")
        run = make_run(by)

    with suppress(Undone), program_scope(program.pk):
        show_on_screens(run, {"kind": "theory"}, by=by, now=timezone.now())
        undone = look_up(run)
        raise Undone
    with program_scope(program.pk):
        show_on_screens(run, {"kind": "commitments"}, by=by, now=timezone.now())
    with program_scope(program.pk):
        stage = look_up(run)

        assert undone
        assert stage
        assert (undone.run.shows, undone.run.version) == ({"kind": "theory"}, stage.run.version)
        assert stage.run.shows == SessionRun.objects.get().shows == {"kind": "commitments"}


def test_a_session_that_was_not_begun_has_no_stage(committed: None) -> None:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        run = make_run(make_participant(role="facilitator"))
        SessionRun.objects.filter(pk=run.pk).update(version=5)
        run.steps.all().delete()

        assert look_up(run) is None
