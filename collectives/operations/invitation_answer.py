"""Answering an invitation: yes, no, another collective, or on second thoughts."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import (
    Collective,
    Invitation,
    InvitationState,
    Notice,
    Participant,
    Seat,
    Theme,
    WaitingPlace,
    WaitingState,
)
from collectives.operations.collective import lock_collective, note_calendars
from collectives.operations.invitation import (
    InvitationOver,
    hold_invitation,
    invite_to_collective,
    note_answer,
    write_news,
)
from collectives.operations.membership import has_entered, invite_participant
from collectives.operations.seat import end_seat, seat_participants
from collectives.queries.formation_seats import seats_left
from ilc.errors import Refused


class NothingToSettle(Refused):
    """Only who asked for another collective is found one."""


@dataclass(frozen=True)
class Answered:
    """The invitation as it is now, and the messages to send after the commit. `waiting`: they wait for a seat now."""

    invitation: Invitation
    notices: list[Notice] = field(default_factory=list)
    waiting: WaitingPlace | None = None


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: Participant, now: datetime) -> Answered:
    """Say yes. Who has not come in to the program gets the message that lets them in. Twice is once.

    Raises InvitationOver.
    """
    invitation = _hold(invitation, now)
    if invitation.state == InvitationState.ACCEPTED:
        return Answered(invitation)
    _set(invitation, InvitationState.ACCEPTED, words="", by=by, now=now)
    return Answered(invitation, _tell(invitation, "accepted", by=by, now=now) + _let_in(invitation, now))


@transaction.atomic
def decline_invitation(invitation: Invitation, *, reason: str, by: Participant, now: datetime) -> Answered:
    """Say no, before or after a yes: the seat ends, and the next on the waiting list is asked. Twice is once.

    Raises InvitationOver.
    """
    lock_collective(invitation.collective)
    if hold_invitation(invitation).state == InvitationState.DECLINED:
        return Answered(invitation)
    invitation = _hold(invitation, now)
    _set(invitation, InvitationState.DECLINED, words=reason, by=by, now=now)
    if invitation.seat:
        end_seat(invitation.seat, reason=reason[:500], by=by, now=now)
    return Answered(invitation, _tell(invitation, "declined", by=by, now=now))


@transaction.atomic
def ask_for_other(
    invitation: Invitation, *, wish: str, theme: Theme | None, by: Participant, now: datetime
) -> Answered:
    """Ask for another collective. The seat stays theirs until they have another or decline. Raises InvitationOver."""
    invitation = _hold(invitation, now)
    invitation.wish, invitation.wished_theme, invitation.settled_at = wish, theme, None
    invitation.save(update_fields=["wish", "wished_theme", "settled_at"])
    _set(invitation, InvitationState.ASKED_OTHER, words=wish, by=by, now=now)
    return Answered(invitation, _tell(invitation, "asked", by=by, now=now))


@transaction.atomic
def change_mind(invitation: Invitation, *, by: Participant, now: datetime) -> Answered:
    """Say yes after a no: a free seat is theirs again, by a new invitation; else they wait for one. Twice is once.

    Raises InvitationOver.
    """
    collective = lock_collective(invitation.collective)
    invitation = hold_invitation(invitation)
    _check_open(invitation, collective)
    person = invitation.participant
    if invitation.state != InvitationState.DECLINED:
        raise InvitationOver(_("There is no answer to change here."))
    if Seat.objects.filter(collective=collective, participant=person, left_at=None).exists():
        return Answered(invitation)
    if not seats_left(collective):
        place, _made = WaitingPlace.objects.get_or_create(
            collective=collective,
            formation=invitation.formation,
            participant=person,
            state=WaitingState.WAITING,
            defaults={"since": now, "put_by": by},
        )
        return Answered(invitation, waiting=place)
    [seat] = seat_participants(collective, participants=[person], by=by, now=now)
    again = Invitation.objects.create(
        collective=collective,
        participant=person,
        formation=invitation.formation,
        seat=seat,
        state=InvitationState.ACCEPTED,
        sent_by=invitation.sent_by,
        sent_at=now,
        answered_at=now,
    )
    note_answer(again, words="", by=by, now=now)
    return Answered(again, _tell(again, "accepted", by=by, now=now) + _let_in(again, now))


@transaction.atomic
def invite_elsewhere(invitation: Invitation, *, to: Collective, by: Participant, now: datetime) -> Answered:
    """Find another collective for somebody who asked: the seat here ends, one there is held for them by an invitation.

    Raises NothingToSettle, InvitationOver, or as seat_participants.
    """
    for one in sorted((invitation.collective, to), key=lambda one: one.pk):
        lock_collective(one)
    invitation = _hold(invitation, now)
    if invitation.state != InvitationState.ASKED_OTHER:
        raise NothingToSettle(_("%(person)s did not ask for another collective.") % {"person": invitation.participant})
    sent = invite_to_collective(
        to, participants=[invitation.participant], formation=invitation.formation, by=by, now=now
    )
    invitation.state, invitation.settled_by, invitation.settled_at = InvitationState.WITHDRAWN, by, now
    invitation.save(update_fields=["state", "settled_by", "settled_at"])
    words = _("Invited to %(collective)s instead.") % {"collective": to}
    note_answer(invitation, words=words, by=by, now=now)
    if invitation.seat:
        end_seat(invitation.seat, reason=words, by=by, now=now)
    return Answered(sent[0].invitation, [sent[0].notice])


def _hold(invitation: Invitation, now: datetime) -> Invitation:
    """The invitation, held, whose seat is held, too. Raises InvitationOver."""
    collective = lock_collective(invitation.collective)
    invitation = hold_invitation(invitation)
    _check_open(invitation, collective)
    if invitation.state == InvitationState.WITHDRAWN:
        raise InvitationOver(_("This invitation was taken back. The people who run the program can tell you more."))
    if invitation.seat is None or invitation.seat.left_at:
        raise InvitationOver(_("The seat that was held has ended. The people who run the program can tell you more."))
    return invitation


def _check_open(invitation: Invitation, collective: Collective) -> None:
    if collective.closed_at or invitation.participant.left_at:
        raise InvitationOver(_("This invitation no longer stands. The people who run the program can tell you more."))


def _set(invitation: Invitation, state: InvitationState, *, words: str, by: Participant, now: datetime) -> None:
    invitation.state, invitation.answered_at = state, now
    invitation.save(update_fields=["state", "answered_at"])
    note_answer(invitation, words=words, by=by, now=now)
    note_calendars([invitation.collective_id], now=now)


def _tell(invitation: Invitation, what: str, *, by: Participant, now: datetime) -> list[Notice]:
    """What somebody else answered for a person is told to that person."""
    if by.pk == invitation.participant_id:
        return []
    key = f"{what}:{invitation.pk}:{now.isoformat()}"
    said = {"collective": invitation.collective, "by": by}
    return [write_news(invitation.participant, what, key=key, said=said, now=now)]


def _let_in(invitation: Invitation, now: datetime) -> list[Notice]:
    """The message by which somebody comes in to the program, where they have not, and where somebody invited them."""
    person = invitation.participant
    if invitation.sent_by is None or (person.user_id and has_entered(person)):
        return []
    try:
        notice = invite_participant(person, by=invitation.sent_by, now=now).notice
    except Refused:  # their e-mail is somebody else's sign-in: the yes stands, and staff see them as not come in
        return []
    return [notice] if notice else []
