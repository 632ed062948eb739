"""The program's rule, and what may be said of a group's shares: whole percents, or a range when they are near the ends.

Sources: the tiers are those of the Utah method as the Canyons School District publishes it (300 and more: 1 point,
100 to 299: 2, 40 to 99: 5, 20 to 39: 10, 10 to 19: 20). Hiding a group whose members all sit in one level is New
York's rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST_EVER = 5
TIERS = ((300, 1), (100, 2), (40, 5), (20, 10), (10, 20))  # from so many people on: points at each end
WHOLE, TWO = 100, 2
WIDTHS = (1, 2, 5, 10, 20)  # of the ranges that are told instead of whole percents

type Counts = tuple[int, ...]  # people by level, or those counted and the others
type Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a program decided. `smallest` is the fewest people whose figure is shown; below 5 raises ValueError.

    With `coarsen`, shares near 0 % and 100 % are told as a range that depends on the size of the group; without it a
    group whose members all sit in one level is protected whatever its size. `round_to` and `show_counts` change only
    how the number of people is told: what is protected does not depend on them.
    """

    smallest: int = 10
    coarsen: bool = True
    round_to: int = 0
    show_counts: bool = True

    def __post_init__(self) -> None:
        if self.smallest < SMALLEST_EVER:
            raise ValueError(f"Groups below {SMALLEST_EVER} people are never shown; {self.smallest} was asked for.")
        if self.round_to < 0:
            raise ValueError("Counts are rounded to a positive number, or not at all with 0.")


class Told(StrEnum):
    """What a cell tells."""

    FIGURE = "figure"
    NOBODY = "nobody"  # there are no such people; never said of a protected cell
    PROTECTED = "protected"  # for its own size or for another's sake: which of the two is not told


@dataclass(frozen=True, slots=True)
class Shown:
    """What everybody outside the owning district sees of one cell. Views show this, or less; nothing else.

    `people` is None when it is not told. `ranges` holds for each level the lowest and highest percent there may be:
    half a point to each side of a whole percent, wider for a range. Both are empty for a protected cell. `width` is 0
    for whole percents, else how many points wide the ranges are.
    """

    told: Told
    people: int | None = None
    ranges: tuple[Range, ...] = ()
    width: int = 0

    @property
    def protected(self) -> bool:
        """Whether this cell tells nothing."""
        return self.told is Told.PROTECTED

    @property
    def percent(self) -> int | None:
        """The whole percent of the first level; None when it is not told, or only as a range."""
        return self.percents[0] if self.percents else None

    @property
    def percents(self) -> tuple[int, ...]:
        """Whole percents by level; empty when they are not told, or only as ranges."""
        return () if self.width else tuple(_whole(one) for one in self.ranges)

    @property
    def band(self) -> tuple[int, int] | None:
        """The range told of the first level, when it is one: 95 to 100 is "95 % or more"."""
        return (int(self.ranges[0][0]), int(self.ranges[0][1])) if self.width and self.ranges else None

    @property
    def middles(self) -> tuple[float, ...]:
        """A percent by level to draw: the whole percent, or the middle of the range."""
        return tuple(float(one) for one in self.percents) or tuple((low + high) / 2 for low, high in self.ranges)


def ranges_of(counts: Counts, width: int) -> tuple[Range, ...]:
    """What is told of the levels, as whole percents (`width` 0) or in ranges of so many points."""
    people = sum(counts)
    if len(counts) != TWO:
        return tuple(_range(count, people, width) for count in counts)
    low, high = _range(counts[0], people, width)
    return ((low, high), (100 - high, 100 - low))


def width_at_first(counts: Counts, rule: Rule) -> int | None:
    """The width told when nothing else asks for more; None when the rule alone protects the cell."""
    people, most = sum(counts), max(counts)
    if people < rule.smallest:
        return None
    if len(counts) == 1:
        return 0
    tier = next((points for least, points in TIERS if people >= least), None)
    if not rule.coarsen or tier is None:
        return None if most == people else 0
    return tier if 100 * most >= (100 - tier) * people else 0


def bounds_of(counts: Counts, ranges: Sequence[Range]) -> list[tuple[int, int]]:
    """The fewest and most people of each level that would be told in the very same words."""
    people = sum(counts)
    bounds = [(_fewest(one, people), _most(one, people)) for one in ranges]
    if len(counts) == TWO:
        fewest, most = bounds[0]
        return [(fewest, most), (people - most, people - fewest)]
    return bounds


def told_of(counts: Counts, width: int, rule: Rule) -> Shown:
    """A cell with people that is shown."""
    people: int | None = sum(counts)
    if not rule.show_counts:
        people = None
    elif rule.round_to and people is not None:
        people = (people + rule.round_to // 2) // rule.round_to * rule.round_to
    return Shown(Told.FIGURE, people, ranges_of(counts, width), width)


def _range(count: int, people: int, width: int) -> Range:
    if width == 0:
        whole = (200 * count + people) // (2 * people)
        return (max(0.0, whole - 0.5), min(100.0, whole + 0.5))
    if 100 * count <= width * people:
        return (0.0, float(width))
    low = min(100 * count // (people * width) * width, 100 - width)
    return (float(low), float(low + width))


def _whole(one: Range) -> int:
    low, high = one
    return 0 if low == 0 else WHOLE if high == WHOLE else int(low + 0.5)


def _fewest(one: Range, people: int) -> int:
    low, high = one
    if low and low == high - low:
        return int(2 * low) * people // 200 + 1  # "so many percent or less" has that end
    return -(-int(2 * low) * people // 200)


def _most(one: Range, people: int) -> int:
    low, high = one
    if high == WHOLE:
        return people
    if low == 0 and high >= 1:
        return int(high) * people // 100
    return -(-int(2 * high) * people // 200) - 1  # the upper end belongs to the next range
