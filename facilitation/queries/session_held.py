"""Whether sessions took place, and how many of the seats of that day came. Nobody is named."""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from collectives.models import Seat
from facilitation.models import WAS_THERE, Attendance, Session, SessionRun, SessionState


def with_counts(sessions: QuerySet[Session]) -> QuerySet[Session, Any]:
    """These sessions with `begun`, `marked`, `came` and `seats`, a participant counted once; without replaced ones."""
    of_session = Attendance.objects.filter(session=OuterRef("pk")).order_by().values("session")
    seats = Seat.objects.filter(collective=OuterRef("collective"), seated_at__lte=OuterRef("starts_at"))
    seats = seats.filter(Q(left_at=None) | Q(left_at__gt=OuterRef("starts_at")))
    return sessions.exclude(state=SessionState.REPLACED).annotate(
        begun=Exists(SessionRun.objects.filter(session=OuterRef("pk"))),
        marked=_number(of_session.exclude(came="").annotate(n=Count("pk"))),
        came=_number(of_session.filter(came__in=WAS_THERE).annotate(n=Count("pk"))),
        seats=_number(seats.order_by().values("collective").annotate(n=Count("participant", distinct=True))),
    )


def took_place(row: Any) -> bool:
    """As far as can be seen: it was begun with the product, or somebody is marked as there."""
    return bool(row.state != SessionState.CANCELLED and (row.begun or row.came > 0))


def that_took_place(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Those of which `took_place` says so."""
    begun = SessionRun.objects.filter(session=OuterRef("pk"))
    came = Attendance.objects.filter(session=OuterRef("pk"), came__in=WAS_THERE)
    return sessions.filter(Exists(begun) | Exists(came), state=SessionState.PLANNED)


def _number(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0)
