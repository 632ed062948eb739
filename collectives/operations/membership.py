"""Inviting people into a program, letting them in, and ending their time there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collectives.models import (
    Door,
    Facilitator,
    Invitation,
    InvitationState,
    Membership,
    Notice,
    NoticeState,
    Participant,
    ParticipantChange,
    Program,
    Role,
    RoleGrant,
    Seat,
    User,
    WaitingPlace,
    WaitingState,
)
from collectives.operations.collective import note_calendars, note_free_seat
from collectives.operations.door import close_doors, make_door, open_door
from collectives.operations.notice import door_url, write_notice
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

JOIN = "join"
INVITATION_LASTS = timedelta(days=14)
INVITED_AGAIN_AFTER = timedelta(days=2)


class HasLeft(Refused):
    """Somebody who left the program cannot be invited as they are."""


class NoAddress(Refused):
    """Somebody whose e-mail is not known yet cannot be invited."""


class EmailTaken(Refused):
    """The e-mail belongs to the account of another participant."""


class LastAdmin(Refused):
    """A program is never without somebody who runs it."""


class Outcome(Enum):
    """What inviting somebody led to."""

    INVITED = "invited"
    INVITED_BEFORE = "invited_before"
    INSIDE = "inside"


@dataclass(frozen=True)
class Invited:
    """What inviting one participant led to. `notice` is the new message, which is None unless one was written."""

    participant: Participant
    outcome: Outcome
    notice: Notice | None = None


@transaction.atomic
def invite_participant(participant: Participant, *, by: Participant, now: datetime) -> Invited:
    """Give a participant an account, a membership, and a message with a door to come in by.

    Who has entered stays inside, and who was invited within INVITED_AGAIN_AFTER gets no second message. Later than
    that, or when the message could not be sent, the old door is closed and a new one goes out.
    Raises HasLeft, NoAddress, or EmailTaken. Ask for the sending of `notice` after the commit, when there is one.
    """
    participant = Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if participant.left_at is not None:
        raise HasLeft(_("%(name)s has left the program. Bring them back first.") % {"name": participant.name})
    if not participant.has_address:
        raise NoAddress(_("%(name)s has no e-mail address here yet. Write it in first.") % {"name": participant.name})
    if participant.user_id and has_entered(participant):
        return Invited(participant, Outcome.INSIDE)
    if _was_just_invited(participant, now):
        return Invited(participant, Outcome.INVITED_BEFORE)
    program = Program.objects.get(pk=bound_program_id())
    user = _give_account(participant, program, now)
    Membership.objects.update_or_create(program=program, user=user, defaults={"left_at": None})
    participant.user, participant.invited_at = user, now
    participant.save(update_fields=["user", "invited_at"])
    close_doors(JOIN, str(participant.pk), now=now)
    door = make_door(JOIN, str(participant.pk), expires_at=now + INVITATION_LASTS, now=now)
    notice = write_notice(
        participant,
        kind="invitation",
        key=f"{participant.pk}:{now.isoformat()}",
        template="invitation",
        context={"door_url": door_url(door), "by": by, "until": door.expires_at},
        now=now,
    )
    return Invited(participant, Outcome.INVITED, notice)


def has_entered(participant: Participant) -> bool:
    """Whether the participant is in the program, not only invited to it. One SQL query."""
    return _memberships_of(participant).filter(entered_at__isnull=False, left_at=None).exists()


def _memberships_of(participant: Participant) -> QuerySet[Membership]:
    return Membership.objects.filter(program_id=bound_program_id(), user__participants=participant)


def _was_just_invited(participant: Participant, now: datetime) -> bool:
    """Whether an invitation to the present e-mail is on its way, or went out a short while ago."""
    last = (
        participant.notices.filter(kind="invitation", email__iexact=participant.email).order_by("-written_at").first()
    )
    if last is None or last.state == NoticeState.FAILED:
        return False
    return last.state == NoticeState.WAITING or last.written_at > now - INVITED_AGAIN_AFTER


def _give_account(participant: Participant, program: Program, now: datetime) -> User:
    """The account of the participant's e-mail, made when there is none; an account never entered with is let go."""
    user = User.objects.filter(email__iexact=participant.email).first()
    if user is None:
        user = User.objects.create_user(
            participant.email, name=participant.name, language=participant.language, time_zone=program.time_zone
        )
    if Participant.objects.filter(user=user).exclude(pk=participant.pk).exists():
        raise EmailTaken(_("%(email)s is the sign-in of another participant here.") % {"email": participant.email})
    if participant.user_id not in {None, user.pk}:
        Membership.objects.filter(program=program, user_id=participant.user_id, left_at=None).update(left_at=now)
    return user


