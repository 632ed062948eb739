"""Writing the monthly mail of a view: at seven on the first of a month, on the reader's clocks, if it says anything."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from collectives.engine.rhythm import instant
from collectives.models import Notice
from collectives.operations.door import lasting_door
from collectives.operations.notice import Message, door_url, write_notices
from facilitation.engine.mail_clock import AT, MONTH
from facilitation.models import DashboardMonth, DashboardSubscription
from facilitation.queries.dashboard_mail import monthly_readers, monthly_view
from ilc.due import lock_batch

DUE_KIND = "dashboards"
MONTHLY = "dashboard_month"  # the kind of the mail
STOPS = "dashboard"  # the purpose of the door that stops it
BATCH = 20


@transaction.atomic
def write_monthly(*, now: datetime) -> list[Notice] | None:
    """Write the mail of up to 20 subscriptions of the bound program whose month has come; the mails come back.

    None when none is left for now, or somebody else is at it. That a month was looked at and its mail are both kept or
    neither, and each is looked at once, so that it may run twice or at once.
    """
    due = lock_batch(DUE_KIND, now=now, limit=1)
    if not due:
        return None
    zones = set(monthly_readers().order_by().values_list("zone", flat=True).distinct())
    waiting = _waiting(zones, now)
    notices = [_write(one, now) for one in waiting]
    if len(waiting) < BATCH:
        due[0].due_at = MONTH.next_look(zones, now=now)
        due[0].save(update_fields=["due_at"])
    return [notice for notice in notices if notice] if waiting else None


def _waiting(zones: Iterable[str], now: datetime) -> list[DashboardSubscription]:
    begun = MONTH.begun(zones, now=now)
    if not begun:
        return []
    month = MONTH.first_day(begun[0], now=now)
    looked_at = DashboardMonth.objects.filter(subscription=OuterRef("pk"), month=month)
    rows = monthly_readers().filter(~Exists(looked_at), zone__in=begun, begun_at__lt=now)
    return list(rows.order_by("pk")[:BATCH])


def _write(one: Any, now: datetime) -> Notice | None:
    person, month = one.participant, MONTH.first_day(one.zone, now=now)
    since = instant(month - MONTH.length, AT, one.zone)
    found = monthly_view(one.view, person, since=since, now=now)
    notice = None
    if found is not None and found.says:
        stop = door_url(lasting_door(STOPS, str(one.pk), now=now))
        context = {"monthly": found, "month": month - MONTH.length, "stop_url": stop}
        message = Message(person, f"{one.pk}:{month}", context, unsubscribe=stop)
        [notice] = write_notices([message], kind=MONTHLY, template=MONTHLY, now=now)
    DashboardMonth.objects.create(subscription=one, month=month, notice=notice, at=now)
    return notice
