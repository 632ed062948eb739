"""What the support rules look at, for every collective of the program at once."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet

from collectives.models import Collective, Facilitator
from facilitation.engine.support import CollectiveSeen, SessionSeen, Wish
from facilitation.models import SelfReflection, Session, SessionState
from facilitation.queries.session_held import with_counts
from ilc.zones import local_time
from inquiry.models import Placemat

LOOKED_BACK = timedelta(days=200)
LONGEST = timedelta(hours=8)


def collectives_seen(*, now: datetime, zone: str) -> dict[UUID, CollectiveSeen]:
    """Each open collective of the bound program, by its id; days are those of `zone`. Four SQL queries."""
    sessions, wishes = _sessions(now), _wishes(zone)
    placemats = {
        row["cycle__collective"]: row
        for row in Placemat.objects.filter(leader=None, cycle__closed_at=None, cycle__collective__closed_at=None)
        .values("cycle__collective", "cycle__phase", "made_at")
        .annotate(moved_at=Max("changes__at"))
    }
    seen = {}
    for pk in Collective.objects.filter(closed_at=None).values_list("pk", flat=True):
        placemat = placemats.get(pk)
        moved_at = (placemat["moved_at"] or placemat["made_at"]) if placemat else None
        seen[pk] = CollectiveSeen(
            sessions=sessions[pk],
            phase=placemat["cycle__phase"] if placemat else None,
            moved_on=local_time(moved_at, zone).date() if moved_at else None,
            wishes=wishes[pk],
        )
    return seen


def _sessions(now: datetime) -> dict[UUID, list[SessionSeen]]:
    """Sessions of the last 200 days that are over, by collective; members are those who had a seat then."""
    found: dict[UUID, list[SessionSeen]] = defaultdict(list)
    for row in _counted(now):
        if row.starts_at + timedelta(minutes=row.minutes) > now:
            continue
        found[row.collective_id].append(
            SessionSeen(
                key=str(row.pk),
                day=row.date,
                cancelled=row.state == SessionState.CANCELLED,
                begun=row.begun,
                marked=row.marked > 0,
                came=row.came,
                seats=row.seats,
            )
        )
    return found


def _counted(now: datetime) -> QuerySet[Session, Any]:
    rows = Session.objects.filter(starts_at__gt=now - LOOKED_BACK, starts_at__lte=now, collective__closed_at=None)
    return with_counts(rows)


def _wishes(zone: str) -> dict[UUID, list[Wish]]:
    """What each who guides a collective now wished for in their latest self-reflection there, by collective."""
    guides = Facilitator.objects.filter(
        collective=OuterRef("session__collective"), participant=OuterRef("facilitator"), left_at=None
    )
    latest = (
        SelfReflection.objects.filter(Exists(guides), session__collective__closed_at=None)
        .select_related("session")
        .order_by("session__collective", "facilitator", "-session__starts_at")
        .distinct("session__collective", "facilitator")
    )
    found: dict[UUID, list[Wish]] = defaultdict(list)
    for row in latest:
        day = local_time(row.changed_at or row.at, zone).date()
        wish = Wish(key=str(row.pk), by=str(row.facilitator_id), day=day, kinds=row.wishes)
        found[row.session.collective_id].append(wish)
    return found
