"""Inviting people to a collective, reminding them, taking an invitation back. The seat is held until they answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import (
    Collective,
    Door,
    Formation,
    Invitation,
    InvitationAnswer,
    InvitationState,
    Notice,
    Participant,
)
from collectives.operations.collective import lock_collective
from collectives.operations.door import close_doors, make_door, make_doors
from collectives.operations.notice import Message, door_url, write_notice, write_notices
from collectives.operations.seat import end_seat, seat_groups
from collectives.queries.invitation import InvitationSheet, invitation_sheet, invitation_sheets
from collectives.queries.invitation_overview import BETWEEN_REMINDERS
from ilc.due import cancel, schedule_all
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

INVITATION = "invitation"  # the purpose of its door
NOTICE = "seat_invitation"
NEWS = "seat_news"
REMINDER = "invitation_reminder"  # due work
INVITATION_LASTS = timedelta(days=120)
REMINDED_AFTER = timedelta(days=7)


class AlreadyAnswered(Refused):
    """Only who has not answered is reminded."""


class RemindedToday(Refused):
    """Nobody gets two messages about one invitation within a day."""


class InvitationOver(Refused):
    """The invitation was taken back, or its seat ended some other way."""


@dataclass(frozen=True)
class Sent:
    """An invitation and its message. Ask for the sending of `notice` after the commit."""

    invitation: Invitation
    notice: Notice


@transaction.atomic
def invite_to_collective(
    collective: Collective,
    *,
    participants: Iterable[Participant],
    formation: Formation | None,
    by: Participant | None,
    now: datetime,
    promoted: bool = False,
) -> list[Sent]:
    """Hold a seat for each of them, or for nobody, and write to each by a door that opens without an account.

    Name the facilitators and set the rhythm first: the message tells of them, and of everybody who sits there by then.
    `promoted`: it says that a seat became free for somebody who waited; `by` is None when nobody pressed for it.
    Who has not answered a week later is reminded once. Raises as seat_participants.
    """
    groups = [(collective, participants)]
    return invite_to_collectives(groups, formation=formation, by=by, now=now, promoted=promoted)


@transaction.atomic
def invite_to_collectives(
    groups: Iterable[tuple[Collective, Iterable[Participant]]],
    *,
    formation: Formation | None,
    by: Participant | None,
    now: datetime,
    promoted: bool = False,
) -> list[Sent]:
    """The same for several collectives, each with those who are invited to it.

    As many SQL statements for ten collectives of ten as for one person.
    """
    seats = seat_groups(groups, by=by, now=now)
    invitations = Invitation.objects.bulk_create(
        Invitation(
            collective=seat.collective,
            participant=seat.participant,
            formation=formation,
            seat=seat,
            sent_by=by,
            sent_at=now,
        )
        for seat in seats
    )
    sheets = invitation_sheets({seat.collective_id: seat.collective for seat in seats}.values(), at=now)
    keys = [str(one.pk) for one in invitations]
    schedule_all(REMINDER, keys, due_at=now + REMINDED_AFTER)
    doors = make_doors(INVITATION, keys, expires_at=now + INVITATION_LASTS, now=now)
    messages = [
        Message(one.participant, key, _words(one, sheets[one.collective_id], door, promoted=promoted))
        for one, key, door in zip(invitations, keys, doors, strict=True)
    ]
    notices = write_notices(messages, kind=NOTICE, template=NOTICE, now=now)
    return [Sent(one, notice) for one, notice in zip(invitations, notices, strict=True)]


@transaction.atomic
def remind_invitation(invitation: Invitation, *, now: datetime) -> Notice:
    """Write once more to somebody who has not answered. Raises AlreadyAnswered, RemindedToday, or InvitationOver."""
    lock_collective(invitation.collective)
    invitation = hold_invitation(invitation)
    person = {"person": invitation.participant}
    if invitation.state != InvitationState.SENT:
        raise AlreadyAnswered(_("%(person)s has answered, or the invitation was taken back.") % person)
    if invitation.seat is None or invitation.seat.left_at or invitation.collective.closed_at:
        raise InvitationOver(_("The seat that was held for %(person)s has ended.") % person)
    if (invitation.reminded_at or invitation.sent_at) > now - BETWEEN_REMINDERS:
        raise RemindedToday(
            _("%(person)s got a message about this within the last day. Tomorrow is soon enough.") % person
        )
    invitation.reminded_at = now
    invitation.save(update_fields=["reminded_at"])
    sheet = invitation_sheet(invitation.collective, at=now)
    key = f"{invitation.pk}:{now:%Y-%m-%d %H:%M}"
    door = _open_door_of(invitation, now) or make_door(
        INVITATION, str(invitation.pk), expires_at=now + INVITATION_LASTS, now=now
    )
    said = _words(invitation, sheet, door, again=True)
    return write_notice(invitation.participant, kind=NOTICE, key=key, template=NOTICE, context=said, now=now)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, reason: str, by: Participant, now: datetime) -> Notice:
    """Take an invitation back that nobody said no to: its seat ends, its doors close, the person is told.

    Raises InvitationOver.
    """
    lock_collective(invitation.collective)
    invitation = hold_invitation(invitation)
    if invitation.state in {InvitationState.WITHDRAWN, InvitationState.DECLINED}:
        raise InvitationOver(_("This invitation has ended already."))
    invitation.state, invitation.settled_by, invitation.settled_at = InvitationState.WITHDRAWN, by, now
    invitation.save(update_fields=["state", "settled_by", "settled_at"])
    note_answer(invitation, words=reason, by=by, now=now)
    close_doors(INVITATION, str(invitation.pk), now=now)
    if invitation.seat and not invitation.seat.left_at:
        end_seat(invitation.seat, reason=reason, by=by, now=now)
    return write_news(
        invitation.participant,
        "withdrawn",
        key=f"withdrawn:{invitation.pk}",
        said={"collective": invitation.collective, "by": by, "reason": reason},
        now=now,
    )


def hold_invitation(invitation: Invitation) -> Invitation:
    """The invitation as it is now, held until the transaction ends. Lock its collective first."""
    rows = Invitation.objects.select_related("collective__theme", "participant__user", "seat", "formation", "sent_by")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)


def note_answer(invitation: Invitation, *, words: str, by: Participant, now: datetime) -> None:
    """Keep the present state of an invitation in its history. Nobody is reminded of what is settled."""
    InvitationAnswer.objects.create(invitation=invitation, state=invitation.state, words=words, by=by, at=now)
    cancel(REMINDER, str(invitation.pk), now=now)


def write_news(recipient: Participant, what: str, *, key: str, said: Mapping[str, object], now: datetime) -> Notice:
    """Tell somebody what became of their seat; `what` chooses the words in templates/mail/seat_news."""
    return write_notice(recipient, kind=NEWS, key=key, template="seat_news", context={"what": what, **said}, now=now)


def _words(
    invitation: Invitation, sheet: InvitationSheet, door: Door, *, promoted: bool = False, again: bool = False
) -> dict[str, object]:
    return {
        "sheet": sheet,
        "others": [one for one in sheet.people if one.pk != invitation.participant_id],
        "door_url": door_url(door),
        "until": door.expires_at,
        "by": invitation.sent_by,
        "promoted": promoted,
        "again": again,
    }


def _open_door_of(invitation: Invitation, now: datetime) -> Door | None:
    doors = Door.objects.filter(
        program_id=bound_program_id(), purpose=INVITATION, object_key=str(invitation.pk), closed_at=None
    )
    return doors.filter(expires_at__gt=now).order_by("-made_at").first()
