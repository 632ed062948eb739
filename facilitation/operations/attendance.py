"""Saying whether one comes, and marking who came."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import Attendance, Came, Coming, Session
from facilitation.permissions.attendance import expected_participants
from ilc.errors import Refused


class NotExpected(Refused):
    """The person has no seat in this collective."""


@transaction.atomic
def say_coming(session: Session, *, coming: str, by: Participant, now: datetime) -> Attendance:
    """Answer for oneself; an empty answer takes it back. The same answer again changes nothing."""
    return _record(session, by, coming=Coming(coming).value if coming else "", answered_at=now if coming else None)


@transaction.atomic
def mark_attendance(
    session: Session, *, participant: Participant, came: str, by: Participant, now: datetime
) -> Attendance:
    """Mark how a person came; an empty mark takes it back. The last mark counts. Raises NotExpected."""
    if not expected_participants(session, now=now).filter(pk=participant.pk).exists():
        raise NotExpected(_("%(name)s has no seat in this collective.") % {"name": participant.name})
    return _record(session, participant, came=Came(came).value if came else "", marked_by=by, marked_at=now)


def _record(session: Session, participant: Participant, **values: object) -> Attendance:
    """One upsert on (program, session, participant): two people at once do no harm."""
    row = Attendance(session=session, participant=participant, **values)
    Attendance.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["program", "session", "participant"],
        update_fields=list(values),
    )
    return Attendance.objects.get(session=session, participant=participant)
