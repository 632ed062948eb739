"""Writing the monthly mail of a view: at seven on the first of a month, on the reader's clocks, if it says anything."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Exists, OuterRef

from collectives.engine.rhythm import instant
from collectives.models import Notice, Program
from collectives.operations.door import make_door
from collectives.operations.notice import Message, door_url, write_notices
from facilitation.models import DashboardMonth, DashboardSubscription
from facilitation.queries.dashboard_mail import monthly_readers, monthly_view
from facilitation.queries.digest import doors_to_answer
from ilc.due import lock_batch
from ilc.tenancy.scope import bound_program_id
from ilc.zones import local_time

DUE_KIND = "dashboards"
MONTHLY = "dashboard_month"  # the kind of the mail
STOPS = "dashboard"  # the purpose of the door that stops it
AT = time(7)
A_MONTH = relativedelta(months=1)
STILL_FRESH = timedelta(days=5)  # what could not go out by then waits for the next month
LOOKED_AT_EVERY = timedelta(hours=1)
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
    program = Program.objects.get(pk=bound_program_id())
    zones = set(monthly_readers().order_by().values_list("zone", flat=True).distinct())
    waiting = _waiting(zones, now)
    notices = [_write(one, program, now) for one in waiting]
    if len(waiting) < BATCH:
        due[0].due_at = min([next_month(zone, now=now) for zone in zones] + [now + LOOKED_AT_EVERY])
        due[0].save(update_fields=["due_at"])
    return [notice for notice in notices if notice] if waiting else None


def month_at_seven(zone: str, *, now: datetime) -> datetime:
    """The instant at which the month around `now` began for the mail, on the clocks of a zone."""
    return instant(_first(zone, now), AT, zone)


def next_month(zone: str, *, now: datetime) -> datetime:
    """When the mail comes next to who lives in a zone."""
    at = month_at_seven(zone, now=now)
    return at if at > now else instant(_first(zone, now) + A_MONTH, AT, zone)


def _first(zone: str, now: datetime) -> date:
    return local_time(now, zone).date().replace(day=1)


def _waiting(zones: Iterable[str], now: datetime) -> list[DashboardSubscription]:
    begun = [zone for zone in zones if timedelta(0) <= now - month_at_seven(zone, now=now) < STILL_FRESH]
    if not begun:
        return []
    month = _first(begun[0], now)  # the same in all of them: within five days of it no other month has begun
    looked_at = DashboardMonth.objects.filter(subscription=OuterRef("pk"), month=month)
    rows = monthly_readers().filter(~Exists(looked_at), zone__in=begun, begun_at__lt=now)
    return list(rows.order_by("pk")[:BATCH])


def _write(one: Any, program: Program, now: datetime) -> Notice | None:
    person, month = one.participant, _first(one.zone, now)
    since = instant(month - A_MONTH, AT, one.zone)
    found = monthly_view(one.view, person, since=since, now=now)
    notice = None
    if found is not None and found.says:
        stop = door_url(_door(one, program, now))
        context = {"monthly": found, "month": month - A_MONTH, "stop_url": stop}
        message = Message(person, f"{one.pk}:{month}", context, unsubscribe=stop)
        [notice] = write_notices([message], kind=MONTHLY, template=MONTHLY, now=now)
    DashboardMonth.objects.create(subscription=one, month=month, notice=notice, at=now)
    return notice


def _door(one: DashboardSubscription, program: Program, now: datetime) -> Any:
    """The one door by which this mail is stopped, made when there is none yet."""
    key = str(one.pk)
    return doors_to_answer(STOPS, [key], program=program).get(key) or make_door(STOPS, key, expires_at=None, now=now)
