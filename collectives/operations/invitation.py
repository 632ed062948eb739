"""Inviting people to a collective. The seat is held for them until they answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from collectives.models import Collective, Door, Formation, Invitation, Notice, Participant
from collectives.operations.door import make_door
from collectives.operations.notice import door_url, write_notice
from collectives.operations.seat import seat_participants
from collectives.queries.invitation import InvitationSheet, invitation_sheet
from ilc.tenancy.scope import bound_program_id

INVITATION = "invitation"  # the purpose of its door
NOTICE = "seat_invitation"
INVITATION_LASTS = timedelta(days=120)


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
    by: Participant,
    now: datetime,
    promoted: bool = False,
) -> list[Sent]:
    """Hold a seat for each of them, or for nobody, and write to each by a door that opens without an account.

    Name the facilitators and set the rhythm first: the message tells of them, and of everybody who sits there by then.
    `promoted`: it says that a seat became free for somebody who waited. Raises as seat_participants.
    """
    seats = seat_participants(collective, participants=participants, by=by, now=now)
    invitations = Invitation.objects.bulk_create(
        Invitation(
            collective=collective,
            participant=seat.participant,
            formation=formation,
            seat=seat,
            sent_by=by,
            sent_at=now,
        )
        for seat in seats
    )
    sheet = invitation_sheet(collective, at=now)
    return [
        Sent(one, _write(one, sheet, key=str(one.pk), by=by, now=now, promoted=promoted, again=False))
        for one in invitations
    ]


def _write(
    invitation: Invitation,
    sheet: InvitationSheet,
    *,
    key: str,
    by: Participant,
    now: datetime,
    promoted: bool,
    again: bool,
) -> Notice:
    door = _open_door_of(invitation, now) or make_door(
        INVITATION, str(invitation.pk), expires_at=now + INVITATION_LASTS, now=now
    )
    return write_notice(
        invitation.participant,
        kind=NOTICE,
        key=key,
        template="seat_invitation",
        context={
            "sheet": sheet,
            "others": [one for one in sheet.people if one.pk != invitation.participant_id],
            "door_url": door_url(door),
            "until": door.expires_at,
            "by": by,
            "promoted": promoted,
            "again": again,
        },
        now=now,
    )


def _open_door_of(invitation: Invitation, now: datetime) -> Door | None:
    doors = Door.objects.filter(
        program_id=bound_program_id(), purpose=INVITATION, object_key=str(invitation.pk), closed_at=None
    )
    return doors.filter(expires_at__gt=now).order_by("-made_at").first()
