"""A week of half-hours to tick, on the clocks of one zone, and quick ways to tick many. No SQL."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.dates import WEEKDAYS

from collectives.engine.weekly_times import HALF_HOURS_OF_DAY, MINUTES, weekday_and_wall
from collectives.models import Formation
from collectives.queries.formation import window_of
from ilc.pages import named_number
from ilc.zones import clock_words

NOON = time(12)


@dataclass(frozen=True)
class HalfHour:
    """One box of the grid. `words` is when it begins."""

    number: int
    begins: time
    words: str
    ticked: bool


@dataclass(frozen=True)
class GridDay:
    """A weekday with a box, or None, for each time of the grid. `before`: the number of the day shown before it."""

    number: int
    name: str
    boxes: Sequence[HalfHour | None]
    before: str


@dataclass(frozen=True)
class WeeklyGrid:
    """The window of a formation. `unseen` were ticked and lie outside it: they are kept as they are.

    `in_a_row`: how many half-hours a session takes up.
    """

    zone: str
    times: Sequence[tuple[int, str]]
    days: Sequence[GridDay]
    unseen: Sequence[int]
    in_a_row: int

    @property
    def has_both_halves(self) -> bool:
        """Whether there is a morning and an afternoon to tick."""
        begins = [box.begins for day in self.days for box in day.boxes if box]
        return bool(begins) and min(begins) < NOON <= max(begins)


def weekly_grid(formation: Formation, *, zone: str, ticked: Collection[int]) -> WeeklyGrid:
    """The grid of a formation on the clocks of a zone."""
    shown = window_of(formation, zone=zone)
    within = sorted({number % HALF_HOURS_OF_DAY for number in shown})
    times = [(one, clock_words(weekday_and_wall(one)[1])) for one in within]
    inside, days, before = set(shown), [], ""
    for weekday in sorted({number // HALF_HOURS_OF_DAY for number in shown}):
        boxes = [_box(weekday * HALF_HOURS_OF_DAY + one, words, inside, ticked) for one, words in times]
        days.append(GridDay(weekday, str(WEEKDAYS[weekday]), boxes, before))
        before = days[-1].name
    return WeeklyGrid(zone, times, days, sorted(set(ticked) - inside), -(-formation.minutes // MINUTES))


def filled(grid: WeeklyGrid, way: str) -> set[int]:
    """What is ticked after a quick way: "all", "none", "mornings", "afternoons", "day-1", "time-30", "same-2".

    A whole day or time that is ticked already is cleared. An unknown way changes nothing.
    """
    boxes = [box for day in grid.days for box in day.boxes if box]
    ticked = {box.number for box in boxes if box.ticked}.union(grid.unseen)
    everything = {box.number for box in boxes}
    afternoons = {box.number for box in boxes if box.begins >= NOON}
    what, _dash, number = way.partition("-")
    given = named_number(number)
    at = -1 if given is None else given
    outcomes = {
        "all": ticked | everything,
        "none": ticked - everything,
        "mornings": ticked | (everything - afternoons),
        "afternoons": ticked | afternoons,
        "day": _turned({one for one in everything if one // HALF_HOURS_OF_DAY == at}, ticked),
        "time": _turned({one for one in everything if one % HALF_HOURS_OF_DAY == at}, ticked),
        "same": _as_the_day_before(grid, at, ticked),
    }
    return outcomes.get(what, ticked)


def _box(number: int, words: str, inside: Collection[int], ticked: Collection[int]) -> HalfHour | None:
    if number not in inside:
        return None
    return HalfHour(number, weekday_and_wall(number)[1], words, number in ticked)


def _turned(some: set[int], ticked: set[int]) -> set[int]:
    return ticked - some if some <= ticked else ticked | some


def _as_the_day_before(grid: WeeklyGrid, weekday: int, ticked: set[int]) -> set[int]:
    for before, day in zip(grid.days, grid.days[1:], strict=False):
        if day.number == weekday:
            own = {box.number for box in day.boxes if box}
            same = {
                box.number + (weekday - before.number) * HALF_HOURS_OF_DAY for box in before.boxes if box and box.ticked
            }
            return (ticked - own) | (same & own)
    return ticked


def spans_in_words(half_hours: Collection[int]) -> list[tuple[str, str]]:
    """What was ticked, by weekday: ("Tuesday", "15:00–17:30, 19:00–19:30")."""
    found: dict[int, list[list[int]]] = {}
    for number in sorted(set(half_hours)):
        weekday, within = divmod(number, HALF_HOURS_OF_DAY)
        spans = found.setdefault(weekday, [])
        if spans and spans[-1][1] == within:
            spans[-1][1] = within + 1
        else:
            spans.append([within, within + 1])
    return [
        (str(WEEKDAYS[weekday]), ", ".join(f"{_clock(first)}–{_clock(last)}" for first, last in spans))
        for weekday, spans in found.items()
    ]


def _clock(within: int) -> str:
    return clock_words(weekday_and_wall(within % HALF_HOURS_OF_DAY)[1])
