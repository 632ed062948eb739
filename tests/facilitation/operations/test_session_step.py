"""Going from step to step, and stretching, pausing and shortening on the way."""

from datetime import UTC, datetime, timedelta

import pytest

from collectives.models import Participant, Program
from facilitation.models import SessionChange, SessionRun, SessionStep
from facilitation.operations.agenda import ItemBegun, ItemChangedMeanwhile, remove_item
from facilitation.operations.session_run import show_on_screens
from facilitation.operations.session_step import (
    NowhereToGo,
    StepMovedMeanwhile,
    add_time,
    go_on,
    go_to_step,
    move_step,
    pause_step,
    shorten_item,
)
from facilitation.queries.session_run import RunSheet, run_sheet
from facilitation.queries.stage import find_stage
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_session import PROTOCOL, SOON, items_of, make_run

NOW = datetime(2026, 11, 17, 19, 30, tzinfo=UTC)


def led() -> tuple[SessionRun, Participant]:
    by = make_participant(role="facilitator")
    return make_run(by, now=NOW), by


def sheet_of(run: SessionRun) -> RunSheet:
    stage = find_stage(run.session, version=None)
    assert stage
    return run_sheet(run.session, stage, now=NOW)


def here() -> SessionStep:
    return SessionStep.objects.get(ended_at=None)


def test_on_and_back_keep_how_long_each_step_took(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()

        move_step(run, "on", seen=here().pk, by=by, now=NOW + 9 * SOON)
        move_step(run, "back", seen=here().pk, by=by, now=NOW + 10 * SOON)

        steps = [(step.item.title, step.taken(NOW + 12 * SOON)) for step in SessionStep.objects.order_by("began_at")]
        assert steps == [("Arrive", 9 * SOON), ("Look at the work", SOON), ("Arrive", 2 * SOON)]


def test_pressing_twice_goes_once(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()
        seen = here().pk
        move_step(run, "on", seen=seen, by=by, now=NOW + SOON)

        with pytest.raises(StepMovedMeanwhile, match="Look at the work"):
            move_step(run, "on", seen=seen, by=by, now=NOW + SOON)

        assert here().item.title == "Look at the work"


def test_there_is_nothing_before_the_first_step_nor_after_the_last(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()
        with pytest.raises(NowhereToGo, match="first"):
            move_step(run, "back", seen=here().pk, by=by, now=NOW)
        go_to_step(run, item=items_of(run.session)[2].pk, number=1, seen=here().pk, by=by, now=NOW)

        with pytest.raises(NowhereToGo, match="last"):
            move_step(run, "on", seen=here().pk, by=by, now=NOW)


def test_leaving_a_step_takes_back_what_the_screens_showed(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()
        show_on_screens(run, {"kind": "theory"}, by=by, now=NOW)

        move_step(run, "on", seen=here().pk, by=by, now=NOW)

        assert SessionRun.objects.get().shows == {}


def test_a_pause_does_not_count(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()
        pause_step(run, seen=here().pk, by=by, now=NOW + SOON)
        pause_step(run, seen=here().pk, by=by, now=NOW + 2 * SOON)

        assert here().taken(NOW + 6 * SOON) == SOON
        go_on(run, seen=here().pk, by=by, now=NOW + 6 * SOON)
        go_on(run, seen=here().pk, by=by, now=NOW + 7 * SOON)
        assert here().taken(NOW + 8 * SOON) == 3 * SOON


def test_a_step_left_in_its_pause_ends_when_the_pause_began(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()
        pause_step(run, seen=here().pk, by=by, now=NOW + SOON)

        move_step(run, "on", seen=here().pk, by=by, now=NOW + 9 * SOON)

        first = SessionStep.objects.order_by("began_at")[0]
        assert first.taken(NOW + 60 * SOON) == SOON


def test_more_time_is_given_up_to_an_hour(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()

        add_time(run, seconds=120, seen=here().pk, by=by, now=NOW)
        add_time(run, seconds=99_999, seen=here().pk, by=by, now=NOW)

        assert (here().added_seconds, here().length) == (3600, timedelta(minutes=70))


def test_shortening_an_item_keeps_what_it_was_and_meets_a_change(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()
        item = items_of(run.session)[1]

        shorten_item(run, item=item.pk, minutes=25, was=40, by=by, now=NOW)
        with pytest.raises(ItemChangedMeanwhile):
            shorten_item(run, item=item.pk, minutes=5, was=40, by=by, now=NOW)

        assert [row.minutes for row in items_of(run.session)] == [10, 25, 10]
        assert SessionChange.objects.get().was["changed"]["minutes"] == 40


def test_an_item_where_the_group_has_been_stays(program: Program) -> None:
    with program_scope(program.pk):
        run, by = led()

        with pytest.raises(ItemBegun):
            remove_item(items_of(run.session)[0], by=by, now=NOW)

        assert len(items_of(run.session)) == 3


def test_a_protocol_is_gone_through_step_by_step(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant(role="facilitator")
        run = make_run(by, now=NOW, items=[PROTOCOL])
        titles = [step.step.title for step in sheet_of(run).rows[0].steps]

        seen = []
        for _number in titles[1:]:
            move_step(run, "on", seen=here().pk, by=by, now=NOW)
            sheet = sheet_of(run)
            seen.append(sheet.here.step.title if sheet.here else "")

        assert len(titles) > 2
        assert seen == titles[1:]
        assert sum(step.step.minutes for step in sheet_of(run).rows[0].steps) == 30
