"""Certificates: what counts, what stays as it was that day, and codes that open and close."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from collectives.models import Collective, Door, Participant, Program, Role
from collectives.operations.door import knock
from facilitation.models import Attendance, Came, Certificate, SessionState, TookPart
from facilitation.operations.certificate import (
    CODE_LENGTH,
    MOST,
    NothingYet,
    OnlyRehearsed,
    TooManyCertificates,
    give_again,
    issue_certificate,
    take_back_certificate,
)
from facilitation.queries.certificate import Participation, participations
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_session, name_facilitator, seat
from tests.make_session import make_run

HALIFAX = ZoneInfo("America/Halifax")
NOW = timezone.now()


def was_there(
    collective: Collective, person: Participant, days_ago: int, came: str = Came.ROOM, **fields: object
) -> None:
    session = make_session(collective, on=(NOW - timedelta(days=days_ago)).date(), **fields)
    Attendance.objects.create(session=session, participant=person, came=came)


def seated(person: Participant, name: str = "Mondays matter", days: int = 100) -> Collective:
    collective = make_collective(name)
    row = seat(collective, person)
    row.seated_at = NOW - timedelta(days=days)
    row.save()
    return collective


def found(person: Participant) -> list[Participation]:
    return participations(person, zone=HALIFAX, now=NOW)


@pytest.fixture
def member(program: Program) -> Iterator[Participant]:
    with program_scope(program.pk):
        yield make_participant("Amara Okafor")


def test_only_sessions_one_was_at_count(member: Participant) -> None:
    here = seated(member)
    was_there(here, member, 60)
    was_there(here, member, 30, Came.ONLINE, minutes=60)
    was_there(here, member, 20, Came.REGRETS)
    was_there(here, member, 10, "")
    was_there(here, member, 5, state=SessionState.CANCELLED)
    was_there(here, make_participant("Another"), 3)

    [one] = found(member)

    assert (one.sessions, one.minutes, one.took_part_as, one.until) == (2, 150, TookPart.LEADER, None)
    assert one.since == (NOW - timedelta(days=100)).astimezone(HALIFAX).date()


def test_a_collective_where_one_never_was_is_not_listed(member: Participant) -> None:
    seated(member)

    assert found(member) == []


def test_two_spells_in_one_collective_are_one_participation(member: Participant) -> None:
    here = seated(member)
    first = here.seats.get()
    first.left_at = NOW - timedelta(days=50)
    first.save()
    was_there(here, member, 60)

    [gone] = found(member)
    seat(here, member)
    [back] = found(member)

    assert gone.until == (NOW - timedelta(days=50)).astimezone(HALIFAX).date()
    assert (back.since, back.until, back.sessions) == (gone.since, None, 1)


def test_who_guides_counts_sessions_that_took_place_while_they_did(member: Participant) -> None:
    guide = make_participant("Renée Thériault", role=Role.FACILITATOR)
    here = seated(member)
    named = name_facilitator(here, guide)
    named.named_at = NOW - timedelta(days=45)
    named.save()
    was_there(here, member, 60)
    was_there(here, member, 30)
    run = make_run(guide, collective=here, now=NOW - timedelta(hours=3))
    run.ended_at = NOW
    run.save()
    make_session(here, on=(NOW - timedelta(days=2)).date())

    [one] = found(guide)

    assert (one.took_part_as, one.sessions, one.minutes) == (TookPart.FACILITATOR, 2, 180)


def issued(member: Participant, *, names_collective: bool = False) -> Certificate:
    here = seated(member)
    was_there(here, member, 30)
    return issue_certificate(member, found(member)[0], names_collective=names_collective, now=NOW)


def test_a_certificate_stays_as_it_was_issued(member: Participant) -> None:
    certificate = issued(member, names_collective=True)
    member.name = "Amara Okafor-Doyle"
    member.save()
    was_there(certificate.collective, member, 5)

    certificate.refresh_from_db()

    assert (certificate.name, certificate.sessions, certificate.collective_name) == (
        "Amara Okafor",
        1,
        "Mondays matter",
    )


def test_the_collective_is_named_only_where_its_holder_wants_it(member: Participant) -> None:
    assert issued(member).collective_name == ""


def test_its_code_opens_until_it_is_taken_back(member: Participant) -> None:
    certificate = issued(member)

    def opens() -> Door | None:
        return knock(certificate.code, address="198.51.100.7", now=NOW)

    before = opens()
    take_back_certificate(certificate, now=NOW)
    take_back_certificate(certificate, now=NOW + timedelta(hours=1))
    taken = opens()
    certificate.refresh_from_db()
    when = certificate.taken_back_at
    give_again(certificate)

    assert len(certificate.code) == CODE_LENGTH
    assert before is not None
    assert (taken, when) == (None, NOW)
    assert opens() == before


def test_nothing_is_certified_of_who_was_never_there(member: Participant) -> None:
    here = seated(member)
    nothing = Participation(here, TookPart.LEADER, NOW.date(), None, 0, 0)

    with pytest.raises(NothingYet):
        issue_certificate(member, nothing, names_collective=False, now=NOW)

    assert not Certificate.objects.exists()


def test_no_more_than_so_many_stand_at_once(member: Participant) -> None:
    certificate = issued(member)
    one = found(member)[0]
    for _ in range(MOST - 1):
        issue_certificate(member, one, names_collective=False, now=NOW)

    with pytest.raises(TooManyCertificates):
        issue_certificate(member, one, names_collective=False, now=NOW)
    take_back_certificate(certificate, now=NOW)

    assert issue_certificate(member, one, names_collective=False, now=NOW)


def test_a_rehearsal_certifies_nothing(member: Participant, program: Program) -> None:
    was_there(seated(member), member, 20)
    program.rehearsal_of = member.user
    program.save()
    me = Participant.objects.get(pk=member.pk)

    with pytest.raises(OnlyRehearsed):
        issue_certificate(me, found(me)[0], names_collective=True, now=NOW)
