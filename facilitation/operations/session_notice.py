"""Telling the people of a session that something about it changed: by mail, and in their calendars."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from collectives.models import Facilitator, Notice, Participant, Seat
from collectives.operations.door import let_doors_expire
from collectives.operations.notice import Message, write_notices
from collectives.queries.notice import Thing
from facilitation.models import CalendarMethod, Session, SessionState
from facilitation.operations.session_invitation import AHEAD, COMING, Told, last_invitations, write_calendar_notices
from facilitation.permissions.session_invitation import invited_participants
from facilitation.queries.calendar import ends_at


@transaction.atomic
def write_session_notices(
    session: Session, kind: str, *, reason: str, was: datetime | None = None, by: Participant, now: datetime
) -> list[Notice]:
    """Write to everybody who sits in or guides the session's collective and has an account, but for `by`.

    `kind` is session_moved, session_cancelled or session_restored; `was`: when it was before it was moved. Whose
    calendar knows the session, `by` too, gets the file that changes it; when it comes soon, everybody does.
    Hold the session first.
    """
    let_doors_expire(COMING, f"{session.pk}:", at=ends_at(session))
    context = {"session": session, "collective": session.collective, "reason": reason, "was": was, "by": by}
    with_file, without = _people(session, by=by, now=now)
    cancelled = session.state == SessionState.CANCELLED
    method = CalendarMethod.CANCEL if cancelled else CalendarMethod.REQUEST
    notices = write_calendar_notices(
        [Told(session, person, method, context) for person in with_file], kind=kind, now=now
    )
    tells = [Thing("session", str(session.pk))]
    messages = [
        Message(person, f"{session.pk}:{session.version}:{person.pk}", context, tells=tells) for person in without
    ]
    return notices + write_notices(messages, kind=kind, template=kind, now=now)


def _people(session: Session, *, by: Participant, now: datetime) -> tuple[list[Participant], list[Participant]]:
    """Who gets the mail with a calendar file, and who without."""
    here = {"collective": session.collective_id, "participant": OuterRef("pk"), "left_at": None}
    belongs = Exists(Seat.objects.filter(**here)) | Exists(Facilitator.objects.filter(**here))
    found = Participant.objects.filter(belongs, user__isnull=False, left_at=None).select_related("user")
    asked = {
        person
        for (_session, person), row in last_invitations([session]).items()
        if row.method == CalendarMethod.REQUEST
    }
    if session.state == SessionState.PLANNED and now < session.starts_at <= now + AHEAD:
        asked |= set(invited_participants(session.collective).exclude(pk=by.pk).values_list("pk", flat=True))
    people = list(found.filter(~Q(pk=by.pk) | Q(pk__in=asked)).order_by("name", "pk"))
    return [one for one in people if one.pk in asked], [one for one in people if one.pk not in asked]
