"""Being on the page across collectives: when a visit begins, and when it is still the same one."""

from datetime import datetime, timedelta

from collectives.models import Participant
from facilitation.models import DashboardVisit
from facilitation.queries.dashboard_head import Visit

SAME_VISIT = timedelta(hours=4)
NOTED_EVERY = timedelta(minutes=10)


def note_visit(participant: Participant, *, last: Visit | None, now: datetime) -> datetime | None:
    """Note that somebody is there; gives when the visit before this one ended, None for the first.

    Within four hours of the `last` look it is the same visit, so that reading on does not use up what is new. A look
    within ten minutes is not written down again.
    """
    if last is None:
        DashboardVisit.objects.get_or_create(participant=participant, defaults={"at": now})
        return None
    away = now - last.at
    since = last.at if away > SAME_VISIT else last.since
    if away > NOTED_EVERY:
        DashboardVisit.objects.filter(participant=participant).update(at=now, since=since)
    return since
