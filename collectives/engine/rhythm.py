"""When a collective meets: a monthly rule in wall time, the days it names, and the instants they fall on.

The rule and its days are the truth; an instant is derived from a day, a wall time and a zone, and may be derived again
when a government changes its clocks. Days come from dateutil's recurrence rules, offsets from the IANA database.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

MAX_NTH = 4  # a fifth Tuesday does not come every month; "last" does
MAX_WEEKS = 8
MIN_MINUTES, MAX_MINUTES = 15, 480
MIN_YEAR, MAX_YEAR = 2000, 2199  # catching up from a mistyped year 0026 would make thousands of sessions

ONE_DAY = timedelta(days=1)
MONTHS = range(1, 13)
ONE_SECOND = timedelta(seconds=1)


class Kind(StrEnum):
    NTH_WEEKDAY = "nth_weekday"
    LAST_WEEKDAY = "last_weekday"
    LAST_DAY = "last_day"
    EVERY_N_WEEKS = "every_n_weeks"


class WrongPart(ValueError):
    """One part of a rule cannot be. `part` is the name of that field of Rule."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part = part


@dataclass(frozen=True, slots=True)
class Rule:
    """A monthly rule as a collective says it. Building one checks nothing; `validate` does.

    `weekday` counts from Monday = 0 and is read by every kind but the last day; `nth` only by the nth weekday,
    `weeks` only by every n weeks. Both ends of the rule and of each pair in `excluded_days` belong to it.
    """

    kind: Kind
    starts_on: date
    wall: time
    zone: str
    minutes: int
    weekday: int | None = None
    nth: int | None = None
    weeks: int | None = None
    ends_on: date | None = None
    excluded_months: frozenset[int] = frozenset()
    excluded_days: tuple[tuple[date, date], ...] = ()


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """The zones of the IANA database here. Not `localtime`, which means something else on every machine."""
    return frozenset(available_timezones() - {"localtime"})


def validate(rule: Rule) -> None:
    """Raise WrongPart, a ValueError that names the first part of the rule that cannot be."""
    if rule.kind not in set(Kind):
        raise WrongPart("kind", f"{rule.kind!r} is none of {', '.join(Kind)}")
    if rule.kind != Kind.LAST_DAY:
        _require_within("weekday", rule.weekday, range(7))
    if rule.kind == Kind.NTH_WEEKDAY:
        _require_within("nth", rule.nth, range(1, MAX_NTH + 1))
    if rule.kind == Kind.EVERY_N_WEEKS:
        _require_within("weeks", rule.weeks, range(1, MAX_WEEKS + 1))
    _require_within("starts_on", rule.starts_on.year, range(MIN_YEAR, MAX_YEAR + 1))
    if rule.ends_on is not None:
        _require_within("ends_on", rule.ends_on.year, range(MIN_YEAR, MAX_YEAR + 1))
        if rule.ends_on < rule.starts_on:
            raise WrongPart("ends_on", f"{rule.ends_on} is before {rule.starts_on}")
    if rule.wall.tzinfo is not None or rule.wall.second or rule.wall.microsecond:
        raise WrongPart("wall", f"{rule.wall!r} is not an hour and a minute")
    if rule.zone not in known_zones():
        raise WrongPart("zone", f"{rule.zone!r} is not in the IANA database")
    _require_within("minutes", rule.minutes, range(MIN_MINUTES, MAX_MINUTES + 1))
    _validate_exclusions(rule)


def _validate_exclusions(rule: Rule) -> None:
    for month in rule.excluded_months:
        _require_within("excluded_months", month, MONTHS)
    if len(rule.excluded_months) == len(MONTHS):
        raise WrongPart("excluded_months", "no month is left")
    for first, last in rule.excluded_days:
        if last < first:
            raise WrongPart("excluded_days", f"{last} is before {first}")


def nominal_dates(rule: Rule, after: date, until: date) -> list[date]:
    """The days the rule names, in order: later than `after`, up to and including `until`.

    So the next window begins where the last one ended, and windows laid end to end name each day once. From the very
    beginning is `after = rule.starts_on - ONE_DAY`. Every n weeks is counted from the first such weekday on or after
    `starts_on`, whatever window is asked for; an excluded day is left out and nothing moves up to fill its place.
    """
    first = max(rule.starts_on, after + ONE_DAY)
    last = until if rule.ends_on is None else min(rule.ends_on, until)
    return [
        day
        for year in range(first.year, last.year + 1)
        for day in _days_of_year(rule, year)
        if first <= day <= last and not _is_excluded(rule, day)
    ]


