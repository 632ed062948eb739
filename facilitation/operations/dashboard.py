"""Being on the page across collectives: when a visit begins, and when it is still the same one."""

from datetime import datetime, timedelta

from collectives.models import Participant
from facilitation.models import DashboardVisit

SAME_VISIT = timedelta(hours=4)
NOTED_EVERY = timedelta(minutes=10)


def note_visit(participant: Participant, *, now: datetime) -> datetime | None:
    """Note that somebody is there; gives when the visit before this one ended, None for the first.

    Within four hours of the last look it is the same visit, so that reading on does not use up what is new.
    """
    visit, _made = DashboardVisit.objects.get_or_create(participant=participant, defaults={"at": now})
    away = now - visit.at
    if away > SAME_VISIT:
        visit.since = visit.at
    if away > NOTED_EVERY:
        visit.at = now
        visit.save(update_fields=["at", "since"])
    return visit.since
