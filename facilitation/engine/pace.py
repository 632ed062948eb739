"""Whether a session ends when it should, and what could give way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

LEAST_MINUTES: Final = 5  # an item is not made shorter than this
WORTH_SAYING: Final = timedelta(minutes=1)
KEEPS: Final = frozenset({"commitments", "prompt"})  # what the group takes home, and what was prepared to be answered


@dataclass(frozen=True)
class Ahead:
    """An item that is still to come: its key, its kind, its planned minutes."""

    key: str
    kind: str
    minutes: int


@dataclass(frozen=True)
class Cut:
    """An item that could be shorter: `minutes` is what it would have left."""

    key: str
    minutes: int


@dataclass(frozen=True)
class Pace:
    """When the session ends as things go, by how much that is later than planned, and what could give way."""

    ends_at: datetime
    over: timedelta
    cut: Cut | None

    @property
    def runs_over(self) -> bool:
        """Whether it is worth a word: a minute or more."""
        return self.over >= WORTH_SAYING

    @property
    def minutes_over(self) -> int:
        """By how many minutes, rounded up."""
        return -(-self.over // timedelta(minutes=1))


def pace_of(*, now: datetime, left_in_item: timedelta, ahead: Sequence[Ahead], ends_at: datetime) -> Pace:
    """How a session goes. `left_in_item` is what the present item still takes, not below zero.

    What gives way is one item still to come: the longest that is neither what the group takes home nor a prompt; it
    keeps five minutes at least. None when it is in time, or when no item is long enough to help.
    """
    will_end = now + max(timedelta(0), left_in_item) + timedelta(minutes=sum(item.minutes for item in ahead))
    over = max(timedelta(0), will_end - ends_at)
    pace = Pace(will_end, over, None)
    return replace(pace, cut=_cut(pace.minutes_over, ahead)) if pace.runs_over else pace


def _cut(minutes: int, ahead: Sequence[Ahead]) -> Cut | None:
    able = [item for item in ahead if item.kind not in KEEPS and item.minutes > LEAST_MINUTES]
    if not able:
        return None
    longest = max(able, key=lambda item: item.minutes)
    return Cut(longest.key, max(LEAST_MINUTES, longest.minutes - minutes))
