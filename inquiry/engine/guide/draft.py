"""What the guide reads, and what it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

type Value = str | int | tuple[str, ...]

PARTS = ("problem", "theory", "evidence", "reflection")


@dataclass(frozen=True)
class DraftAction:
    """An if-action: its part (`if:<id>`), the number people call it by, its words."""

    part: str
    number: int
    text: str


@dataclass(frozen=True)
class DraftIndicator:
    """An indicator. `clause` is "if", "then" or "so_that"; `action` the part of its if-action, if that still stands."""

    part: str
    text: str
    kind: str
    clause: str
    types: tuple[str, ...]
    action: str = ""
    baseline: str = ""
    target: str = ""
    how_often: str = ""


@dataclass(frozen=True)
class Draft:
    """A placemat as it stands. `language` is the one its people write in; `phase` counts from 1 to 6."""

    language: str = "en"
    phase: int = 3
    problem: str = ""
    priority: str = ""
    actions: tuple[DraftAction, ...] = ()
    then: str = ""
    so_that: str = ""
    indicators: tuple[DraftIndicator, ...] = ()
    went_well: str = ""
    went_less_well: str = ""
    will_adjust: str = ""

    @property
    def written_actions(self) -> list[DraftAction]:
        """The if-actions that have words."""
        return [action for action in self.actions if action.text.strip()]


@dataclass(frozen=True)
class Finding:
    """One question worth asking. `rule` says which, `about` where (a part of the placemat, or "").

    `place` is the part of the page beside which it stands: one of PARTS. `quote` holds the words that led to it, as
    they were written; `spoken` all that it spoke of: when that changes, the question is a new one. `open`: something
    is still to be written or promised, so that it can be a next step.
    """

    rule: str
    place: str
    about: str = ""
    quote: str = ""
    spoken: str = ""
    open: bool = False
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for the same question about the same part."""
        return f"{self.rule}:{self.about}" if self.about else self.rule
