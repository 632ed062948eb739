"""Seatings outside the compiled search: written down, set up again, mixed from two."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from collectives.engine.formation.search.arrays import COLLECTIVES, TOTAL, Given, Seating
from collectives.engine.formation.search.restoring import restore

CELL = ("facilitator", "theme", "language", "slot")
LEAST_LEFT = 3  # members; what is left of a collective with fewer is not worth keeping


class Table(NamedTuple):
    """A collective by numbers, with its parties. Two are equal when all of that is."""

    facilitator: int
    theme: int
    language: int
    slot: int
    parties: tuple[int, ...]
    kept: int = -1  # which of the kept collectives it is, or -1


class Chance:
    """Throws for the few decisions outside the compiled search: a linear congruential generator of 64 bits."""

    def __init__(self, seed: int) -> None:
        self.state = (seed * 2 + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF

    def throw(self, sides: int) -> int:
        """A whole number from 0 up to, but not with, `sides`."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 32) * sides >> 32

    def shuffle(self, items: list[int]) -> None:
        """Put the items into a random order."""
        for last in range(len(items) - 1, 0, -1):
            other = self.throw(last + 1)
            items[last], items[other] = items[other], items[last]


class Found(NamedTuple):
    """A seating the search came to. `total` counts what staying is rewarded with."""

    total: int
    tables: list[Table]


def write_down(seating: Seating, kept: int) -> Found:
    """All open collectives; the kept ones, whose numbers are below `kept`, first and in their order."""
    tables = []
    for number in range(int(seating.counts[COLLECTIVES])):
        table = seating.collective[number]
        if table["open"] and (table["size"] or table["kept"]):
            parties = tuple(sorted(set(table["party"][: table["size"]].tolist())))
            facilitator, theme, language, slot = (int(table[name]) for name in CELL)
            tables.append(Table(facilitator, theme, language, slot, parties, number if number < kept else -1))
    return Found(int(seating.counts[TOTAL]), tables)


def set_up(given: Given, seating: Seating, tables: Sequence[Table]) -> None:
    """Seat everybody as in these collectives; who may not join, waits. Pinned parties come first."""
    rows = [(*table[:4], table.kept >= 0) for table in tables]
    seats = [(party, number) for number, table in enumerate(tables) for party in table.parties]
    seats.sort(key=lambda seat: (not given.party["pinned"][seat[0]], seat[0]))
    openings = np.array(rows, np.int64).reshape(-1, 5)
    pairs = np.array(seats, np.int64).reshape(-1, 2)
    restore(given, seating, openings, pairs[:, 0].copy(), pairs[:, 1].copy())


def mix(given: Given, one: Sequence[Table], other: Sequence[Table], *, chance: Chance) -> list[Table]:
    """Some collectives of `other` in the place of those of `one` that they share people or facilitators with.

    Kept collectives are those of `one`, and keep their place; nobody pinned leaves them.
    """
    same, pinned = set(one), given.party["pinned"]
    foreign = [number for number, table in enumerate(other) if table not in same and table.kept < 0]
    chance.shuffle(foreign)
    chosen = [other[number] for number in sorted(foreign[: 1 + chance.throw(max(1, len(other) * 3 // 10))])]
    fixed = {party for table in one for party in table.parties if pinned[party]}
    brought = [table._replace(parties=tuple(p for p in table.parties if p not in fixed)) for table in chosen]
    taken = {party for table in brought for party in table.parties}
    stripped = [table._replace(parties=tuple(p for p in table.parties if p not in taken)) for table in one]
    mixed = [table for table in stripped if table.kept >= 0]
    busy = {(table.facilitator, table.slot) for table in mixed}
    load = np.bincount([table.facilitator for table in mixed], minlength=len(given.facilitator)).tolist()
    sizes = given.party["size"]
    rest = [table for table in stripped if table.kept < 0]
    rest.sort(key=lambda table: -int(sizes[list(table.parties)].sum()))
    for table in [*brought, *rest]:
        leader, members = table.facilitator, int(sizes[list(table.parties)].sum())
        free = (leader, table.slot) not in busy and load[leader] < given.facilitator["capacity"][leader]
        if free and members >= LEAST_LEFT:
            busy.add((leader, table.slot))
            load[leader] += 1
            mixed.append(table)
    return mixed
