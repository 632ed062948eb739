"""The search itself: a first seating, then many small and some large moves while it cools, then a tidy end."""

from collectives.engine.formation.search.arrays import (
    COLLECTIVES,
    ILLEGAL,
    LANGUAGES,
    MIN_SIZE,
    SLOTS,
    WAITING,
    Given,
    Seating,
)
from collectives.engine.formation.search.cells import cell_of, close_collective
from collectives.engine.formation.search.compiling import compiled
from collectives.engine.formation.search.dice import throw
from collectives.engine.formation.search.moving import move_party, swap_in_cell
from collectives.engine.formation.search.rebuilding import may_change, try_dissolving, try_opening, try_rebuilding
from collectives.engine.formation.search.seating import join, score_with
from collectives.engine.formation.search.sorting import sort

SMALL_MOVES = 620  # of 1000 moves that are not large; the others are changes of place within a cell
URGENT = 12  # of 100 small moves are for somebody who waits


@compiled
def anneal(given: Given, seating: Seating, moves: int, heat: int, large: int) -> None:
    """Make this many moves at one temperature, `large` of 1000 of them large ones, which are taken more easily."""
    hot = heat * 3 // 2
    dice = seating.dice
    parties = len(seating.at)
    for _ in range(moves):
        count = seating.counts[COLLECTIVES]
        if throw(dice, 1000) < large:
            kind = throw(dice, 10)
            if kind < 3:
                try_opening(given, seating, hot)
            elif count:
                if kind < 9:
                    try_rebuilding(given, seating, throw(dice, count), hot)
                else:
                    try_dissolving(given, seating, throw(dice, count), hot)
        elif throw(dice, 1000) < SMALL_MOVES:
            waiting = seating.counts[WAITING]
            urgent = waiting and throw(dice, 100) < URGENT
            party = seating.waiting[throw(dice, waiting)] if urgent else throw(dice, parties)
            move_party(given, seating, party, heat)
        elif count:
            swap_in_cell(given, seating, throw(dice, count), heat)


@compiled
def best_place(given: Given, seating: Seating, party: int, everywhere: bool) -> int:
    """The collective a party gains most in, by its free slots, or by all slots and all collectives; -1: none."""
    asking = given.party[party]
    best, gain = -1, 0 if everywhere else -1000000
    for index in range(asking.themes, asking.themes + asking.theme_count):
        for language in range(given.rules[LANGUAGES]):
            if not asking.speaks >> language & 1:
                continue
            for turn in range(given.rules[SLOTS] if everywhere else asking.slot_count):
                slot = turn if everywhere else given.lists[asking.slots + turn]
                cell = cell_of(given, given.lists[index], language, slot)
                count = seating.cell_size[cell]
                offset = throw(seating.dice, count) if count > 6 and not everywhere else 0
                for step in range(count if everywhere else min(count, 6)):
                    number = seating.listed[given.cells[cell] + (offset + step) % count]
                    table = seating.collective[number]
                    if everywhere and table.size < given.rules[MIN_SIZE]:
                        continue
                    score = score_with(given, seating, number, -1, party)
                    if score == ILLEGAL:
                        continue
                    score -= table.score
                    if table.size < given.rules[MIN_SIZE]:
                        score += 3 * table.size
                    if score > gain:
                        best, gain = number, score
    return best


@compiled
def seat_waiting(given: Given, seating: Seating, everywhere: bool) -> bool:
    """Seat who waits, those with the fewest possibilities first; whether anybody was seated."""
    waiting = seating.counts[WAITING]
    for index in range(waiting):
        party = seating.waiting[index]
        asking = given.party[party]
        key = (asking.slot_count * 4 + asking.theme_count) * 64 + throw(seating.dice, 128)
        seating.candidates[index] = (key << 32) + party
    order = seating.candidates[:waiting]
    sort(order)
    seated = False
    for key in order:
        party = key & 0xFFFFFFFF
        number = best_place(given, seating, party, everywhere) if not given.party[party].pinned else -1
        if number >= 0:
            join(given, seating, party, number)
            seated = True
    return seated


@compiled
def tidy(given: Given, seating: Seating) -> None:
    """Close what is too small, seat whom it left, and so on until nothing is too small."""
    again = True
    while again:
        again = False
        for number in range(seating.counts[COLLECTIVES]):
            if seating.collective[number].size < given.rules[MIN_SIZE] and may_change(given, seating, number):
                close_collective(given, seating, number)
                again = True
        seat_waiting(given, seating, True)
