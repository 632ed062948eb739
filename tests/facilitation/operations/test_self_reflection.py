"""What a facilitator writes after a session, and what stays of it."""

from datetime import UTC, datetime, timedelta

import pytest

from collectives.models import Program, Role
from facilitation.models import SelfReflection, SelfReflectionChange, SessionState
from facilitation.operations.self_reflection import (
    DidNotTakePlace,
    NotBegun,
    NothingWritten,
    Reflection,
    write_reflection,
)
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_session

NOW = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)  # the morning after
FIRST = Reflection({"learning_community": "They laughed."}, ["learning_community", "deepening_inquiry"], ["visit"])


def test_an_answer_is_kept_and_only_what_was_answered_is_shared(program: Program) -> None:
    with program_scope(program.pk):
        session, author = make_session(make_collective()), make_participant(role=Role.FACILITATOR)

        row = write_reflection(session, FIRST, by=author, now=NOW)

        row.refresh_from_db()
        assert (row.learning_community, row.agreed_to_share, row.wishes) == (
            "They laughed.",
            ["learning_community"],
            ["visit"],
        )
        assert (row.facilitator_id, row.at, row.changed_at) == (author.pk, NOW, None)


def test_a_change_keeps_what_was_there_before_and_the_same_again_changes_nothing(program: Program) -> None:
    later = NOW + timedelta(hours=1)
    with program_scope(program.pk):
        session, author = make_session(make_collective()), make_participant(role=Role.FACILITATOR)
        write_reflection(session, FIRST, by=author, now=NOW)

        write_reflection(session, FIRST, by=author, now=later)
        write_reflection(session, Reflection({"learning_community": "They listened."}), by=author, now=later)
        write_reflection(session, Reflection({"learning_community": "They listened.\r\n"}), by=author, now=later)

        row, change = SelfReflection.objects.get(), SelfReflectionChange.objects.get()
        assert (row.learning_community, row.wishes, row.changed_at) == ("They listened.", [], later)
        assert (change.was["learning_community"], change.was["wishes"], change.at) == (
            "They laughed.",
            ["visit"],
            later,
        )


def test_two_facilitators_each_have_their_own(program: Program) -> None:
    with program_scope(program.pk):
        session = make_session(make_collective())
        for name in ("Renée Thériault", "Tomás Echeverría"):
            write_reflection(session, FIRST, by=make_participant(name, role=Role.FACILITATOR), now=NOW)

        assert SelfReflection.objects.count() == 2


def test_nothing_is_refused_but_a_wish_alone_is_enough(program: Program) -> None:
    with program_scope(program.pk):
        session, author = make_session(make_collective()), make_participant(role=Role.FACILITATOR)

        with pytest.raises(NothingWritten):
            write_reflection(session, Reflection({"learning_community": " \r\n"}), by=author, now=NOW)
        write_reflection(session, Reflection({}, wishes=["time"]), by=author, now=NOW)

        assert SelfReflection.objects.get().wishes == ["time"]


def test_there_is_no_looking_back_before_a_session_or_on_one_that_did_not_take_place(program: Program) -> None:
    with program_scope(program.pk):
        author = make_participant(role=Role.FACILITATOR)
        ahead = make_session(make_collective())
        cancelled = make_session(make_collective(), state=SessionState.CANCELLED)

        with pytest.raises(NotBegun):
            write_reflection(ahead, FIRST, by=author, now=ahead.starts_at - timedelta(minutes=1))
        with pytest.raises(DidNotTakePlace):
            write_reflection(cancelled, FIRST, by=author, now=NOW)

        assert not SelfReflection.objects.exists()