@transaction.atomic
def enter_by_door(door: Door, *, now: datetime) -> Participant | None:
    """Let the invited person in: the membership is entered, the e-mail is theirs, the door is used up.

    None when somebody was faster, or when the invitation no longer stands. Call in the scope of the door's program.
    """
    participant = find_invited(door)
    user = participant.user if participant else None
    if participant is None or user is None or not open_door(door, now=now):
        return None
    close_doors(JOIN, door.object_key, now=now)
    Membership.objects.filter(program_id=door.program_id, user=user, entered_at=None).update(entered_at=now)
    EmailAddress.objects.filter(user=user).exclude(email=user.email).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return participant


def find_invited(door: Door) -> Participant | None:
    """Whom a join door of the bound program lets in. None when they left or have no active account. One SQL query."""
    people = Participant.objects.select_related("user").filter(pk=door.object_key, left_at=None, user__is_active=True)
    return people.first() if door.purpose == JOIN else None


@transaction.atomic
def remove_participant(participant: Participant, *, by: Participant, now: datetime, reason: str = "") -> None:
    """End a participant's time in the program: membership, roles, seats, waiting and facilitating. Rows stay.

    What they wrote stays. Their next request finds the program closed. One may remove oneself: that is leaving.
    Raises LastAdmin.
    """
    participant = Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if participant.left_at is not None:
        return
    keep_an_admin(participant)
    RoleGrant.objects.filter(participant=participant, taken_at=None).update(taken_by=by, taken_at=now)
    _end_seats(participant, reason=reason, by=by, now=now)
    guiding = Facilitator.objects.filter(participant=participant, left_at=None)
    note_calendars(list(guiding.values_list("collective_id", flat=True)), now=now)
    guiding.update(left_by=by, left_at=now, left_reason=reason)
    close_doors(JOIN, str(participant.pk), now=now)
    _memberships_of(participant).filter(left_at=None).update(left_at=now)
    participant.left_at = now
    participant.save(update_fields=["left_at"])
    ParticipantChange.objects.create(
        participant=participant, what=ParticipantChange.What.LEFT, reason=reason, by=by, at=now
    )


def _end_seats(participant: Participant, *, reason: str, by: Participant, now: datetime) -> None:
    seats = Seat.objects.filter(participant=participant, left_at=None)
    here = list(seats.values_list("collective_id", flat=True))
    for collective_pk in here:
        note_free_seat(collective_pk, now=now)
    note_calendars(here, now=now)
    seats.update(left_by=by, left_at=now, left_reason=reason)
    settled = {"settled_by": by, "settled_at": now}
    WaitingPlace.objects.filter(participant=participant, state=WaitingState.WAITING).update(
        state=WaitingState.LEFT, **settled
    )
    open_ones = Invitation.objects.filter(
        participant=participant, state__in=[InvitationState.SENT, InvitationState.ASKED_OTHER]
    )
    open_ones.update(state=InvitationState.WITHDRAWN, **settled)


def keep_an_admin(participant: Participant) -> None:
    """That somebody else is an admin too, and stays one until this transaction ends. Raises LastAdmin.

    Every admin's grant is held: two admins may take each other's role, or leave, at once.
    """
    admins = RoleGrant.objects.select_for_update(no_key=True).filter(role=Role.ADMIN, taken_at=None).order_by("pk")
    if {grant.participant_id for grant in admins} == {participant.pk}:
        raise LastAdmin(
            _("%(name)s is the only admin. Make somebody else an admin first.") % {"name": participant.name}
        )


@transaction.atomic
def bring_back_participant(participant: Participant, *, by: Participant, now: datetime) -> None:
    """Undo remove_participant: the membership, and the roles that ended with it, anew. Seats are given by hand."""
    participant = Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if participant.left_at is None:
        return
    ended = RoleGrant.objects.filter(participant=participant, taken_at=participant.left_at)
    RoleGrant.objects.bulk_create(
        RoleGrant(participant=participant, role=grant.role, region=grant.region, given_by=by, given_at=now)
        for grant in ended.select_related("region")
    )
    _memberships_of(participant).update(left_at=None)
    was = {"left_at": participant.left_at.isoformat()}
    participant.left_at = None
    participant.save(update_fields=["left_at"])
    ParticipantChange.objects.create(
        participant=participant, what=ParticipantChange.What.RETURNED, was=was, by=by, at=now
    )
