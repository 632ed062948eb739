"""Changing a rhythm: which sessions stay, which go, which come."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from threading import Barrier, Thread

import pytest
from django.db import connection

from collectives.engine.rhythm import Kind, Rule
from collectives.models import Collective, Participant, Program, Rhythm
from collectives.operations.collective import close_collective, reopen_collective
from collectives.operations.rhythm import NoRhythmWhileClosed, RhythmChangedMeanwhile, Venue
from facilitation.models import Session, SessionChange, SessionState
from facilitation.operations.attendance import say_coming
from facilitation.operations.rhythm import change_rhythm, stop_rhythm
from facilitation.operations.session import cancel_session, extend_rhythms
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_program, seat

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TUESDAYS = Rule(Kind.NTH_WEEKDAY, date(2026, 11, 22), time(15, 30), "America/Halifax", 90, weekday=1, nth=3)
WEDNESDAYS = replace(TUESDAYS, weekday=2)
VENUE = Venue("hybrid", room="Board room")


def set_up() -> tuple[Collective, Participant, Rhythm]:
    collective, by = make_collective(), make_participant()
    seat(collective, by)
    return collective, by, change_rhythm(collective, rule=TUESDAYS, venue=VENUE, seen=None, by=by, now=NOW)


def planned() -> list[str]:
    sessions = Session.objects.exclude(state=SessionState.REPLACED).order_by("date")
    return [session.date.isoformat() for session in sessions]


def test_setting_a_rhythm_makes_its_sessions_at_once(program: Program) -> None:
    with program_scope(program.pk):
        set_up()

        assert planned() == ["2026-12-15", "2027-01-19", "2027-02-16"]


def test_untouched_sessions_are_replaced_and_kept_as_rows(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, former = set_up()

        change_rhythm(collective, rule=WEDNESDAYS, venue=VENUE, seen=former.pk, by=by, now=NOW)

        assert planned() == ["2026-12-16", "2027-01-20", "2027-02-17"]
        assert Session.objects.filter(state=SessionState.REPLACED).count() == 3
        assert SessionChange.objects.filter(what="replaced", by=by).count() == 3


def test_a_closed_collective_gets_no_sessions_until_it_is_reopened(program: Program) -> None:
    march, april = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)
    with program_scope(program.pk):
        collective, by, _rhythm = set_up()

        close_collective(collective, reason="A year's pause", by=by, now=NOW)
        extend_rhythms(now=march)
        while_closed = planned()
        reopen_collective(collective, reason="They go on", by=by, now=april)
        extend_rhythms(now=april)

        assert while_closed == ["2026-12-15", "2027-01-19", "2027-02-16"]
        assert planned() == [*while_closed, "2027-04-20", "2027-05-18", "2027-06-15"]


def test_a_collective_that_is_soon_reopened_misses_nothing(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, _rhythm = set_up()

        close_collective(collective, reason="By mistake", by=by, now=NOW)
        reopen_collective(collective, reason="It was a mistake", by=by, now=NOW)
        extend_rhythms(now=datetime(2026, 12, 21, tzinfo=UTC))

        assert planned() == ["2026-12-15", "2027-01-19", "2027-02-16", "2027-03-16"]


def test_a_closed_collective_is_reopened_before_it_gets_a_rhythm(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, former = set_up()
        close_collective(collective, reason="A year's pause", by=by, now=NOW)

        with pytest.raises(NoRhythmWhileClosed):
            change_rhythm(collective, rule=WEDNESDAYS, venue=VENUE, seen=former.pk, by=by, now=NOW)

        assert planned() == ["2026-12-15", "2027-01-19", "2027-02-16"]


def test_a_session_with_an_answer_stays_and_stands_for_its_month(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, former = set_up()
        answered = Session.objects.get(date=date(2027, 1, 19))
        say_coming(answered, coming="room", by=by, now=NOW)

        rhythm = change_rhythm(collective, rule=WEDNESDAYS, venue=VENUE, seen=former.pk, by=by, now=NOW)

        assert planned() == ["2026-12-16", "2027-01-19", "2027-02-17"]
        answered.refresh_from_db()
        assert (answered.rhythm_id, answered.nominal_date) == (rhythm.pk, date(2027, 1, 20))


def test_a_cancelled_session_stays_cancelled_and_nothing_takes_its_place(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, former = set_up()
        exams = Session.objects.get(date=date(2026, 12, 15))
        cancel_session(exams, reason="Exams", version=1, by=by, now=NOW)

        change_rhythm(collective, rule=WEDNESDAYS, venue=VENUE, seen=former.pk, by=by, now=NOW)

        assert planned() == ["2026-12-15", "2027-01-20", "2027-02-17"]


def test_a_rhythm_that_begins_later_leaves_the_former_one_until_then(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, former = set_up()
        from_february = replace(WEDNESDAYS, starts_on=date(2027, 2, 1))

        change_rhythm(collective, rule=from_february, venue=VENUE, seen=former.pk, by=by, now=NOW)

        assert planned() == ["2026-12-15", "2027-01-19", "2027-02-17"]


def test_ending_a_rhythm_takes_the_untouched_with_it(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, rhythm = set_up()
        say_coming(Session.objects.get(date=date(2027, 1, 19)), coming="no", by=by, now=NOW)

        stop_rhythm(collective, seen=rhythm.pk, by=by, now=NOW)

        assert planned() == ["2027-01-19"]
        extend_rhythms(now=datetime(2027, 3, 1, tzinfo=UTC))
        assert planned() == ["2027-01-19"]


def test_a_change_that_meets_another_is_refused_and_changes_nothing(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, _former = set_up()

        with pytest.raises(RhythmChangedMeanwhile):
            change_rhythm(collective, rule=WEDNESDAYS, venue=VENUE, seen=None, by=by, now=NOW)

        assert planned() == ["2026-12-15", "2027-01-19", "2027-02-16"]


def test_a_tick_in_the_middle_of_a_change_makes_nothing_of_the_former_rhythm(committed: None) -> None:
    program = make_program("tick-and-change")
    later = datetime(2027, 2, 1, tzinfo=UTC)
    with program_scope(program.pk):
        set_ups = [set_up() for _ in range(10)]
    start = Barrier(2)

    def tick() -> None:
        start.wait()
        for _ in range(20):
            with program_scope(program.pk):
                extend_rhythms(now=later, limit=3)
        connection.close()

    def change() -> None:
        start.wait()
        for collective, by, former in set_ups:
            with program_scope(program.pk):
                change_rhythm(
                    collective,
                    rule=replace(WEDNESDAYS, starts_on=later.date()),
                    venue=VENUE,
                    seen=former.pk,
                    by=by,
                    now=later,
                )
        connection.close()

    threads = [Thread(target=tick), Thread(target=change)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with program_scope(program.pk):
        extend_rhythms(now=later)
        for collective, _by, _former in set_ups:
            coming = Session.objects.filter(collective=collective, starts_at__gt=later, state=SessionState.PLANNED)
            days = [session.date.isoformat() for session in coming.order_by("date")]
            assert days == ["2027-02-17", "2027-03-17", "2027-04-21"]
