"""Invitations to a collective: sent, answered, reminded of, withdrawn."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Door, Invitation, InvitationState, Notice, Participant
from collectives.operations.invitation import (
    AlreadyAnswered,
    InvitationOver,
    RemindedToday,
    invite_to_collective,
    remind_invitation,
    withdraw_invitation,
)
from collectives.operations.seat import CollectiveFull
from tests.make import make_collective, make_participant, make_rhythm, name_facilitator, seat
from tests.make_invitation import make_invitation


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


def test_each_reads_of_the_others_in_their_own_language(admin):
    people = [make_participant("Dana Paul", position="principal"), make_participant("Malik Roy", position="coach")]
    people[0].user.language = "fr"
    people[0].user.save()

    to_dana, to_malik = (
        one.notice
        for one in invite_to_collective(make_collective(), participants=people, formation=None, by=admin, now=now())
    )

    assert "Malik Roy, conseillère ou conseiller pédagogique" in to_dana.text
    assert "Dana Paul, principal\n" in to_malik.text


def test_nobody_is_invited_when_not_everybody_finds_a_seat(admin):
    collective = make_collective()
    for _ in range(9):
        seat(collective, make_participant())

    with pytest.raises(CollectiveFull):
        invite_to_collective(
            collective, participants=[make_participant(), make_participant()], formation=None, by=admin, now=now()
        )

    assert (Invitation.objects.count(), Notice.objects.count()) == (0, 0)


def test_who_has_not_answered_is_reminded_once_a_day_at_most(admin):
    invitation = make_invitation(make_collective("Ask them"), make_participant("Dana Paul"))

    with pytest.raises(RemindedToday, match="Dana Paul got a message"):
        remind_invitation(invitation, now=now())
    later = now() + timedelta(days=2)
    notice = remind_invitation(invitation, now=later)

    assert notice.subject == "Ask them: will you join?"
    with pytest.raises(RemindedToday):
        remind_invitation(invitation, now=later + timedelta(hours=20))


def test_who_has_answered_is_not_reminded(admin):
    invitation = make_invitation(make_collective(), make_participant(), state=InvitationState.ACCEPTED)

    with pytest.raises(AlreadyAnswered):
        remind_invitation(invitation, now=now() + timedelta(days=9))


def test_taking_an_invitation_back_ends_the_seat_closes_the_door_and_tells_the_person(admin):
    [sent] = invite_to_collective(
        make_collective("Ask them"), participants=[make_participant()], formation=None, by=admin, now=now()
    )

    notice = withdraw_invitation(sent.invitation, reason="Two of one name", by=admin, now=now())

    sent.invitation.refresh_from_db()
    assert (sent.invitation.state, sent.invitation.settled_by) == (InvitationState.WITHDRAWN, admin)
    assert sent.invitation.seat.left_reason == "Two of one name"
    assert Door.objects.get(purpose="invitation").closed_at is not None
    assert "Two of one name" in notice.text
    with pytest.raises(InvitationOver):
        withdraw_invitation(sent.invitation, reason="Twice", by=admin, now=now())
