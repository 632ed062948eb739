"""What a placemat's sheet shows, as plain data: the page, its print view and its PDF are all made from this."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DataType = Literal["learning", "perceptions", "processes", "demographic"]
DATA_TYPES: tuple[DataType, ...] = ("learning", "perceptions", "processes", "demographic")


@dataclass(frozen=True, kw_only=True)
class SheetClause:
    """One if-action. `number` is the one people call it by: "If 2"."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class SheetIndicator:
    """A promise of evidence. `if_number` says which if-action a leading indicator belongs to.

    `data_types` holds at least one. Unit, baseline, target and how often are as people write them.
    """

    kind: Literal["leading", "lagging"]
    name: str
    data_types: tuple[DataType, ...]
    aligned_to: Literal["if", "then", "so_that"]
    if_number: int | None = None
    unit: str = ""
    baseline: str = ""
    target: str = ""
    direction: Literal["rise", "fall", "hold"] = "rise"
    how_often: str = ""


@dataclass(frozen=True, kw_only=True)
class SheetLeader:
    """Whose own placemat it is. `position` is in words already."""

    name: str
    position: str = ""
    school: str = ""


@dataclass(frozen=True, kw_only=True)
class PlacematSheet:
    """Everything on one placemat. Texts are as people typed them; a line that begins with "- " is a bullet.

    `leader` is None on the collective's own placemat. `words_language` is the language its people write in.
    `phase` counts from 1 to 6. `updated_at` is shown as a date in `time_zone`.
    """

    program: str
    collective: str
    theme: str
    cycle: str
    phase: int
    facilitators: tuple[str, ...]
    members: tuple[str, ...]
    updated_at: datetime
    time_zone: str
    words_language: str
    leader: SheetLeader | None = None
    problem: str = ""
    system_goal: str = ""
    priority: str = ""
    if_actions: tuple[SheetClause, ...] = ()
    then: str = ""
    so_that: str = ""
    indicators: tuple[SheetIndicator, ...] = ()
    went_well: str = ""
    went_less_well: str = ""
    adjust: str = ""
