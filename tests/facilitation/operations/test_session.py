"""Sessions made from rhythms, moved, cancelled, taken up again."""

from datetime import UTC, date, datetime, time
from threading import Barrier, Thread

import pytest
from django.db import connection

from collectives.models import Program
from collectives.operations.collective import lock_collective
from collectives.operations.rhythm import DUE_KIND
from facilitation.models import Session, SessionChange, SessionState
from facilitation.operations.session import (
    NothingToChange,
    SessionChangedMeanwhile,
    Slot,
    add_session,
    cancel_session,
    extend_rhythms,
    move_session,
    restore_session,
)
from ilc.due import Due, schedule
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_program, make_rhythm, make_session

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 21, 12, 0, tzinfo=UTC)


def due_rhythm(**fields: object) -> object:
    rhythm = make_rhythm(make_collective(), **fields)
    schedule(DUE_KIND, str(rhythm.pk), due_at=NOW)
    return rhythm


def test_a_due_rhythm_gets_its_sessions_a_hundred_days_ahead(program: Program) -> None:
    with program_scope(program.pk):
        due_rhythm(starts_on=date(2026, 11, 22))

        extend_rhythms(now=NOW)

        made = [(session.date, session.starts_at) for session in Session.objects.order_by("date")]
    assert made == [
        (date(2026, 12, 15), datetime(2026, 12, 15, 19, 30, tzinfo=UTC)),
        (date(2027, 1, 19), datetime(2027, 1, 19, 19, 30, tzinfo=UTC)),
        (date(2027, 2, 16), datetime(2027, 2, 16, 19, 30, tzinfo=UTC)),
    ]


def test_a_second_look_makes_nothing_twice_and_a_later_one_goes_on(program: Program) -> None:
    with program_scope(program.pk):
        due_rhythm(starts_on=date(2026, 11, 22))

        looks = [extend_rhythms(now=NOW), extend_rhythms(now=NOW), extend_rhythms(now=LATER)]

        assert looks == [1, 0, 1]
        assert [s.date.month for s in Session.objects.order_by("date")] == [12, 1, 2, 3]


def test_after_months_of_downtime_no_session_is_lost(program: Program) -> None:
    with program_scope(program.pk):
        due_rhythm(starts_on=date(2026, 9, 1))

        extend_rhythms(now=NOW)

        assert [s.date.month for s in Session.objects.order_by("date")] == [9, 10, 11, 12, 1, 2]


def test_a_session_in_a_daylight_saving_gap_starts_at_the_first_valid_later_time(program: Program) -> None:
    with program_scope(program.pk):
        due_rhythm(nth=2, weekday=6, wall_time=time(2, 30), starts_on=date(2026, 11, 22))

        extend_rhythms(now=LATER)

        spring = Session.objects.get(date=date(2027, 3, 14))
        assert spring.starts_at == datetime(2027, 3, 14, 6, 0, tzinfo=UTC)


def test_an_ended_rhythm_is_no_longer_due(program: Program) -> None:
    with program_scope(program.pk):
        due_rhythm(ended_at=NOW)

        extend_rhythms(now=NOW)

        assert not Session.objects.exists()
        assert Due.objects.get().done_at == NOW


def test_ticks_at_once_make_each_session_once(committed: None) -> None:
    program = make_program("many-ticks")
    with program_scope(program.pk):
        for _ in range(40):
            due_rhythm(starts_on=date(2026, 11, 22))
    start = Barrier(4)

    def tick() -> None:
        start.wait()
        for _ in range(5):
            with program_scope(program.pk):
                extend_rhythms(now=NOW, limit=7)
        connection.close()

    threads = [Thread(target=tick) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with program_scope(program.pk):
        assert Session.objects.count() == 40 * 3
        assert Session.objects.values("rhythm", "nominal_date").distinct().count() == 40 * 3
        assert not Due.objects.filter(kind=DUE_KIND, due_at__lte=NOW).exists()


def test_moving_keeps_where_the_session_was_and_why(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        session = make_session(make_collective())
        slot = Slot(date(2026, 12, 16), time(9, 0), "America/Halifax", 60, "online", link="https://meet.example.org/x")

        moved = move_session(session, slot=slot, reason="Snow day", version=1, by=by, now=NOW)

        assert (moved.starts_at, moved.version) == (datetime(2026, 12, 16, 13, 0, tzinfo=UTC), 2)
        change = SessionChange.objects.get()
        assert (change.what, change.reason, change.was["date"], change.was["wall_time"], change.was["room"]) == (
            "moved",
            "Snow day",
            "2026-12-15",
            "15:30",
            "Truro board room",
        )


def test_moving_a_session_waits_for_nobody_who_holds_the_collective(committed: None) -> None:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        collective, by = make_collective(), make_participant()
        session = make_session(collective)
    slot = Slot(date(2026, 12, 16), time(9, 0), "America/Halifax", 60, "room")

    def move() -> None:
        with program_scope(program.pk):
            move_session(session, slot=slot, reason="Snow day", version=1, by=by, now=NOW)
        connection.close()

    mover = Thread(target=move)
    with program_scope(program.pk):
        lock_collective(collective)  # as who changes its rhythm does, and then wants its sessions
        mover.start()
        mover.join(timeout=5)
        waited = mover.is_alive()
    mover.join()

    assert not waited


def test_a_move_is_refused_when_somebody_was_quicker(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        session = make_session(make_collective())
        cancel_session(session, reason="Storm", version=1, by=by, now=NOW)

        with pytest.raises(SessionChangedMeanwhile):
            restore_session(session, reason="Sun", version=1, by=by, now=NOW)


def test_a_cancelled_session_is_taken_up_again(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        session = make_session(make_collective())

        cancel_session(session, reason="Storm", version=1, by=by, now=NOW)
        restored = restore_session(session, reason="The storm passed by", version=2, by=by, now=NOW)

        assert restored.state == SessionState.PLANNED
        assert [c.what for c in SessionChange.objects.order_by("pk")] == ["cancelled", "restored"]


def test_cancelling_what_is_cancelled_is_refused(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        session = make_session(make_collective())
        cancel_session(session, reason="Storm", version=1, by=by, now=NOW)

        with pytest.raises(NothingToChange):
            cancel_session(session, reason="Storm", version=2, by=by, now=NOW)


def test_an_extra_session_belongs_to_no_rhythm(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        slot = Slot(date(2027, 1, 5), time(12, 0), "Europe/Paris", 60, "room", room="B 12")

        session = add_session(make_collective(), slot=slot, by=by, now=NOW)

        assert (session.rhythm, session.starts_at) == (None, datetime(2027, 1, 5, 11, 0, tzinfo=UTC))
