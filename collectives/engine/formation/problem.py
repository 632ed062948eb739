"""What a formation is given and what it gives back: people, facilitators, rules, weights; collectives.

Points are whole tenths: a member who got their first choice, can make the slot and sits among five positions and
nothing but different districts adds 100. Whole numbers, so that a sum is the same on every machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MIN_SIZES: Final = range(2, 11)
MAX_SEATS: Final = 10
MAX_CHOICES: Final = 5
MAX_POSITIONS: Final = 16
MAX_LANGUAGES: Final = 8
MAX_WEIGHT: Final = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """A participant who wants a seat. `choices` are themes, the dearest first; `slots` are those they can make.

    A slot is a candidate meeting time, numbered by the caller: convert each weekly grid from its own zone first. An
    empty position, district or region is unknown: it adds nothing to a mix and counts for no cap.
    """

    key: str
    choices: tuple[str, ...]
    slots: frozenset[int]
    languages: frozenset[str]
    position: str = ""
    district: str = ""
    region: str = ""
    rural: bool = False
    large: bool = False  # from a large school or district
    third_last_cycle: bool = False  # sat in their third choice last cycle


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Someone who can lead up to `capacity` collectives, never two in one slot."""

    key: str
    themes: frozenset[str]
    slots: frozenset[int]
    languages: frozenset[str]
    capacity: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What every collective keeps. `max_per_district` None: the cap is off. Raises ValueError when it cannot be."""

    min_size: int = 6
    max_size: int = MAX_SEATS
    max_absent: int = 1
    max_per_district: int | None = 3

    def __post_init__(self) -> None:
        if self.min_size not in MIN_SIZES or not self.min_size <= self.max_size <= MAX_SEATS:
            raise ValueError(f"sizes from {self.min_size} to {self.max_size} are not within 2 to {MAX_SEATS}")
        if not 0 <= self.max_absent < self.min_size:
            raise ValueError(f"{self.max_absent} absent of {self.min_size} cannot be")
        if self.max_per_district is not None and self.max_per_district < 1:
            raise ValueError(f"at most {self.max_per_district} of a district cannot be")


@dataclass(frozen=True, slots=True)
class Weights:
    """Points, in tenths. Raises ValueError for a negative one.

    `choices`: for a member, by the rank of the theme; themes ranked lower than the list is long count as the last.
    `positions`: for each member times each different position. `districts`: for each different district.
    `absence`: taken for a member who cannot make the slot. The others are zero unless a program sets them:
    `regions`: for each different region; `alone`: taken for each member who is the only one of their position;
    `rural_with_large`: for a collective with someone rural and someone large; `third_last_cycle`: for a member who
    sat in their third choice last cycle and now gets their first.
    """

    choices: tuple[int, ...] = (60, 40, 20)
    positions: int = 4
    districts: int = 20
    absence: int = 30
    regions: int = 0
    alone: int = 0
    rural_with_large: int = 0
    third_last_cycle: int = 0

    def __post_init__(self) -> None:
        others = (self.positions, self.districts, self.absence, self.regions, self.alone, self.rural_with_large)
        if not self.choices or min(*self.choices, *others, self.third_last_cycle) < 0:
            raise ValueError("weights are zero or more, and there is one for the first choice")
        if max(*self.choices, *others, self.third_last_cycle) > MAX_WEIGHT:
            raise ValueError(f"no weight is more than {MAX_WEIGHT}")

    def choice(self, rank: int) -> int:
        """Points for the theme at this rank, counted from 0."""
        return self.choices[min(rank, len(self.choices) - 1)]


@dataclass(frozen=True)
class Problem:
    """Everything a formation looks at. Keys of people and of facilitators are unique, each for itself.

    `apart`: pairs who are never in one collective. `together`: people who are in one, or in none.
    """

    people: tuple[Person, ...]
    facilitators: tuple[Facilitator, ...]
    apart: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    rules: Rules = Rules()
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class Collective:
    """People around a theme, in a slot, in a language, led by a facilitator. Members in the order of the problem."""

    key: str
    theme: str
    slot: int
    language: str
    facilitator: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Assignment:
    """Who sits with whom. Everybody in none of the collectives is unplaced."""

    collectives: tuple[Collective, ...] = ()

    def places(self) -> dict[str, Collective]:
        """The collective of every seated person."""
        return {member: collective for collective in self.collectives for member in collective.members}


@dataclass(frozen=True)
class Pins:
    """What stays as it was in the previous assignment.

    `people`: a person's key to the key of the collective they stay in. `collectives`: keys of those that keep theme,
    slot, language and facilitator and stay open; so does every collective that somebody is pinned to.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    collectives: frozenset[str] = frozenset()
