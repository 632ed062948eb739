"""Where values and days stand on a chart, and which of them are named on its axes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor, log10

from django.utils.formats import date_format
from django.utils.translation import pgettext

MOST_LINES = 5
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
LEAST_MONTHS_SPAN = 45  # days, from which on months are named, not days


@dataclass(frozen=True, slots=True)
class Axis:
    """The values of a chart from its foot to its top, with the lines that are drawn across it."""

    low: float
    high: float
    lines: tuple[float, ...]

    def place(self, value: float, top: float, foot: float) -> float:
        """Where a value stands between the two, in the chart's units. Values beyond the axis stand at its end."""
        share = (value - self.low) / (self.high - self.low)
        return foot - min(max(share, 0.0), 1.0) * (foot - top)


def axis_for(values: Iterable[float], *, low: float | None = None, high: float | None = None) -> Axis:
    """An axis that holds every value and has round lines, five at most beside its foot. `low` and `high` fix an end."""
    known = [*values]
    least = low if low is not None else min(known, default=0.0)
    most = high if high is not None else max(known, default=1.0)
    if low is None and least > 0 and least < most / 2:
        least = 0.0
    if most <= least:
        most = least + (abs(least) or 1.0)
    step = _step((most - least) / MOST_LINES)
    first = low if low is not None else floor(least / step) * step
    count = ceil(round((most - first) / step, 9))
    lines = [round(first + step * number, 9) for number in range(count + 1)]
    if high is not None:
        lines = [line for line in lines if line <= high]
    return Axis(first, high if high is not None else lines[-1], tuple(lines))


def day_ticks(days: Sequence[date], *, width: float, least: float) -> list[tuple[date, str]]:
    """The days that are named below a chart of this width, no two nearer than `least`, in the reader's language.

    The days of the points themselves where they fit, else the first days of months.
    """
    first, last = days[0], days[-1]
    span = (last - first).days
    each = width / span if span else width
    if all((later - earlier).days * each >= least for earlier, later in pairwise(days)):
        return _named(days)
    if span < LEAST_MONTHS_SPAN:
        step = max(1, ceil(least / each))
        return _named([first + timedelta(n) for n in range(0, span + 1, step)])
    months = next((step for step in MONTHS if step * 30.4 * each >= least), MONTHS[-1])
    return _months(first, last, months)


def x_of(days: Sequence[date], left: float, right: float) -> Callable[[date], float]:
    """Where a day stands: at its true distance from the others. A single day stands in the middle."""
    first, span = days[0].toordinal(), days[-1].toordinal() - days[0].toordinal()
    if not span:
        left = right = (left + right) / 2
    return lambda day: left + (day.toordinal() - first) / (span or 1) * (right - left)


def _step(rough: float) -> float:
    tens = 10.0 ** floor(log10(rough))
    return next(tens * one for one in (1, 2, 2.5, 5, 10) if tens * one >= rough * (1 - 1e-9))


def _named(days: Sequence[date]) -> list[tuple[date, str]]:
    """Days by name; the year stands where it is another than that of the day before."""
    found, year = [], days[0].year
    for day in days:
        if day.year == year:
            name = date_format(day, pgettext("a day below a chart, format", "j M"))
        else:
            name = date_format(day, pgettext("a day of another year below a chart, format", "j M Y"))
        found.append((day, name))
        year = day.year
    return found


def _months(first: date, last: date, step: int) -> list[tuple[date, str]]:
    at = first.year * 12 + first.month - (1 if first.day == 1 else 0)
    at += -at % step
    found, year = [], 0
    while (day := date(at // 12, at % 12 + 1, 1)) <= last:
        if day.year == year:
            name = date_format(day, pgettext("a month below a chart, format", "M"))
        else:
            name = date_format(day, pgettext("a month with its year below a chart, format", "M Y"))
        found.append((day, name))
        year = day.year
        at += step
    return found
