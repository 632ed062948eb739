"""Telling the people of a session that something about it changed."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from collectives.models import Facilitator, Notice, Participant, Seat
from collectives.operations.notice import write_notice
from facilitation.models import Session


def write_session_notices(
    session: Session, kind: str, *, reason: str, was: datetime | None = None, by: Participant, now: datetime
) -> list[Notice]:
    """Write to everybody who sits in or guides the session's collective and has an account, but for `by`.

    `kind` is session_moved, session_cancelled or session_restored; `was`: when it was before it was moved.
    """
    here = {"collective": session.collective_id, "participant": OuterRef("pk"), "left_at": None}
    belongs = Exists(Seat.objects.filter(**here)) | Exists(Facilitator.objects.filter(**here))
    people = Participant.objects.filter(belongs, user__isnull=False, left_at=None).exclude(pk=by.pk)
    context = {"session": session, "collective": session.collective, "reason": reason, "was": was, "by": by}
    return [
        write_notice(
            person,
            kind=kind,
            key=f"{session.pk}:{session.version}:{person.pk}",
            template=kind,
            context=context,
            now=now,
        )
        for person in people.select_related("user").order_by("name")
    ]
