"""Answering an invitation: yes, no, another, second thoughts."""

import pytest
from django.utils.timezone import now

from collectives.models import (
    Invitation,
    InvitationAnswer,
    InvitationState,
    Participant,
    Theme,
    WaitingPlace,
)
from collectives.operations.collective import SEAT_FREED, close_collective
from collectives.operations.invitation import InvitationOver, withdraw_invitation
from collectives.operations.invitation_answer import (
    NothingToSettle,
    accept_invitation,
    ask_for_other,
    change_mind,
    decline_invitation,
    invite_elsewhere,
)
from collectives.operations.membership import remove_participant
from collectives.operations.seat import end_seat
from ilc.due import waiting
from tests.make import make_collective, make_participant, seat
from tests.make_invitation import make_invitation


@pytest.fixture
def invited(admin: Participant) -> Invitation:
    return make_invitation(make_collective("Walking the halls"), make_participant("Dana Paul"), sent_by=admin)


def history(invitation: Invitation) -> list[tuple[str, str, str]]:
    rows = InvitationAnswer.objects.filter(invitation=invitation).order_by("at", "pk")
    return [(row.state, row.words, row.by.name) for row in rows]


def test_a_yes_keeps_the_seat(invited):
    dana = invited.participant

    accept_invitation(invited, by=dana, now=now())
    accept_invitation(invited, by=dana, now=now())

    invited.refresh_from_db()
    assert (invited.state, invited.seat.left_at) == (InvitationState.ACCEPTED, None)
    assert history(invited) == [("accepted", "", "Dana Paul")]


def test_who_has_not_come_in_gets_the_message_that_lets_them_in(admin):
    person = Participant.objects.create(name="New", email="new@example.org")
    invitation = make_invitation(make_collective(), person, sent_by=admin)

    answered = accept_invitation(invitation, by=person, now=now())

    assert [(one.kind, one.recipient) for one in answered.notices] == [("invitation", person)]


def test_a_no_ends_the_seat_and_asks_for_the_next(invited):
    decline_invitation(invited, reason="Tuesdays are full", by=invited.participant, now=now())
    decline_invitation(invited, reason="again", by=invited.participant, now=now())

    invited.refresh_from_db()
    assert (invited.state, invited.seat.left_reason) == (InvitationState.DECLINED, "Tuesdays are full")
    assert history(invited) == [("declined", "Tuesdays are full", "Dana Paul")]
    assert list(waiting(SEAT_FREED, now=now())) == [(invited.program_id, str(invited.collective_id))]


def test_after_a_yes_one_may_leave(invited):
    accept_invitation(invited, by=invited.participant, now=now())

    decline_invitation(invited, reason="", by=invited.participant, now=now())

    assert [state for state, _words, _by in history(invited)] == ["accepted", "declined"]


def test_who_asks_for_another_keeps_the_seat(invited):
    theme = Theme.objects.create(name="Belonging")

    ask_for_other(invited, wish="Not Tuesdays", theme=theme, by=invited.participant, now=now())

    invited.refresh_from_db()
    assert (invited.state, invited.wish, invited.wished_theme) == (InvitationState.ASKED_OTHER, "Not Tuesdays", theme)
    assert invited.seat.left_at is None


def test_what_staff_answer_for_somebody_is_told_to_them_and_kept_with_their_name(admin, invited):
    answered = decline_invitation(invited, reason="Said so by phone", by=admin, now=now())

    assert [one.recipient for one in answered.notices] == [invited.participant]
    assert "Inès answered the invitation to Walking the halls for you: no" in answered.notices[0].text
    assert history(invited) == [("declined", "Said so by phone", "Inès")]


def test_on_second_thoughts_a_free_seat_is_theirs_again(invited):
    decline_invitation(invited, reason="", by=invited.participant, now=now())

    answered = change_mind(invited, by=invited.participant, now=now())

    assert answered.invitation.pk != invited.pk
    assert (answered.invitation.state, answered.invitation.seat.left_at) == (InvitationState.ACCEPTED, None)
    invited.refresh_from_db()
    assert invited.state == InvitationState.DECLINED


def test_on_second_thoughts_one_waits_when_the_seats_are_taken(invited):
    decline_invitation(invited, reason="", by=invited.participant, now=now())
    for _ in range(10):
        seat(invited.collective, make_participant())

    first = change_mind(invited, by=invited.participant, now=now())
    again = change_mind(invited, by=invited.participant, now=now())

    assert first.waiting == again.waiting == WaitingPlace.objects.get()


@pytest.mark.parametrize("answer", [accept_invitation, change_mind])
def test_an_invitation_taken_back_is_not_answered(admin, invited, answer):
    withdraw_invitation(invited, reason="A mistake", by=admin, now=now())

    with pytest.raises(InvitationOver):
        answer(invited, by=invited.participant, now=now())


def test_nobody_answers_when_the_seat_ended_or_the_collective_closed(admin, invited):
    end_seat(invited.seat, reason="", by=admin, now=now())
    closed = make_invitation(make_collective(), make_participant())
    close_collective(closed.collective, reason="", by=admin, now=now())

    for one in (invited, closed):
        with pytest.raises(InvitationOver):
            accept_invitation(one, by=one.participant, now=now())


def test_who_asked_for_another_is_invited_there_and_the_seat_here_ends(admin, invited):
    to = make_collective("Belonging at the shore")
    ask_for_other(invited, wish="Another theme", theme=None, by=invited.participant, now=now())

    answered = invite_elsewhere(invited, to=to, by=admin, now=now())

    invited.refresh_from_db()
    assert (invited.state, invited.seat.left_at is None) == (InvitationState.WITHDRAWN, False)
    assert (answered.invitation.collective, answered.invitation.state) == (to, InvitationState.SENT)
    assert [one.subject for one in answered.notices] == ["You are invited to Belonging at the shore"]


def test_only_who_asked_is_found_another(admin, invited):
    with pytest.raises(NothingToSettle):
        invite_elsewhere(invited, to=make_collective(), by=admin, now=now())


def test_who_leaves_the_program_waits_for_nothing_and_is_invited_to_nothing(admin, invited):
    place = WaitingPlace.objects.create(collective=make_collective(), participant=invited.participant, since=now())

    remove_participant(invited.participant, by=admin, now=now())

    invited.refresh_from_db()
    place.refresh_from_db()
    assert (invited.state, place.state) == (InvitationState.WITHDRAWN, "left")
    assert list(waiting(SEAT_FREED, now=now())) == [(invited.program_id, str(invited.collective_id))]
