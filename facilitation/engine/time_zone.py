"""What a calendar must know about a zone's clocks: an RFC 5545 VTIMEZONE for the years that matter.

Made here and not by a library, because those at hand (icalendar 7) give the moment of a switch on the clocks after it,
where RFC 5545, 3.6.5, wants it on the clocks before; and because Outlook reads yearly rules better than lists of days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)
WEEK = 7
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Switch:
    """One change of a zone's clocks: the moment on the clocks before it, and both distances from UTC."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def rule(self) -> tuple[int, int, int]:
        """Month, weekday, and the how-manieth of that weekday; -1 is the last."""
        last = (self.onset + timedelta(days=WEEK)).month != self.onset.month
        return self.onset.month, self.onset.weekday(), -1 if last else (self.onset.day - 1) // WEEK + 1


@lru_cache(maxsize=512)
def zone_lines(key: str, first: int, last: int) -> tuple[str, ...]:
    """The VTIMEZONE of an IANA zone, right from the first through the last of these years, line by line and unfolded.

    Kept in memory: making one takes two milliseconds.
    """
    zone = Timezone()
    zone.add("tzid", key)
    clocks = ZoneInfo(key)
    switches = _switches(clocks, first - 1, last)
    yearly = _yearly(switches, range(first - 1, last + 1))
    if not yearly:
        start = datetime(first - 1, 1, 1, tzinfo=UTC).astimezone(clocks)
        zone.add_component(_part(_still(start, clocks)))
    for switch in switches if not yearly else switches[:2]:
        zone.add_component(_part(switch, every_year=yearly))
    return tuple(line for line in zone.content_lines() if line)


def _switches(clocks: ZoneInfo, first: int, last: int) -> list[Switch]:
    day, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    found = []
    while day < end:
        if _state(day, clocks) != _state(day + ONE_DAY, clocks):
            found.append(_switch(day, day + ONE_DAY, clocks))
        day += ONE_DAY
    return found


def _state(moment: datetime, clocks: ZoneInfo) -> tuple[timedelta | None, str | None]:
    here = moment.astimezone(clocks)
    return here.utcoffset(), here.tzname()


def _switch(before: datetime, beyond: datetime, clocks: ZoneInfo) -> Switch:
    was = _state(before, clocks)
    while beyond - before > ONE_SECOND:
        middle = before + (beyond - before) // 2
        before, beyond = (middle, beyond) if _state(middle, clocks) == was else (before, middle)
    moment = beyond.replace(microsecond=0)
    after = _still(moment.astimezone(clocks), clocks)
    offset = was[0] or timedelta()
    return Switch((moment + offset).replace(tzinfo=None), offset, after.after, after.name)


def _still(here: datetime, clocks: ZoneInfo) -> Switch:
    offset = here.utcoffset() or timedelta()
    return Switch(here.replace(tzinfo=None, fold=0), offset, offset, here.tzname() or clocks.key)


def _yearly(switches: Sequence[Switch], years: range) -> bool:
    """Whether the clocks change twice each year, always by the same rule: then two lines say it for good."""
    by_year = [[one for one in switches if one.onset.year == year] for year in years]
    said = {tuple((one.rule, one.onset.time(), one.before, one.after, one.name) for one in year) for year in by_year}
    return len(said) == 1 and all(len(year) == 2 for year in by_year)  # noqa: PLR2004 - there and back


def _part(switch: Switch, *, every_year: bool = False) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if switch.after > switch.before else TimezoneStandard()
    part.add("dtstart", switch.onset)
    if every_year:
        month, weekday, number = switch.rule
        part.add("rrule", vRecur(FREQ="YEARLY", BYMONTH=month, BYDAY=f"{number}{WEEKDAYS[weekday]}"))
    part.add("tzoffsetfrom", switch.before)
    part.add("tzoffsetto", switch.after)
    part.add("tzname", switch.name)
    return part
