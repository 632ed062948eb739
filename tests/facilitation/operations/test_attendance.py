"""Answers beforehand, marks afterwards, and what both were before."""

from datetime import UTC, datetime, timedelta

import pytest

from collectives.models import Program
from facilitation.models import Attendance, AttendanceChange
from facilitation.operations.attendance import NotExpected, mark_attendance, say_coming
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_session, seat

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def kept() -> list[tuple[object, ...]]:
    rows = AttendanceChange.objects.order_by("pk")
    return list(rows.values_list("participant__name", "what", "was", "value", "by__name", "at"))


def test_every_answer_is_kept_and_the_same_again_writes_nothing(program: Program) -> None:
    with program_scope(program.pk):
        session, member = make_session(make_collective()), make_participant("Amara Okafor")

        say_coming(session, coming="room", by=member, now=NOW)
        say_coming(session, coming="room", by=member, now=LATER)
        say_coming(session, coming="no", by=member, now=LATER)
        row = say_coming(session, coming="", by=member, now=LATER)

        assert kept() == [
            ("Amara Okafor", "coming", "", "room", "Amara Okafor", NOW),
            ("Amara Okafor", "coming", "room", "no", "Amara Okafor", LATER),
            ("Amara Okafor", "coming", "no", "", "Amara Okafor", LATER),
        ]
        assert (row.coming, row.answered_at) == ("", None)


def test_every_mark_is_kept_with_who_made_it(program: Program) -> None:
    with program_scope(program.pk):
        collective = make_collective()
        session, member = make_session(collective), make_participant("Amara Okafor")
        first, second = make_participant("Renée Thériault"), make_participant("Priya Raman")
        seat(collective, member)
        say_coming(session, coming="room", by=member, now=NOW)

        mark_attendance(session, participant=member, came="room", by=first, now=NOW)
        mark_attendance(session, participant=member, came="room", by=second, now=LATER)
        mark_attendance(session, participant=member, came="regrets", by=second, now=LATER)

        assert kept()[1:] == [
            ("Amara Okafor", "came", "", "room", "Renée Thériault", NOW),
            ("Amara Okafor", "came", "room", "regrets", "Priya Raman", LATER),
        ]
        row = Attendance.objects.get()
        assert (row.coming, row.came, row.marked_by, row.marked_at) == ("room", "regrets", second, LATER)


def test_nobody_is_marked_without_a_seat(program: Program) -> None:
    with program_scope(program.pk):
        session, stranger = make_session(make_collective()), make_participant()

        with pytest.raises(NotExpected):
            mark_attendance(session, participant=stranger, came="room", by=stranger, now=NOW)

        assert (Attendance.objects.count(), kept()) == (0, [])
