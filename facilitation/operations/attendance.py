"""Saying whether one comes, and marking who came."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from collectives.permissions.collective import is_one_of_its_people
from facilitation.models import Attendance, AttendanceChange, Came, Coming, Session, SessionState
from facilitation.operations.session_news import tell_session
from facilitation.permissions.attendance import expected_participants
from facilitation.queries.calendar import ends_at
from ilc.errors import Refused


class NotExpected(Refused):
    """The person has no seat in this collective."""


class NotHeld(Refused):
    """The session is over, or does not take place: there is nothing to answer."""


@transaction.atomic
def say_coming(session: Session, *, coming: str, by: Participant, now: datetime) -> Attendance:
    """Answer for oneself; an empty answer takes it back. The same answer again changes nothing."""
    value = Coming(coming).value if coming else ""
    return _record(session, by, "coming", value, by=by, now=now, answered_at=now if coming else None)


@transaction.atomic
def answer_invitation(session: Session, *, coming: str, by: Participant, now: datetime) -> Attendance:
    """Say whether one comes, by one's own link: until the session ends, while it is planned. Twice is once.

    Raises NotHeld, or NotExpected for who neither sits in the collective nor guides it any more.
    """
    if session.state != SessionState.PLANNED:
        raise NotHeld(_("This session does not take place, so there is nothing to answer."))
    if ends_at(session) <= now:
        raise NotHeld(_("This session is over, so there is nothing to answer any more."))
    if not is_one_of_its_people(by, session.collective):
        raise NotExpected(
            _("%(name)s does not belong to %(collective)s any more.")
            % {"name": by.name, "collective": session.collective.name}
        )
    return say_coming(session, coming=coming, by=by, now=now)


@transaction.atomic
def mark_attendance(
    session: Session, *, participant: Participant, came: str, by: Participant, now: datetime
) -> Attendance:
    """Mark how a person came; an empty mark takes it back. The last mark counts; the same again changes nothing.

    Raises NotExpected.
    """
    if not expected_participants(session, now=now).filter(pk=participant.pk).exists():
        raise NotExpected(_("%(name)s has no seat in this collective.") % {"name": participant.name})
    value = Came(came).value if came else ""
    return _record(session, participant, "came", value, by=by, now=now, marked_by=by, marked_at=now)


@transaction.atomic
def join_session(session: Session, *, came: str, by: Participant, now: datetime) -> Attendance:
    """Say that one is here, in the room or online; again, also after leaving. Raises NotExpected."""
    row = mark_attendance(session, participant=by, came=came, by=by, now=now)
    if row.left_at is not None:
        row.left_at = None
        row.save(update_fields=["left_at"])
    tell_session(session.pk, "people")
    return row


@transaction.atomic
def leave_session(session: Session, *, by: Participant, now: datetime) -> None:
    """Say that one goes before the end; that one was here stays. Twice does no harm."""
    gone = Attendance.objects.filter(session=session, participant=by, left_at=None).exclude(came="")
    if gone.update(left_at=now):
        tell_session(session.pk, "people")


def _record(
    session: Session,
    participant: Participant,
    what: Literal["coming", "came"],
    value: str,
    *,
    by: Participant,
    now: datetime,
    **beside: object,
) -> Attendance:
    """Write the value and what goes with it, and keep the former one. Four queries, two when nothing changes."""
    Attendance.objects.bulk_create([Attendance(session=session, participant=participant)], ignore_conflicts=True)
    # Two people may press at once: the row is there in any case, and the second waits for the first.
    row = Attendance.objects.select_for_update().get(session=session, participant=participant)
    was = getattr(row, what)
    if was == value:
        return row
    values = {what: value, **beside}
    for name, one in values.items():
        setattr(row, name, one)
    row.save(update_fields=list(values))
    AttendanceChange.objects.create(
        session=session, participant=participant, what=what, was=was, value=value, by=by, at=now
    )
    return row