def instant(day: date, wall: time, zone: str) -> datetime:
    """The moment, in UTC, at which clocks in the zone show this wall time on this day.

    Where clocks jump over it, the moment of the jump, which is the first valid later one: 02:30 in a gap from 02:00 to
    03:00 gives 03:00, and a time on a day that a zone left out altogether gives the start of the day after. Where
    clocks show it twice, the first. Raises zoneinfo.ZoneInfoNotFoundError for an unknown zone.
    """
    zone_info = _zone(zone)
    shown = datetime.combine(day, wall.replace(fold=0), tzinfo=zone_info)
    moment = shown.astimezone(UTC)
    if _wall_at(moment, zone_info) == shown.replace(tzinfo=None):
        return moment
    return _end_of_gap(shown, zone_info)


def shifted(day: date, wall: time, zone: str) -> bool:
    """Whether clocks in the zone jump over this wall time on this day, so that `instant` gives a later one."""
    return _wall_at(instant(day, wall, zone), _zone(zone)) != datetime.combine(day, wall)


def _require_within(part: str, value: int | None, allowed: Container[int]) -> None:
    if value is None or value not in allowed:
        raise WrongPart(part, f"{value!r} is not in {allowed}")


def _given(part: str, value: int | None) -> int:
    if value is None:
        raise WrongPart(part, "the kind of this rule needs it")
    return value


def _is_excluded(rule: Rule, day: date) -> bool:
    return day.month in rule.excluded_months or any(first <= day <= last for first, last in rule.excluded_days)


def _days_of_year(rule: Rule, year: int) -> tuple[date, ...]:
    """Every day of the year the pattern falls on, as if the rule had no ends and no exclusions.

    Ten thousand rules share a few hundred patterns, so a pattern is expanded once for a year and remembered.
    """
    match rule.kind:
        case Kind.NTH_WEEKDAY:
            return _weekdays_of_months(year, _given("weekday", rule.weekday), _given("nth", rule.nth))
        case Kind.LAST_WEEKDAY:
            return _weekdays_of_months(year, _given("weekday", rule.weekday), -1)
        case Kind.LAST_DAY:
            return _last_days_of_months(year)
        case Kind.EVERY_N_WEEKS:
            on_weekday, weeks = _given("weekday", rule.weekday), _given("weeks", rule.weeks)
            return _days_apart(year, _first_of_year(rule.starts_on, on_weekday, weeks, year), weeks)


def _first_of_year(starts_on: date, on_weekday: int, weeks: int, year: int) -> date:
    """The first day of this year that is whole steps away from the rule's first meeting, before it or after."""
    first_meeting = starts_on + timedelta(days=(on_weekday - starts_on.weekday()) % 7)
    new_year = date(year, 1, 1)
    return new_year + (first_meeting - new_year) % timedelta(weeks=weeks)


def _within(year: int) -> dict[str, Any]:
    """The bounds of a recurrence that stays within a year, on calendar days without clocks."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return {"dtstart": datetime.combine(first, time.min), "until": datetime.combine(last, time.min)}


@lru_cache(maxsize=4096)
def _weekdays_of_months(year: int, on_weekday: int, nth: int) -> tuple[date, ...]:
    recurrence = rrule(MONTHLY, byweekday=weekday(on_weekday, nth), **_within(year))
    return tuple(moment.date() for moment in recurrence)


@lru_cache(maxsize=4096)
def _last_days_of_months(year: int) -> tuple[date, ...]:
    recurrence = rrule(MONTHLY, bymonthday=-1, **_within(year))
    return tuple(moment.date() for moment in recurrence)


@lru_cache(maxsize=4096)
def _days_apart(year: int, first: date, weeks: int) -> tuple[date, ...]:
    start = datetime.combine(first, time.min)
    recurrence = rrule(WEEKLY, interval=weeks, **_within(year) | {"dtstart": start})
    return tuple(moment.date() for moment in recurrence)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    """ZoneInfo itself keeps only the eight latest and reads the others from disk again."""
    return ZoneInfo(name)


def _wall_at(moment: datetime, zone_info: ZoneInfo) -> datetime:
    return moment.astimezone(zone_info).replace(tzinfo=None)


def _end_of_gap(shown: datetime, zone_info: ZoneInfo) -> datetime:
    """The first moment at which clocks have passed a wall time that they never show.

    Read with the offset after the gap (fold 1) the wall time lies before it, with the offset before (fold 0) after it;
    the jump is between the two, on a whole second, and halving finds it.
    """
    skipped = shown.replace(microsecond=0)
    wall = skipped.replace(tzinfo=None)
    before = skipped.replace(fold=1).astimezone(UTC)
    beyond = skipped.astimezone(UTC)
    while beyond - before > ONE_SECOND:
        middle = before + timedelta(seconds=(beyond - before) // ONE_SECOND // 2)
        if _wall_at(middle, zone_info) > wall:
            beyond = middle
        else:
            before = middle
    return beyond
