"""When the mail of a week or of a month comes: on its first day at seven, on each reader's clocks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from collectives.engine.rhythm import instant
from ilc.zones import local_time

AT: Final = time(7)
LOOKED_AT_EVERY: Final = timedelta(hours=1)  # somebody new may live in a zone that nobody lived in before


@dataclass(frozen=True)
class MailClock:
    """A week or a month: `begins` gives the first day of the one that a day is in, `length` leads to the next.

    What could not go out while it is `fresh` waits for the next one. `fresh` is so short that meanwhile no other one
    begins in any zone. Zones are names such as "America/Halifax".
    """

    begins: Callable[[date], date]
    length: relativedelta
    fresh: timedelta

    def first_day(self, zone: str, *, now: datetime) -> date:
        """The first day of the one around `now`."""
        return self.begins(local_time(now, zone).date())

    def at_seven(self, zone: str, *, now: datetime) -> datetime:
        """The instant at which the one around `now` began for the mail."""
        return instant(self.first_day(zone, now=now), AT, zone)

    def next_mail(self, zone: str, *, now: datetime) -> datetime:
        """When the mail comes next to who lives there: seven on its clocks, whatever these do in between."""
        at = self.at_seven(zone, now=now)
        return at if at > now else instant(self.first_day(zone, now=now) + self.length, AT, zone)

    def next_look(self, zones: Iterable[str], *, now: datetime) -> datetime:
        """When to look again: at the next mail anywhere, and within the hour in any case."""
        return min([self.next_mail(zone, now=now) for zone in zones] + [now + LOOKED_AT_EVERY])

    def begun(self, zones: Iterable[str], *, now: datetime) -> list[str]:
        """Where the mail is to go out now; the first day is the same in all of them."""
        return [zone for zone in zones if timedelta(0) <= now - self.at_seven(zone, now=now) < self.fresh]


WEEK: Final = MailClock(
    lambda day: day - timedelta(days=day.weekday()),
    relativedelta(weeks=1),
    fresh=timedelta(days=2),  # what could not go out by Wednesday waits for the next Monday
)
MONTH: Final = MailClock(lambda day: day.replace(day=1), relativedelta(months=1), fresh=timedelta(days=5))
