"""Taking on a next step, changing it, doing it, letting it go."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from collectives.models import Collective, Participant, Program
from facilitation.models import Commitment, CommitmentChange
from facilitation.operations.commitment import (
    CommitmentChangedMeanwhile,
    NextStep,
    NotOfTheCollective,
    change_commitment,
    keep_commitment,
    let_go,
    make_commitment,
    reopen_commitment,
    step_of,
)
from facilitation.queries.commitment import (
    commitments_before,
    commitments_due_before,
    commitments_made_in,
    commitments_of,
    open_commitments,
    settled_commitments,
    usual_day,
)
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_session, seat

NOW = datetime(2026, 11, 17, 20, 0, tzinfo=UTC)
DUE = date(2026, 12, 1)


@pytest.fixture
def collective(program: Program) -> Iterator[Collective]:
    with program_scope(program.pk):
        yield make_collective()


@pytest.fixture
def amara(collective: Collective) -> Participant:
    return seat(collective, make_participant("Amara Okafor")).participant


def made(collective: Collective, who: Participant, text: str = "Send the sheet", **fields: object) -> Commitment:
    return make_commitment(collective, NextStep(text, who.pk, DUE), by=who, now=NOW, **fields)  # type: ignore[arg-type]


def states(commitment: Commitment) -> tuple[bool, bool, str]:
    commitment.refresh_from_db()
    return commitment.done_at is not None, commitment.let_go_at is not None, commitment.reason


def test_it_is_for_one_of_the_collectives_people(collective: Collective, amara: Participant) -> None:
    commitment = made(collective, amara)

    assert step_of(commitment) == NextStep("Send the sheet", amara.pk, DUE)
    with pytest.raises(NotOfTheCollective):
        make_commitment(collective, NextStep("Visit", make_participant().pk, DUE), by=amara, now=NOW)


def test_it_is_changed_and_history_keeps_what_it_was(collective: Collective, amara: Participant) -> None:
    commitment = made(collective, amara)
    step = NextStep("Send the sheet to Zoë", amara.pk, DUE + timedelta(days=3))

    change_commitment(commitment, step, was=step_of(commitment), by=amara, now=NOW)

    commitment.refresh_from_db()
    assert step_of(commitment) == step
    assert [(one.text, one.due_on) for one in CommitmentChange.objects.all()] == [("Send the sheet", DUE)]


def test_a_change_that_meets_another_says_what_stands_there(collective: Collective, amara: Participant) -> None:
    commitment = made(collective, amara)
    was = step_of(commitment)
    change_commitment(commitment, NextStep("Theirs", amara.pk, DUE), was=was, by=amara, now=NOW)

    with pytest.raises(CommitmentChangedMeanwhile, match="Theirs"):
        change_commitment(commitment, NextStep("Mine", amara.pk, DUE), was=was, by=amara, now=NOW)


def test_who_left_may_keep_it_and_nobody_from_elsewhere_gets_it(collective: Collective, amara: Participant) -> None:
    commitment = made(collective, amara)
    collective.seats.update(left_at=NOW)
    was = step_of(commitment)

    change_commitment(commitment, NextStep("Send two", amara.pk, DUE), was=was, by=amara, now=NOW)

    other = NextStep("Send two", make_participant().pk, DUE)
    with pytest.raises(NotOfTheCollective):
        change_commitment(commitment, other, was=NextStep("Send two", amara.pk, DUE), by=amara, now=NOW)


def test_it_is_done_let_go_and_opened_again_each_once(collective: Collective, amara: Participant) -> None:
    commitment = made(collective, amara)

    for _twice in range(2):
        keep_commitment(commitment, by=amara, now=NOW)
    done = states(commitment)
    for _twice in range(2):
        let_go(commitment, reason="The school closed", by=amara, now=NOW)
    gone = states(commitment)
    for _twice in range(2):
        reopen_commitment(commitment, by=amara, now=NOW)

    assert [done, gone, states(commitment)] == [
        (True, False, ""),
        (False, True, "The school closed"),
        (False, False, ""),
    ]
    kept = CommitmentChange.objects.order_by("pk")
    assert [(one.done_at is not None, one.reason) for one in kept] == [
        (False, ""),
        (True, ""),
        (False, "The school closed"),
    ]


def test_lists_of_a_collective_a_person_a_session_and_a_day(collective: Collective, amara: Participant) -> None:
    session = make_session(collective, on=date(2026, 11, 17))
    here, between = made(collective, amara, "Here", session=session), made(collective, amara, "Between")
    done = made(collective, amara, "Done")
    keep_commitment(done, by=amara, now=NOW)

    assert list(open_commitments(collective)) == [here, between]
    assert list(commitments_of(amara)) == [here, between]
    assert list(commitments_made_in(session)) == [here]
    assert list(commitments_due_before(DUE)) == []
    assert list(commitments_due_before(DUE + timedelta(days=1))) == [here, between]
    assert list(settled_commitments(collective)) == [done]


def test_a_session_begins_with_what_is_open_or_was_settled_since_the_one_before(
    collective: Collective, amara: Participant
) -> None:
    october = make_session(collective, on=date(2026, 10, 20))
    november = make_session(collective, on=date(2026, 11, 17))
    december = make_session(collective, on=date(2026, 12, 15))
    open_one, done = made(collective, amara, session=november), made(collective, amara, session=november)
    keep_commitment(done, by=amara, now=NOW + timedelta(days=5))
    old = made(collective, amara, session=october)
    Commitment.objects.filter(pk=old.pk).update(at=october.starts_at, done_at=october.starts_at, done_by=amara)

    assert list(commitments_before(october)) == []
    assert list(commitments_before(november)) == [old]
    assert list(commitments_before(december)) == [open_one, done]


def test_by_when_is_the_next_session_or_four_weeks() -> None:
    december = date(2026, 12, 15)

    assert usual_day(december, today=NOW.date()) == date(2026, 12, 15)
    assert usual_day(None, today=NOW.date()) == date(2026, 12, 15)
    assert usual_day(december, today=date(2026, 12, 16)) == date(2027, 1, 13)
