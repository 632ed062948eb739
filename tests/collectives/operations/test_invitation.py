"""Invitations to a collective: sent, answered, reminded of, withdrawn."""

from collections.abc import Iterator

import pytest
from django.utils.timezone import now

from collectives.models import Door, Invitation, InvitationState, Notice, Participant, Program
from collectives.operations.invitation import invite_to_collective
from collectives.operations.seat import CollectiveFull
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_rhythm, name_facilitator, seat


@pytest.fixture
def scope(program: Program) -> Iterator[None]:
    with program_scope(program.pk):
        yield


@pytest.fixture
def admin(scope: None) -> Participant:
    return make_participant("Inès", role="admin")


def test_an_invitation_holds_a_seat_and_says_what_it_is_about(admin):
    collective = make_collective("Walking the halls", theme="Grading practices")
    name_facilitator(collective, make_participant("Aoife Brennan"))
    make_rhythm(collective)
    people = [make_participant("Dana Paul", position="principal"), make_participant("Malik Roy", position="coach")]

    sent = invite_to_collective(collective, participants=people, formation=None, by=admin, now=now())

    letter = sent[0].notice
    assert [(one.invitation.participant.name, one.invitation.state) for one in sent] == [
        ("Dana Paul", InvitationState.SENT),
        ("Malik Roy", InvitationState.SENT),
    ]
    assert set(collective.seats.values_list("participant__name", "left_at")) == {
        ("Dana Paul", None),
        ("Malik Roy", None),
    }
    assert letter.subject == "You are invited to Walking the halls"
    for said in ("Grading practices", "Aoife Brennan", "Third Tuesday", "Atlantic time", "Malik Roy, instructional"):
        assert said in letter.text
        assert said in letter.html
    assert "@example.org" not in letter.text
    assert "/door/door-" in letter.text


def test_who_has_not_come_in_yet_is_invited_too(admin):
    person = Participant.objects.create(name="New", email="new@example.org")

    sent = invite_to_collective(make_collective(), participants=[person], formation=None, by=admin, now=now())

    assert sent[0].notice.email == "new@example.org"
    assert Door.objects.filter(purpose="invitation").values_list("object_key", flat=True).get() == str(
        sent[0].invitation.pk
    )


def test_nobody_is_invited_when_not_everybody_finds_a_seat(admin):
    collective = make_collective()
    for _ in range(9):
        seat(collective, make_participant())

    with pytest.raises(CollectiveFull):
        invite_to_collective(
            collective, participants=[make_participant(), make_participant()], formation=None, by=admin, now=now()
        )

    assert (Invitation.objects.count(), Notice.objects.count()) == (0, 0)
