"""Adding participants and editing them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from collectives.models import District, Membership, Participant, ParticipantChange, Role, RoleGrant, School
from collectives.operations.door import close_doors
from collectives.operations.membership import JOIN, has_entered
from ilc.errors import Refused


class EmailTaken(Refused):
    """Another participant of the program has this e-mail."""


class EmailIsTheirs(Refused):
    """Who has come in changes their e-mail themselves."""


@dataclass(frozen=True)
class Particulars:
    """What is written down about a person. A school brings its district with it."""

    name: str
    email: str
    position: str
    school: School | None
    district: District | None
    language: str


@transaction.atomic
def add_participant(particulars: Particulars, *, by: Participant, now: datetime) -> Participant:
    """A new participant with the role of leader, not invited yet. Raises EmailTaken."""
    participant = Participant(added_at=now)
    _write(participant, particulars)
    RoleGrant.objects.create(participant=participant, role=Role.LEADER, given_by=by, given_at=now)
    return participant


@transaction.atomic
def edit_participant(participant: Participant, particulars: Particulars, *, by: Participant, now: datetime) -> None:
    """Change what is written down about a person. Raises EmailTaken, or EmailIsTheirs.

    Another e-mail before somebody has come in takes the invitation to the former one back: invite them again.
    """
    participant = lock_participant(participant)
    was = _state(participant)
    if particulars.email.lower() != participant.email.lower() and participant.user_id:
        _take_invitation_back(participant, now)
    _write(participant, particulars)
    if _state(participant) != was:
        what = ParticipantChange.What.EDITED
        ParticipantChange.objects.create(participant=participant, what=what, was=was, by=by, at=now)


def lock_participant(participant: Participant) -> Participant:
    """The participant as they are now, held until the transaction ends."""
    return lock_participants([participant])[0]


def lock_participants(participants: Iterable[Participant]) -> list[Participant]:
    """These participants in their order, with their accounts, as lock_participant. One SQL query."""
    pks = [one.pk for one in participants]
    rows = Participant.objects.select_related("user", "school__district", "district").order_by("pk")
    held = {one.pk: one for one in rows.select_for_update(of=("self",), no_key=True).filter(pk__in=pks)}
    return [held[pk] for pk in pks]


def _take_invitation_back(participant: Participant, now: datetime) -> None:
    if has_entered(participant):
        raise EmailIsTheirs(
            _("%(person)s has come in, so the e-mail is theirs to change, in their profile.") % {"person": participant}
        )
    memberships = Membership.objects.filter(program=participant.program, user=participant.user)
    memberships.filter(left_at=None).update(left_at=now)
    close_doors(JOIN, str(participant.pk), now=now)
    participant.user, participant.invited_at = None, None


def _write(participant: Participant, particulars: Particulars) -> None:
    for field in fields(particulars):
        setattr(participant, field.name, getattr(particulars, field.name))
    participant.email = particulars.email.lower()
    if particulars.school:
        participant.district = particulars.school.district
    try:
        with transaction.atomic():
            participant.save()
    except IntegrityError as error:
        if "participant_email_once" not in str(error):
            raise
        raise EmailTaken(
            _("Somebody with the e-mail %(email)s takes part already, or took part before.")
            % {"email": particulars.email}
        ) from error


def _state(participant: Participant) -> dict[str, str]:
    return {
        "name": participant.name,
        "email": participant.email,
        "position": participant.position,
        "school": str(participant.school_id or ""),
        "district": str(participant.district_id or ""),
        "language": participant.language,
    }
