"""Every IANA zone x 7 times of day x 4 rules x 6 years: does each session fall where the clocks on the wall say?

Run as `python -m tests.prove.prove_rhythm`; it ends non-zero when one time is wrong. Nothing here reasons as the engine
does. Days are found by asking of each calendar day whether the rule means it. Instants are found by walking UTC hour by
hour, and second by second through every hour in which the offset changes, with no use of fold: the first moment at
which clocks show the time asked for or, when they never do, the first at which they show a later one. All times in
gaps, all doubled ones and a sample of the ordinary ones are looked for again, minute by minute through three days.
"""

import sys
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from time import process_time
from zoneinfo import ZoneInfo, available_timezones

from collectives.engine.rhythm import ONE_DAY, Kind, Rule, instant, nominal_dates, shifted

STARTS_ON, ENDS_ON = date(2024, 1, 1), date(2029, 12, 31)
WALLS = [time(0, 0), time(0, 30), time(2, 0), time(2, 30), time(3, 0), time(15, 30), time(23, 59)]
HALF_HOURS = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 30)]
FRIDAY, SUNDAY = 4, 6  # the days on which most countries change their clocks
SAMPLED = 0.001  # of the ordinary times, looked for a second time
MINUTE, SECOND, HOUR = timedelta(minutes=1), timedelta(seconds=1), timedelta(hours=1)

# Years in which clocks did something odd; every day of them, at every half hour.
ODD_YEARS = [
    ("Africa/Cairo", 2023),  # forward at midnight
    ("Africa/Casablanca", 2018),  # summer time becomes the standard, but for Ramadan
    ("Africa/Monrovia", 1972),  # forward by 44 minutes and 30 seconds
    ("America/Caracas", 2016),  # forward by half an hour
    ("America/Juneau", 1867),  # one day twice, to the American side of the date line
    ("America/Nuuk", 2024),  # forward over midnight
    ("America/Sao_Paulo", 2018),  # forward at midnight
    ("America/St_Johns", 1988),  # two hours of summer time, at one minute past midnight
    ("Antarctica/Troll", 2025),  # two hours of summer time
    ("Asia/Beirut", 2023),  # forward at midnight
    ("Asia/Kathmandu", 1986),  # forward by a quarter of an hour
    ("Asia/Manila", 1844),  # 31 December left out
    ("Asia/Pyongyang", 2018),  # forward by half an hour before midnight
    ("Australia/Lord_Howe", 2025),  # half an hour of summer time
    ("Europe/Amsterdam", 1937),  # an offset with seconds
    ("Europe/Dublin", 2025),  # winter time is the exception
    ("Europe/London", 1947),  # double summer time, four changes in one year
    ("Pacific/Apia", 2011),  # 30 December left out
    ("Pacific/Kiritimati", 1994),  # 31 December left out
    ("Pacific/Kwajalein", 1993),  # 21 August left out
]


@dataclass
class Tally:
    occurrences: int = 0
    gaps: int = 0
    doubled: int = 0
    looked_up_twice: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Stretch:
    """A run of UTC with one offset, as naive UTC: from `begins`, up to but not including `ends`."""

    begins: datetime
    ends: datetime
    offset: timedelta


@dataclass(frozen=True)
class Clock:
    """A zone's clocks over some years. A moment is naive UTC, a wall is what the clocks show then."""

    name: str
    zone: ZoneInfo
    stretches: list[Stretch]

    def first_moment(self, wall: datetime) -> datetime:
        """The first moment at which clocks show a later wall, or this one."""
        return min(max(run.begins, wall - run.offset) for run in self.stretches if wall - run.offset < run.ends)

    def moments_showing(self, wall: datetime) -> list[datetime]:
        return [wall - run.offset for run in self.stretches if run.begins <= wall - run.offset < run.ends]

    def first_moment_by_minutes(self, wall: datetime) -> datetime:
        """The same as `first_moment`, without stretches: look at each minute of three days, then at the seconds."""
        minutes = moments(wall - 36 * HOUR, wall + 36 * HOUR, MINUTE)
        reached = next(moment for moment in minutes if wall_at(moment, self.zone) >= wall)
        seconds = moments(reached - MINUTE, reached, SECOND)
        return next(moment for moment in seconds if wall_at(moment, self.zone) >= wall)


