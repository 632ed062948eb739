"""What a line of points says by the rules of run charts, and when it says nothing yet.

Source: R. J. Perla, L. P. Provost, S. K. Murray, "The run chart: a simple analytical tool for learning from variation
in healthcare processes", BMJ Quality & Safety 2011;20:46-51; the Institute for Healthcare Improvement's run chart tool
uses the same rules. A rule found says that something other than chance is likely at work, not what it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

FEWEST = 10  # with fewer points no rule is applied
SHIFT = 6
TREND = 5

type Side = Literal["above", "below"]
type Way = Literal["rising", "falling"]


@dataclass(frozen=True)
class Shift:
    """So many points in a row on one side of the median. `first` and `last` are their places in the line."""

    side: Side
    count: int
    first: int
    last: int


@dataclass(frozen=True)
class Trend:
    """So many points in a row that all rise, or all fall."""

    way: Way
    count: int
    first: int
    last: int


@dataclass(frozen=True)
class Reading:
    """`few`: too few points to apply a rule. Shifts and trends stand in the order of the line."""

    points: int
    median: float | None
    few: bool
    shifts: tuple[Shift, ...] = ()
    trends: tuple[Trend, ...] = ()


def read_line(values: Sequence[float]) -> Reading:
    """What the line says. Leave out points that are protected: they are unknown, not zero."""
    if not values:
        return Reading(0, None, few=True)
    middle = median(values)
    if len(values) < FEWEST:
        return Reading(len(values), middle, few=True)
    return Reading(len(values), middle, few=False, shifts=_shifts(values, middle), trends=_trends(values))


def _shifts(values: Sequence[float], middle: float) -> tuple[Shift, ...]:
    """Six points in a row or more on one side. Points on the median are passed over: they neither add nor break."""
    found: list[Shift] = []
    places: list[int] = []
    for place, value in enumerate(values):
        if value == middle:
            continue
        if places and (values[places[-1]] > middle) != (value > middle):
            found += _shift(values, middle, places)
            places = []
        places.append(place)
    return tuple(found + _shift(values, middle, places))


def _shift(values: Sequence[float], middle: float, places: Sequence[int]) -> list[Shift]:
    if len(places) < SHIFT:
        return []
    side: Side = "above" if values[places[0]] > middle else "below"
    return [Shift(side, len(places), places[0], places[-1])]


def _trends(values: Sequence[float]) -> tuple[Trend, ...]:
    """Five points in a row or more that all rise or all fall. A point like the one before it is passed over."""
    kept = [place for place, value in enumerate(values) if place == 0 or value != values[place - 1]]
    found: list[Trend] = []
    start = 0
    for at in range(1, len(kept)):
        turns = at + 1 < len(kept) and _rises(values, kept, at) != _rises(values, kept, at + 1)
        if turns or at + 1 == len(kept):
            if at - start + 1 >= TREND:
                way: Way = "rising" if _rises(values, kept, at) else "falling"
                found.append(Trend(way, at - start + 1, kept[start], kept[at]))
            start = at
    return tuple(found)


def _rises(values: Sequence[float], kept: Sequence[int], at: int) -> bool:
    return values[kept[at]] > values[kept[at - 1]]
