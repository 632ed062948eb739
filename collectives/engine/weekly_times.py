"""The half-hours of a week: which of them a meeting takes up, and what they are on the clocks of another zone.

A half-hour is a number: 0 begins on Monday at 00:00, 335 ends the week. After Sunday comes Monday again. A week has no
date, so each conversion names a day: the offsets between two zones are those of the seven days that begin with it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

HALF_HOURS: Final = 336
HALF_HOURS_OF_DAY: Final = 48
MINUTES: Final = 30
MINUTES_OF_WEEK: Final = HALF_HOURS * MINUTES


def half_hour_of(weekday: int, wall: time) -> int:
    """The half-hour that a wall time of a weekday (Monday = 0) lies in."""
    return weekday * HALF_HOURS_OF_DAY + (wall.hour * 60 + wall.minute) // MINUTES


def weekday_and_wall(half_hour: int) -> tuple[int, time]:
    """The weekday (Monday = 0) and wall time at which a half-hour begins."""
    weekday, within = divmod(half_hour, HALF_HOURS_OF_DAY)
    return weekday, time(within // 2, within % 2 * MINUTES)


def candidate_slots(weekdays: Iterable[int], *, earliest: time, latest: time) -> list[int]:
    """The half-hours at which a meeting may begin, in order: from `earliest` to `latest`, both included.

    Times between two half-hours count from the next one, and up to the one before.
    """
    first = -(-(earliest.hour * 60 + earliest.minute) // MINUTES)
    last = (latest.hour * 60 + latest.minute) // MINUTES
    return [day * HALF_HOURS_OF_DAY + within for day in sorted(set(weekdays)) for within in range(first, last + 1)]


@lru_cache(maxsize=65536)
def taken_up(slot: int, *, minutes: int, zone: str, shown_in: str, on: date) -> tuple[int, ...]:
    """The half-hours, as clocks in `shown_in` have them, of a meeting that begins at the half-hour `slot` of `zone`.

    With offsets that differ by a quarter of an hour a meeting touches one half-hour more than it is long.
    """
    begin = _shown_minute(slot, zone, shown_in, on)
    last = (begin + minutes - 1) // MINUTES
    return tuple(half_hour % HALF_HOURS for half_hour in range(begin // MINUTES, last + 1))


def slots_made(
    half_hours: Iterable[int], zone: str, *, candidates: Iterable[int], minutes: int, formation_zone: str, on: date
) -> set[int]:
    """Those of the candidates, in the week of `formation_zone`, that somebody can make from beginning to end.

    `half_hours` are those in which they are free, in the week of their own `zone`.
    """
    free = frozenset(half_hours)
    return {
        slot
        for slot in candidates
        if free.issuperset(taken_up(slot, minutes=minutes, zone=formation_zone, shown_in=zone, on=on))
    }


def window(candidates: Iterable[int], *, minutes: int, zone: str, shown_in: str, on: date) -> list[int]:
    """Every half-hour that some candidate would take up, as clocks in `shown_in` have them, in order."""
    spans = (taken_up(slot, minutes=minutes, zone=zone, shown_in=shown_in, on=on) for slot in candidates)
    return sorted({half_hour for span in spans for half_hour in span})


def _shown_minute(slot: int, zone: str, shown_in: str, on: date) -> int:
    """The minute of the other zone's week at which a half-hour begins."""
    weekday, wall = weekday_and_wall(slot)
    day = on + timedelta(days=(weekday - on.weekday()) % 7)
    shown = datetime.combine(day, wall, tzinfo=_zone(zone)).astimezone(_zone(shown_in))
    return (shown.weekday() * 24 * 60 + shown.hour * 60 + shown.minute) % MINUTES_OF_WEEK


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    """ZoneInfo itself keeps only the eight latest and reads the others from disk again."""
    return ZoneInfo(name)
