"""Whose attendance counts, and who marks it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Participant, Seat
from facilitation.models import Attendance, Session


def expected_participants(session: Session, *, now: datetime) -> QuerySet[Participant]:
    """Those who have a seat at the session's time (now, when it is still to come) or left a trace in its attendance."""
    at = min(session.starts_at, now)
    seats = Seat.objects.filter(collective=session.collective_id, participant=OuterRef("pk"))
    seated = seats.filter(Q(left_at=None) | Q(left_at__gt=at))
    traces = Attendance.objects.filter(session=session.pk, participant=OuterRef("pk"))
    return Participant.objects.filter(Exists(seated) | Exists(traces))
