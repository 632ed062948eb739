"""Opening a collective in a cell, closing it, giving it another cell or facilitator."""

import numpy as np

from collectives.engine.formation.search.arrays import COLLECTIVES, LANGUAGES, SLOTS, SPARE, THEMES, Given, Seating
from collectives.engine.formation.search.compiling import compiled, inlined
from collectives.engine.formation.search.seating import leave, recount_points, revalue

_ZERO = np.uint64(0)


@inlined
def cell_of(given: Given, theme: int, language: int, slot: int) -> int:
    """The number of a cell."""
    return (theme * given.rules[LANGUAGES] + language) * given.rules[SLOTS] + slot


@inlined
def pair_of(given: Given, theme: int, language: int) -> int:
    """The number of a theme and a language."""
    return theme * given.rules[LANGUAGES] + language


@inlined
def leads(given: Given, facilitator: int, theme: int, language: int, slot: int) -> bool:
    """Whether a facilitator can lead in this theme, language and slot."""
    can, rules = given.can, given.rules
    return (
        can[facilitator, theme]
        and can[facilitator, rules[THEMES] + language]
        and can[facilitator, rules[THEMES] + rules[LANGUAGES] + slot]
    )


@compiled
def enter_cell(
    given: Given, seating: Seating, number: int, facilitator: int, theme: int, language: int, slot: int
) -> None:
    """List a collective under a cell and give it a facilitator, who is busy there from now on."""
    table = seating.collective[number]
    table.theme, table.language, table.slot, table.facilitator = theme, language, slot, facilitator
    cell = cell_of(given, theme, language, slot)
    table.place = seating.cell_size[cell]
    seating.listed[given.cells[cell] + table.place] = number
    seating.cell_size[cell] += 1
    seating.load[facilitator] += 1
    seating.busy[facilitator, slot] = 1


@compiled
def leave_cell(given: Given, seating: Seating, number: int) -> None:
    """Take a collective out of its cell and from its facilitator."""
    table = seating.collective[number]
    cell = cell_of(given, table.theme, table.language, table.slot)
    seating.cell_size[cell] -= 1
    first = given.cells[cell]
    last = seating.listed[first + seating.cell_size[cell]]
    seating.listed[first + table.place] = last
    seating.collective[last].place = table.place
    seating.load[table.facilitator] -= 1
    seating.busy[table.facilitator, table.slot] = 0


@compiled
def open_collective(given: Given, seating: Seating, facilitator: int, theme: int, language: int, slot: int) -> int:
    """Open an empty collective; its number comes back."""
    if seating.counts[SPARE]:
        seating.counts[SPARE] -= 1
        number = seating.spare[seating.counts[SPARE]]
    else:
        number = seating.counts[COLLECTIVES]
        seating.counts[COLLECTIVES] += 1
    table = seating.collective[number]
    table.size = table.points = table.absent = table.districts = table.score = table.value = table.kept = 0
    table.positions, table.open = _ZERO, 1
    enter_cell(given, seating, number, facilitator, theme, language, slot)
    return number


@compiled
def close_collective(given: Given, seating: Seating, number: int) -> None:
    """Close a collective; whoever still sits in it waits."""
    table = seating.collective[number]
    while table.size:
        leave(given, seating, table.party[table.size - 1])
    leave_cell(given, seating, number)
    table.open = 0
    seating.spare[seating.counts[SPARE]] = number
    seating.counts[SPARE] += 1


@compiled
def move_cell(
    given: Given, seating: Seating, number: int, facilitator: int, theme: int, language: int, slot: int
) -> None:
    """Give a collective another cell or facilitator; its members must all fit there."""
    leave_cell(given, seating, number)
    enter_cell(given, seating, number, facilitator, theme, language, slot)
    recount_points(given, seating, number)
    revalue(given, seating, number)
