"""Large moves: a collective is opened, rebuilt around another theme, slot or facilitator, or dissolved."""

from collectives.engine.formation.search.arrays import (
    COLLECTIVES,
    LARGE,
    LOGGED,
    MAX_ABSENT,
    MIN_SIZE,
    SPARE,
    TOTAL,
    WAITING,
    Given,
    Seating,
)
from collectives.engine.formation.search.cells import close_collective, leads, move_cell, open_collective, pair_of
from collectives.engine.formation.search.compiling import compiled, inlined
from collectives.engine.formation.search.dice import throw
from collectives.engine.formation.search.filling import fill, seat_best, take_back, unseat
from collectives.engine.formation.search.moving import accepts

LOOKED_AT = 500  # facilitators, for one who can lead one collective more


@inlined
def has_plenty(given: Given, seating: Seating) -> bool:
    """Whether a large formation seats everybody and could open many more: large moves are seldom worth their time."""
    unused = len(seating.spare) - seating.counts[COLLECTIVES] + seating.counts[SPARE]
    return bool(given.rules[LARGE]) and not seating.counts[WAITING] and 10 * unused > len(seating.spare)


@compiled
def find_leader(given: Given, seating: Seating) -> int:
    """Who could lead one collective more, half of the time for somebody who waits; -1: nobody for them.

    In a small formation whoever comes first, who may have no room.
    """
    dice, first, count = seating.dice, -1, len(seating.load)
    place = throw(dice, count)
    waiting = seating.counts[WAITING]
    if waiting and throw(dice, 2):
        asking = given.party[seating.waiting[throw(dice, waiting)]]
        if asking.theme_count and asking.speaks:
            theme = given.lists[asking.themes + throw(dice, asking.theme_count)]
            language = throw(dice, 8)
            while not asking.speaks >> language & 1:
                language = throw(dice, 8)
            pair = given.pair[pair_of(given, theme, language)]
            if not pair.facilitator_count:
                return -1
            first, count = pair.facilitators, pair.facilitator_count
            place = throw(dice, count)
    facilitator = place if first < 0 else given.lists[first + place]
    for _ in range(min(count, LOOKED_AT) if given.rules[LARGE] else 0):
        if seating.load[facilitator] < given.facilitator[facilitator].capacity:
            break
        place = (place + 1) % count
        facilitator = place if first < 0 else given.lists[first + place]
    return facilitator


@compiled
def try_opening(given: Given, seating: Seating, heat: int) -> None:
    """Try to open a collective; where its facilitator has no room, to rebuild one."""
    if not len(seating.load):
        return
    dice, facilitator = seating.dice, find_leader(given, seating)
    if facilitator < 0:
        return
    leader = given.facilitator[facilitator]
    if seating.load[facilitator] >= leader.capacity:
        if seating.counts[COLLECTIVES]:
            try_rebuilding(given, seating, throw(dice, seating.counts[COLLECTIVES]), heat)
        return
    if not (leader.theme_count and leader.language_count and leader.slot_count):
        return
    if has_plenty(given, seating) and throw(dice, 8):
        return
    theme = given.lists[leader.themes + throw(dice, leader.theme_count)]
    language = given.lists[leader.languages + throw(dice, leader.language_count)]
    slot = given.lists[leader.slots + throw(dice, leader.slot_count)]
    if seating.busy[facilitator, slot]:
        return
    before = seating.counts[TOTAL]
    seating.counts[LOGGED] = 0
    number = open_collective(given, seating, facilitator, theme, language, slot)
    fill(given, seating, number)
    enough = seating.collective[number].size >= given.rules[MIN_SIZE]
    if not (enough and accepts(given, seating, seating.counts[TOTAL] - before, heat)):
        take_back(given, seating, 0)
        close_collective(given, seating, number)


@inlined
def may_change(given: Given, seating: Seating, number: int) -> bool:
    """Whether a collective is open, not kept, and nobody in it is pinned."""
    table = seating.collective[number]
    free = table.open == 1 and table.kept == 0
    for index in range(table.size):
        free = free and given.party[table.party[index]].pinned == 0
    return free


@compiled
def try_rebuilding(given: Given, seating: Seating, number: int, heat: int) -> None:
    """Try another theme, slot, language or facilitator for a collective, with whoever gains most by it."""
    dice, table = seating.dice, seating.collective[number]
    if not may_change(given, seating, number) or (has_plenty(given, seating) and throw(dice, 3)):
        return
    old = (table.facilitator, table.theme, table.language, table.slot)
    facilitator, theme, language, slot = old
    if not throw(dice, 3):
        pair = given.pair[pair_of(given, theme, language)]
        facilitator = given.lists[pair.facilitators + throw(dice, pair.facilitator_count)]
    leader = given.facilitator[facilitator]
    if facilitator != old[0] and seating.load[facilitator] >= leader.capacity:
        return
    mode = throw(dice, 4)
    if mode == 1 or mode == 2:  # noqa: PLR1714
        theme = given.lists[leader.themes + throw(dice, leader.theme_count)]
    if not throw(dice, 8):
        language = given.lists[leader.languages + throw(dice, leader.language_count)]
    if mode != 2 or not leads(given, facilitator, theme, language, slot):
        slot = given.lists[leader.slots + throw(dice, leader.slot_count)]
    if (facilitator, theme, language, slot) == old or not leads(given, facilitator, theme, language, slot):
        return
    if seating.busy[facilitator, slot] and not (facilitator == old[0] and slot == old[3]):
        return
    before = seating.counts[TOTAL]
    seating.counts[LOGGED] = 0
    evicted = evict(given, seating, number, theme, language, slot)
    move_cell(given, seating, number, facilitator, theme, language, slot)
    fill(given, seating, number)
    for index in range(evicted):
        party = seating.log[index, 0]
        if seating.at[party] < 0:
            seat_best(given, seating, party, 12)
    good = table.size >= given.rules[MIN_SIZE] or not table.size
    if not (good and accepts(given, seating, seating.counts[TOTAL] - before, heat)):
        take_back(given, seating, evicted)
        move_cell(given, seating, number, old[0], old[1], old[2], old[3])
        take_back(given, seating, 0)


@compiled
def evict(given: Given, seating: Seating, number: int, theme: int, language: int, slot: int) -> int:
    """Take the seats of those who could not stay in another cell; how many parties that were."""
    table = seating.collective[number]
    absent = evicted = 0
    index = table.size - 1
    while index >= 0:
        party = table.party[index]
        asking = given.party[party]
        index -= asking.size
        away = given.absent[party, slot]
        fits = given.points[party, theme] >= 0 and asking.speaks >> language & 1
        if fits and absent + away <= given.rules[MAX_ABSENT] and not (away and given.rules[LARGE]):
            absent += away
        else:
            unseat(given, seating, party)
            evicted += 1
    return evicted


@compiled
def try_dissolving(given: Given, seating: Seating, number: int, heat: int) -> None:
    """Try to close a collective whose members all find other places."""
    if not may_change(given, seating, number):
        return
    table = seating.collective[number]
    before = seating.counts[TOTAL]
    seating.counts[LOGGED] = 0
    while table.size:
        unseat(given, seating, table.party[table.size - 1])
    for index in range(seating.counts[LOGGED]):
        seat_best(given, seating, seating.log[index, 0], 16)
    if accepts(given, seating, seating.counts[TOTAL] - before, heat):
        close_collective(given, seating, number)
    else:
        take_back(given, seating, 0)
