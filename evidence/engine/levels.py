"""How far up the ten levels of analysis the data reach that were brought, and which types of data cross.

A type counts once data were brought for one of its indicators, and over time from FEWEST_DAYS days on: two points
always lie on a line. Types cross where indicators of each show the same clause, or where one indicator is of both.
Source: V. L. Bernhardt, Data Analysis for Continuous School Improvement, "multiple measures of data".
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from inquiry.engine.guide.draft import DraftIndicator
from inquiry.engine.guide.levels import TYPES, Reach, laid_under, reach_of

FEWEST_DAYS = 3

type State = Literal["brought", "planned", "open"]
type Days = Mapping[str, int]


@dataclass(frozen=True)
class TypeCover:
    """One type of data: its indicators, those of them for which data were brought, and on how many days at most."""

    type: str
    leading: int
    lagging: int
    leading_brought: int
    lagging_brought: int
    days: int

    @property
    def state(self) -> State:
        """Whether data were brought, or are only promised, or not even that."""
        if self.leading_brought + self.lagging_brought:
            return "brought"
        return "planned" if self.leading + self.lagging else "open"


@dataclass(frozen=True)
class Crossing:
    """Two types of data or more. `clauses`: under which clauses they cross, by data if they were brought."""

    types: tuple[str, ...]
    state: State
    clauses: tuple[str, ...]


def reach_brought(indicators: Sequence[DraftIndicator], days: Days) -> Reach:
    """The level that the data reach. `days`: on how many days something was brought, by indicator."""
    brought = [one for one in indicators if days.get(one.part)]
    return reach_of(brought, [one for one in brought if days[one.part] >= FEWEST_DAYS])


def cover(indicators: Sequence[DraftIndicator], days: Days) -> list[TypeCover]:
    """Each of the four types, in the order of TYPES."""
    return [_cover_of(name, [one for one in indicators if name in one.types], days) for name in TYPES]


def crossings(indicators: Sequence[DraftIndicator], days: Days) -> list[Crossing]:
    """Every two, three and four types: whether they cross in what was brought, in what is promised, or not yet."""
    planned, brought = _by_clause(indicators), _by_clause([one for one in indicators if days.get(one.part)])
    sets = [types for size in range(2, len(TYPES) + 1) for types in combinations(TYPES, size)]
    return [_crossing(types, planned, brought) for types in sets]


def _cover_of(name: str, rows: Sequence[DraftIndicator], days: Days) -> TypeCover:
    def count(kind: str, *, brought: bool) -> int:
        return sum(one.kind == kind and (not brought or days.get(one.part, 0) > 0) for one in rows)

    return TypeCover(
        name,
        count("leading", brought=False),
        count("lagging", brought=False),
        count("leading", brought=True),
        count("lagging", brought=True),
        max((days.get(one.part, 0) for one in rows), default=0),
    )


def _by_clause(indicators: Sequence[DraftIndicator]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in indicators:
        found[laid_under(one)] |= set(one.types)
    return found


def _crossing(types: tuple[str, ...], planned: Mapping[str, set[str]], brought: Mapping[str, set[str]]) -> Crossing:
    for state, rows in (("brought", brought), ("planned", planned)):
        clauses = tuple(clause for clause, names in rows.items() if names.issuperset(types))
        if clauses:
            return Crossing(types, "brought" if state == "brought" else "planned", clauses)
    return Crossing(types, "open", ())
