"""What goes into the saving of a placemat, and what comes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

type Choice = Literal["", "open", "mine", "theirs", "both"]


@dataclass(frozen=True)
class Edit:
    """One text as it came back, and the version it was written upon.

    `part` is a PlacematField or `if:<id>`. `choice` answers a conflict that was shown before: "open" is no answer yet.
    """

    part: str
    text: str
    version: int
    choice: Choice = ""


@dataclass(frozen=True)
class Conflict:
    """Two texts of one part. `version` is that of `theirs`; `removed`: they took the if-action away."""

    part: str
    mine: str
    theirs: str
    version: int
    by: str
    at: datetime | None
    removed: bool = False


@dataclass(frozen=True)
class TooLong:
    """A text that was not kept because it holds more than MAX_TEXT characters."""

    part: str
    text: str
    length: int


@dataclass(frozen=True)
class SaveResult:
    """What became of each edit. Parts named nowhere were unchanged. `left_out` counts characters nobody can keep."""

    saved: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    too_long: tuple[TooLong, ...] = ()
    left_out: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything that was typed is kept now."""
        return not self.conflicts and not self.too_long
