"""What goes into the writing of a placemat or another sheet, what comes back, and the words that stand on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


@dataclass(frozen=True)
class Edit:
    """One text as it came back, and the text it was written upon. `part`: `if:<id>`, or the name of a text."""

    part: str
    base: str
    text: str


@dataclass(frozen=True)
class TooLong:
    """A text that was not kept because it holds more than MAX_TEXT characters."""

    part: str
    text: str
    length: int


@dataclass(frozen=True)
class Written:
    """What became of each edit. Parts named nowhere were unchanged. `left_out` counts characters nobody can keep.

    `taken_away`: if-actions whose new words are kept, but which somebody had taken away meanwhile.
    """

    saved: tuple[str, ...] = ()
    taken_away: tuple[str, ...] = ()
    too_long: tuple[TooLong, ...] = ()
    left_out: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything that was typed is kept now."""
        return not self.too_long


@dataclass(frozen=True)
class IfActionWords:
    """One if-action: its words, its place among the others as a fractional index, and whether it was taken away."""

    text: str
    position: str
    removed: bool = False


@dataclass(frozen=True)
class SheetWords:
    """Everything that stands in a sheet's document. Texts nobody has written are empty; if-actions: a placemat's."""

    texts: Mapping[str, str] = field(default_factory=dict)
    if_actions: Mapping[UUID, IfActionWords] = field(default_factory=dict)


class Touch(NamedTuple):
    """That somebody changed one part with update `seq`."""

    seq: int
    part: str
    by: UUID | None
    at: datetime
