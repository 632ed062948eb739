"""Who is let into a session that takes place, and as what. One look for all the faces of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from collectives.models import Facilitator, Participant, Seat
from collectives.permissions.program import is_admin
from facilitation.models import Attendance, Session, SessionState
from facilitation.permissions.session import visible_sessions


@dataclass(frozen=True)
class Visit:
    """A session somebody sees, and as what: `runs` may lead it, `member` sits in it. Neither: they may not come in.

    `belongs`: they sit in its collective or guide it. `came` and `left`: how they said that they are here, and whether
    they went. `next_on`: the day of the session that follows.
    """

    session: Session
    runs: bool
    member: bool
    came: str
    left: bool
    belongs: bool
    next_on: date | None

    @property
    def takes_part(self) -> bool:
        """Whether they may come in."""
        return self.runs or self.member


def find_visit(participant: Participant, pk: UUID) -> Visit | None:
    """A session as somebody comes to it; None when they do not see it. One SQL query, two for those who neither sit in
    nor guide its collective.
    """
    here = {"collective": OuterRef("collective"), "participant": participant, "left_at": None}
    own = Attendance.objects.filter(session=OuterRef("pk"), participant=participant)
    later = Session.objects.filter(
        collective=OuterRef("collective"), starts_at__gt=OuterRef("starts_at"), state=SessionState.PLANNED
    )
    found = (
        Session.objects.filter(pk=pk, state__in=[SessionState.PLANNED, SessionState.CANCELLED])
        .select_related("collective")
        .annotate(
            seated=Exists(Seat.objects.filter(**here)),
            guides=Exists(Facilitator.objects.filter(**here)),
            came=Subquery(own.values("came")),
            left_at=Subquery(own.values("left_at")),
            next_on=Subquery(later.order_by("starts_at").values("date")[:1]),
        )
        .first()
    )
    if found is None:
        return None
    belongs = found.seated or found.guides
    if not belongs and not visible_sessions(participant).filter(pk=pk).exists():
        return None
    runs = found.guides or is_admin(participant)
    return Visit(found, runs, found.seated, found.came or "", found.left_at is not None, belongs, found.next_on)
