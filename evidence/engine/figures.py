"""What one data point says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """By the kind of its measure; all else is empty. A value may know how many people stand behind it."""

    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    counts: list[int] | None = None
    words: str = ""
