"""What answers along a scale can tell about a small closed group of whom all are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Literal, NamedTuple


class Cell(NamedTuple):
    """One step: how often it was chosen, whether it is within the middle half, whether the median is there."""

    step: int
    times: int
    inside: bool
    middle: bool


@dataclass(frozen=True)
class Spread:
    """Answers to one question of a group. Steps count from 1.

    `counts`: how often each step was chosen. `median`: half of the answers are there or below, half there or above;
    between two steps it is x.5. `low` to `high`: where at least the middle half of the answers lies. `least` to `most`:
    where the median of all who were asked lies, however the others would have answered.
    """

    counts: tuple[int, ...]
    asked: int
    median: float
    low: int
    high: int
    least: float
    most: float

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def silent(self) -> int:
        """How many did not."""
        return self.asked - self.answers

    @property
    def cells(self) -> list[Cell]:
        """The steps from left to right."""
        return [
            Cell(step, times, self.low <= step <= self.high, abs(step - self.median) < 1)
            for step, times in enumerate(self.counts, 1)
        ]

    @property
    def open(self) -> bool:
        """Whether the others could have moved the median to either end: then it tells nothing about the group."""
        return self.least == 1 and self.most == len(self.counts)


def spread_of(counts: Sequence[int], *, asked: int) -> Spread:
    """What these answers tell about the `asked` people. Raises ValueError without an answer, or with more than asked.

    Nobody is drawn by lot here: all are asked, so an answer that came is known and only silence is uncertain. (The
    finite population correction of a sampling error, sqrt((N - n) / (N - 1)), is 0 when all answer.) Nor is silence
    random, so no probability is put on it: the range holds for whatever the silent would have said.
    Source: C. F. Manski, Partial Identification of Probability Distributions (2003), chapter 1, bounds on a quantile
    with missing outcomes. Quarters: x(k + 1) and x(n - k) with k = n // 4, so that at most a quarter lies outside on
    either side.
    """
    answers = list(chain.from_iterable(repeat(step, times) for step, times in enumerate(counts, 1)))
    silent = asked - len(answers)
    if not answers or silent < 0:
        raise ValueError(f"{len(answers)} answers of {asked} people")
    quarter = len(answers) // 4
    return Spread(
        tuple(counts),
        asked,
        _median(answers),
        answers[quarter],
        answers[len(answers) - 1 - quarter],
        _median([1] * silent + answers),
        _median(answers + [len(counts)] * silent),
    )


def moved(now: Spread, before: Spread) -> Literal["up", "down", ""]:
    """Whether the median of all who were asked has moved, whatever the silent would have said; "" where it may not."""
    if now.least > before.most:
        return "up"
    return "down" if now.most < before.least else ""


def _median(ordered: Sequence[int]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
