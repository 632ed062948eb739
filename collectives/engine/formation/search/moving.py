"""Small moves: one party into another collective, two that change places, one that takes another's place."""

from collectives.engine.formation.search.arrays import ILLEGAL, MAX_SIZE, SLOTS, Given, Seating
from collectives.engine.formation.search.cells import cell_of
from collectives.engine.formation.search.compiling import compiled, inlined
from collectives.engine.formation.search.dice import LUCK, throw
from collectives.engine.formation.search.seating import join, leave, may_join, value_with

PARTNERS = 4  # how many of a collective are asked to change places


@inlined
def accepts(given: Given, seating: Seating, change: int, heat: int) -> bool:
    """Whether a change is taken: always when it is no loss, else with the chance exp(change / heat)."""
    return change >= 0 or -change * 1048576 <= heat * given.luck[throw(seating.dice, LUCK)]


@compiled
def find_collective(given: Given, seating: Seating, party: int, tries: int) -> int:
    """A collective in a random cell that a party could be in, not its own; -1 when these tries found none."""
    asking = given.party[party]
    if not asking.theme_count:
        return -1
    dice = seating.dice
    for _ in range(tries):
        theme = given.lists[asking.themes + throw(dice, asking.theme_count)]
        if seating.at[party] >= 0 and throw(dice, 2):
            theme = seating.collective[seating.at[party]].theme
        language = 0
        speaks = asking.speaks
        if speaks & (speaks - 1):  # more than one
            language = throw(dice, 8)
            while not speaks >> language & 1:
                language = throw(dice, 8)
        else:
            while not speaks >> language & 1:
                language += 1
        if asking.slot_count and throw(dice, 20):
            slot = given.lists[asking.slots + throw(dice, asking.slot_count)]
        else:
            slot = throw(dice, given.rules[SLOTS])  # as the one who is absent
        cell = cell_of(given, theme, language, slot)
        if seating.cell_size[cell]:
            number = seating.listed[given.cells[cell] + throw(dice, seating.cell_size[cell])]
            if number != seating.at[party]:
                return number
    return -1


@compiled
def move_party(given: Given, seating: Seating, party: int, heat: int) -> None:
    """Try to seat a party elsewhere: in a free seat, or in the place of another, who changes with it or goes on."""
    if given.party[party].pinned:
        return
    own = seating.at[party]
    number = find_collective(given, seating, party, 6 if own < 0 else 3)
    if number < 0:
        return
    table = seating.collective[number]
    loss = value_with(given, seating, own, party, -1) - seating.collective[own].value if own >= 0 else 0
    if table.size + given.party[party].size <= given.rules[MAX_SIZE] and throw(seating.dice, 3):
        value = value_with(given, seating, number, -1, party)
        if value != ILLEGAL and accepts(given, seating, value - table.value + loss, heat):
            if own >= 0:
                leave(given, seating, party)
            join(given, seating, party, number)
        return
    if not table.size or (own >= 0 and change_places(given, seating, party, number, heat)):
        return
    take_place(given, seating, party, number, loss, heat)


@compiled
def change_places(given: Given, seating: Seating, party: int, number: int, heat: int) -> bool:
    """Try to let a seated party change places with one of another collective, whichever comes first."""
    table, own = seating.collective[number], seating.at[party]
    before = table.value + seating.collective[own].value
    index = throw(seating.dice, table.size)
    for _ in range(min(table.size, PARTNERS)):
        other = table.party[index]
        index = (index + 1) % table.size
        if given.party[other].pinned or not may_join(given, seating, own, other, party):
            continue
        value = value_with(given, seating, number, other, party)
        if value == ILLEGAL:
            continue
        back = value_with(given, seating, own, party, other)
        if back != ILLEGAL and accepts(given, seating, value + back - before, heat):
            leave(given, seating, other)
            leave(given, seating, party)
            join(given, seating, other, own)
            join(given, seating, party, number)
            return True
    return False


@compiled
def take_place(given: Given, seating: Seating, party: int, number: int, loss: int, heat: int) -> None:
    """Try to give a party the place of another, who goes on to a third collective or waits."""
    table, own = seating.collective[number], seating.at[party]
    other = table.party[throw(seating.dice, table.size)]
    if given.party[other].pinned:
        return
    value = value_with(given, seating, number, other, party)
    if value == ILLEGAL:
        return
    change = value - table.value
    third, gain = -1, 0
    for _ in range(4):
        candidate = find_collective(given, seating, other, 2)
        if candidate >= 0 and candidate != number and candidate != own:  # noqa: PLR1714  numba knows no such "in"
            value = value_with(given, seating, candidate, -1, other)
            if value != ILLEGAL and value - seating.collective[candidate].value > gain:
                third, gain = candidate, value - seating.collective[candidate].value
    if accepts(given, seating, change + loss + gain, heat):
        leave(given, seating, other)
        if own >= 0:
            leave(given, seating, party)
        join(given, seating, party, number)
        if third >= 0:
            join(given, seating, other, third)


@compiled
def swap_in_cell(given: Given, seating: Seating, number: int, heat: int) -> None:
    """Try to let two parties change places between two collectives of one cell."""
    table = seating.collective[number]
    if not table.open or not table.size:
        return
    cell = cell_of(given, table.theme, table.language, table.slot)
    if seating.cell_size[cell] < 2:
        return
    other_number = seating.listed[given.cells[cell] + throw(seating.dice, seating.cell_size[cell])]
    other = seating.collective[other_number]
    if other_number == number or not other.size:
        return
    party, partner = table.party[throw(seating.dice, table.size)], other.party[throw(seating.dice, other.size)]
    if given.party[party].pinned or given.party[partner].pinned:
        return
    value = value_with(given, seating, number, party, partner)
    if value == ILLEGAL:
        return
    other_value = value_with(given, seating, other_number, partner, party)
    if other_value != ILLEGAL and accepts(given, seating, value + other_value - table.value - other.value, heat):
        leave(given, seating, party)
        leave(given, seating, partner)
        join(given, seating, party, other_number)
        join(given, seating, partner, number)