def moments(begins: datetime, ends: datetime, step: timedelta) -> list[datetime]:
    return [begins + step * count for count in range((ends - begins) // step + 1)]


def wall_at(moment: datetime, zone: ZoneInfo) -> datetime:
    return zone.fromutc(moment.replace(tzinfo=zone)).replace(tzinfo=None)


def offset_at(moment: datetime, zone: ZoneInfo) -> timedelta:
    return wall_at(moment, zone) - moment


def read_clock(name: str, first: date, last: date) -> Clock:
    """Walk the hours from two days before until two days after, and the seconds of each hour with a change in it."""
    zone = ZoneInfo(name)
    hours = moments(datetime.combine(first, time()) - 48 * HOUR, datetime.combine(last, time()) + 72 * HOUR, HOUR)
    offsets = [offset_at(hour, zone) for hour in hours]
    begins = [hours[0]]
    for (hour, next_hour), (offset, next_offset) in zip(pairwise(hours), pairwise(offsets), strict=True):
        if offset != next_offset:
            seconds = pairwise(moments(hour, next_hour, SECOND))
            begins += [late for early, late in seconds if offset_at(early, zone) != offset_at(late, zone)]
    runs = pairwise([*begins, hours[-1]])
    return Clock(name, zone, [Stretch(begin, end, offset_at(begin, zone)) for begin, end in runs])


def rules_and_meanings() -> list[tuple[Rule, Callable[[date], bool]]]:
    """Four rules, each with the question that tells whether it means a day."""
    last_day = Rule(Kind.LAST_DAY, STARTS_ON, time(15, 30), "UTC", 90, ends_on=ENDS_ON)

    def days_in_month(day: date) -> int:
        return monthrange(day.year, day.month)[1]

    first_friday = date(2024, 1, 5)
    return [
        (
            replace(last_day, kind=Kind.NTH_WEEKDAY, weekday=SUNDAY, nth=2),
            lambda day: day.weekday() == SUNDAY and 8 <= day.day <= 14,
        ),
        (
            replace(last_day, kind=Kind.LAST_WEEKDAY, weekday=SUNDAY),
            lambda day: day.weekday() == SUNDAY and day.day + 7 > days_in_month(day),
        ),
        (
            last_day,
            lambda day: day.day == days_in_month(day),
        ),
        (
            replace(last_day, kind=Kind.EVERY_N_WEEKS, weekday=FRIDAY, weeks=3),
            lambda day: (day - first_friday).days % 21 == 0 and day >= first_friday,
        ),
    ]


def check_days(tally: Tally) -> list[date]:
    """The days of the four rules, as many times as they are named, after comparing them with the calendar."""
    calendar = [STARTS_ON + ONE_DAY * count for count in range((ENDS_ON - STARTS_ON).days + 1)]
    named = []
    for rule, is_meant in rules_and_meanings():
        days = nominal_dates(rule, STARTS_ON - ONE_DAY, ENDS_ON)
        if days != [day for day in calendar if is_meant(day)]:
            tally.wrong.append(f"{rule.kind}: {days}")
        named += days
    return named


def check_instants(tally: Tally, clock: Clock, days: Sequence[date], walls: Sequence[time], random: Random) -> None:
    for day in days:
        for at in walls:
            wall = datetime.combine(day, at)
            showing = clock.moments_showing(wall)
            expected = min(showing) if showing else clock.first_moment(wall)
            tally.occurrences += 1
            tally.gaps += not showing
            tally.doubled += len(showing) > 1
            if instant(day, at, clock.name) != expected.replace(tzinfo=UTC):
                tally.wrong.append(f"{clock.name} {wall}: {instant(day, at, clock.name)}, not {expected}")
            if shifted(day, at, clock.name) == bool(showing):
                tally.wrong.append(f"{clock.name} {wall}: wrong about whether it was moved")
            if len(showing) != 1 or random.random() < SAMPLED:
                tally.looked_up_twice += 1
                if clock.first_moment_by_minutes(wall) != expected:
                    tally.wrong.append(f"{clock.name} {wall}: minute by minute it is not {expected}")


def main() -> int:
    tally, random = Tally(), Random(2)
    days = check_days(tally)
    zones = sorted(available_timezones())
    for name in zones:
        check_instants(tally, read_clock(name, STARTS_ON, ENDS_ON), days, WALLS, random)
    for name, year in ODD_YEARS:
        first, last = date(year, 1, 1), date(year, 12, 31)
        year_days = [first + ONE_DAY * count for count in range((last - first).days + 1)]
        check_instants(tally, read_clock(name, first, last), year_days, HALF_HOURS, random)
    for line in tally.wrong[:20]:
        print(line)
    print(
        f"rhythm: {len(zones)} zones and {len(ODD_YEARS)} odd years, {tally.occurrences:,} occurrences, "
        f"{tally.gaps} in a gap, {tally.doubled} doubled, {tally.looked_up_twice} looked up twice, "
        f"{len(tally.wrong)} wrong, {process_time():.0f} s of CPU"
    )
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
