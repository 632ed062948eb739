"""The shapes in which the search keeps a problem and a seating: flat tables of whole numbers.

A *party* is who sits together: one person, or all who are kept together. A *cell* is a theme, a language and a slot;
its number is (theme * languages + language) * slots + slot.
"""

from typing import Any, Final, NamedTuple

import numpy as np

Array = np.ndarray[Any, Any]

SEATS: Final = 10

PARTY: Final = np.dtype(
    [
        ("size", "i8"),
        ("speaks", "i8"),  # a bit for each language all of them share
        ("pinned", "i8"),  # 1: stays where it is
        ("home", "i8"),  # the collective it is rewarded for staying in, or -1
        ("position", "i8"),  # of its first person, as in PERSON
        ("district", "i8"),
        ("members", "i8"),  # where its lists begin in `lists`, and how long they are
        ("themes", "i8"),
        ("theme_count", "i8"),
        ("slots", "i8"),
        ("slot_count", "i8"),
        ("apart", "i8"),
        ("apart_count", "i8"),
    ],
    align=True,
)
PERSON: Final = np.dtype([("position", "i8"), ("district", "i8"), ("region", "i8"), ("rural", "i8"), ("large", "i8")])
FACILITATOR: Final = np.dtype(
    [
        ("capacity", "i8"),
        ("themes", "i8"),
        ("theme_count", "i8"),
        ("languages", "i8"),
        ("language_count", "i8"),
        ("slots", "i8"),
        ("slot_count", "i8"),
    ]
)
PAIR: Final = np.dtype(  # a theme and a language
    [("parties", "i8"), ("party_count", "i8"), ("facilitators", "i8"), ("facilitator_count", "i8")]
)
COLLECTIVE: Final = np.dtype(
    [
        ("positions", "u8"),  # how many of each position, four bits each
        ("theme", "i8"),
        ("language", "i8"),
        ("slot", "i8"),
        ("facilitator", "i8"),
        ("place", "i8"),  # where it stands in the list of its cell
        ("open", "i8"),
        ("kept", "i8"),  # 1: keeps its cell and facilitator, and stays open
        ("size", "i8"),
        ("points", "i8"),  # of its members for choices, absences and staying
        ("absent", "i8"),
        ("districts", "i8"),  # how many different ones
        ("score", "i8"),
        ("value", "i8"),  # its score, and only a part of it while it is too small
        ("party", "i8", (SEATS,)),  # of each member, and that member's person and district
        ("person", "i8", (SEATS,)),
        ("district", "i8", (SEATS,)),
    ],
    align=True,
)


class Given(NamedTuple):
    """What does not change while the search runs."""

    party: Array
    person: Array
    points: Array  # [party, theme]: of all its members for the theme, or -1: not ranked by all of them
    absent: Array  # [party, slot]: how many of them cannot make it
    lists: Array
    can: Array  # [facilitator, theme | language | slot]: 1 when it can
    facilitator: Array
    pair: Array
    cells: Array  # [cell]: where its collectives stand in `listed`
    partial: Array  # [size]: of 1024, what of its value a collective of fewer than the least size counts
    luck: Array  # a table of -ln(p), see `annealing`
    rules: Array


class Seating(NamedTuple):
    """What changes while the search runs."""

    collective: Array
    load: Array  # [facilitator]: how many open collectives it leads
    busy: Array  # [facilitator, slot]
    at: Array  # [party]: its collective, or -1
    rank: Array  # [party]: where it stands in `waiting`, or -1
    waiting: Array  # parties without a seat
    counts: Array
    cell_size: Array
    listed: Array  # the collectives of each cell, see Given.cells
    spare: Array  # numbers of collectives that are not open
    log: Array  # who was moved from where, to take a move back
    candidates: Array
    scratch: Array  # two rows to count in
    dice: Array


# Places in Given.rules
MIN_SIZE, MAX_SIZE, MAX_ABSENT, MAX_DISTRICT = 0, 1, 2, 3
POSITIONS, DISTRICTS, ABSENCE, STAY = 4, 5, 6, 7
REGIONS, ALONE, RURAL_WITH_LARGE, EXTRAS = 8, 9, 10, 11
THEMES, LANGUAGES, SLOTS, LARGE = 12, 13, 14, 15

# Places in Seating.counts
TOTAL, WAITING, COLLECTIVES, SPARE, LOGGED, FOUND = 0, 1, 2, 3, 4, 5

ILLEGAL: Final = -(1 << 30)
