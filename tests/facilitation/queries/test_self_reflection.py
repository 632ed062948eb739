"""What facilitators share with each other: only what they agreed to, only at their own meeting."""

from datetime import UTC, datetime, timedelta

import pytest

from collectives.models import Collective, Participant, Program, Role
from collectives.operations.seat import NotAFacilitator, seat_participant
from facilitation.models import SelfReflection, Session
from facilitation.operations.self_reflection import Reflection, write_reflection
from facilitation.queries.self_reflection import shared_reflections
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_session, name_facilitator, seat

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
BOTH = Reflection(
    {"learning_community": "They argue, and stay.", "deepening_inquiry": "Not for others."}, ["learning_community"]
)


def day(days: int) -> datetime:
    return NOW + timedelta(days=days)


def own_meeting(lead: Participant) -> tuple[Collective, Session]:
    """The facilitators' collective, which met four weeks ago and meets again in two days."""
    meeting = make_collective("Those who guide", for_facilitators=True)
    name_facilitator(meeting, lead)
    make_session(meeting, on=day(-28).date())
    return meeting, make_session(meeting, on=day(2).date())


def wrote(author: Participant, collective: Collective, reflection: Reflection, *, days: int) -> SelfReflection:
    session = make_session(collective, on=day(days).date())
    return write_reflection(session, reflection, by=author, now=session.starts_at + timedelta(hours=3))


def test_what_others_agreed_to_share_since_the_last_session(program: Program) -> None:
    with program_scope(program.pk):
        lead, author = (make_participant(name, role=Role.FACILITATOR) for name in ("Grace MacIsaac", "Renée Thériault"))
        _meeting, session = own_meeting(lead)
        collective = make_collective("Reading with meaning")
        wrote(author, collective, BOTH, days=-5)
        wrote(author, collective, Reflection({"learning_community": "Kept to myself."}), days=-6)
        wrote(author, collective, BOTH, days=-40)
        wrote(lead, make_collective(), BOTH, days=-4)

        found = shared_reflections(session, reader=lead)

    assert [(row.by, row.collective, [answer.text for answer in row.answers]) for row in found] == [
        ("Renée Thériault", "Reading with meaning", ["They argue, and stay."])
    ]


def test_who_takes_the_agreement_back_is_not_read_any_more(program: Program) -> None:
    with program_scope(program.pk):
        lead, author = make_participant(role=Role.FACILITATOR), make_participant(role=Role.FACILITATOR)
        _meeting, session = own_meeting(lead)
        row = wrote(author, make_collective(), BOTH, days=-5)

        write_reflection(row.session, Reflection(BOTH.answers), by=author, now=NOW)

        assert shared_reflections(session, reader=lead) == []


def test_nothing_is_shared_about_a_collective_in_which_the_reader_sits(program: Program) -> None:
    with program_scope(program.pk):
        lead, author = make_participant(role=Role.FACILITATOR), make_participant(role=Role.FACILITATOR)
        _meeting, session = own_meeting(lead)
        collective = make_collective()
        seat(collective, lead)
        wrote(author, collective, BOTH, days=-5)

        assert shared_reflections(session, reader=lead) == []


def test_nothing_is_shared_with_a_collective_of_leaders(program: Program) -> None:
    with program_scope(program.pk):
        lead, author = make_participant(role=Role.FACILITATOR), make_participant(role=Role.FACILITATOR)
        wrote(author, make_collective(), BOTH, days=-5)
        session = make_session(make_collective(), on=day(2).date())

        assert shared_reflections(session, reader=lead) == []


def test_only_facilitators_get_a_seat_there(program: Program) -> None:
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN)
        meeting = make_collective("Those who guide", for_facilitators=True)

        seat_participant(meeting, participant=make_participant(role=Role.FACILITATOR), by=admin, now=NOW)
        with pytest.raises(NotAFacilitator):
            seat_participant(meeting, participant=make_participant("Amara Okafor"), by=admin, now=NOW)

        assert meeting.seats.count() == 1
