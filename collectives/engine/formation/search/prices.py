"""A price for a seat in each cell: the Lagrangian dual of seating people and opening collectives apart.

Whoever is seated pays the price of the cell; a collective earns the price of its seats. Whatever the prices, what
people have left over and what facilitators earn is together at least what any legal assignment scores.
"""

from typing import Final, NamedTuple

import numpy as np

from collectives.engine.formation.search.arrays import (
    ABSENCE,
    LANGUAGES,
    MAX_ABSENT,
    MAX_SIZE,
    SLOTS,
    THEMES,
    Array,
    Given,
)
from collectives.engine.formation.search.cells import cell_of
from collectives.engine.formation.search.compiling import compiled, inlined

SCALE: Final = 1024  # prices are whole parts of a tenth, so that the bound is exact


class Market(NamedTuple):
    """Prices, who asks and who offers, by cell."""

    prices: Array
    best: Array  # the prices with the lowest bound so far
    asked: Array  # seats
    offered: Array  # collectives
    often: Array  # how often each was offered in the second half
    earned: Array  # [slot]: what one facilitator can earn there, and in which cell
    earned_in: Array


class Prices(NamedTuple):
    """The bound in parts of SCALE of a tenth; how many collectives each cell got on average."""

    bound: int
    openings: Array


def find_prices(given: Given, *, extra: int, rounds: int) -> Prices:
    """Look for good prices. `extra`: the most a member adds beside choice and absence, in tenths."""
    cells = len(given.cells) - 1
    slots = max(1, int(given.rules[SLOTS]))
    sizes = (cells, cells, cells, cells, cells, slots, slots)
    market = Market(*(np.zeros(size, np.int64) for size in sizes))
    bound = int(lower_bound(given, market, extra, rounds))
    shape = tuple(int(given.rules[place]) for place in (THEMES, LANGUAGES, SLOTS))
    return Prices(bound, (market.often / max(1, rounds - rounds // 2)).reshape(shape))


@compiled
def lower_bound(given: Given, market: Market, extra: int, rounds: int) -> np.int64:
    """Change prices by what is asked too much or too little; the lowest bound met comes back."""
    lowest, step, since = np.int64(1) << 60, 1.0, 0
    cells, size = len(market.prices), given.rules[MAX_SIZE]
    for turn in range(rounds):
        market.asked[:] = 0
        market.offered[:] = 0
        bound = ask(given, market, extra) + offer(given, market)
        if bound < lowest:
            lowest, since = bound, 0
            for cell in range(cells):
                market.best[cell] = market.prices[cell]
        else:
            since += 1
            if since == 8:
                step, since = step * 0.7, 0
        wrong = 0
        for cell in range(cells):
            if turn >= rounds // 2:
                market.often[cell] += market.offered[cell]
            wrong += (market.asked[cell] - size * market.offered[cell]) ** 2
        if not wrong:
            break
        change = step * 0.05 * lowest / wrong
        for cell in range(cells):
            price = market.prices[cell] + np.int64(change * (market.asked[cell] - size * market.offered[cell]))
            market.prices[cell] = max(price, 0)
    return lowest


@compiled
def ask(given: Given, market: Market, extra: int) -> int:
    """Let every party ask for the seats that leave it most; what they have left over comes back."""
    left = 0
    for party in range(len(given.party)):
        asking = given.party[party]
        most, cell_asked = 0, -1
        for place in range(asking.themes, asking.themes + asking.theme_count):
            theme = given.lists[place]
            worth = (given.points[party, theme] + asking.size * extra) * SCALE
            for language in range(given.rules[LANGUAGES]):
                if not asking.speaks >> language & 1:
                    continue
                first = cell_of(given, theme, language, 0)
                for index in range(asking.slots, asking.slots + asking.slot_count):
                    cell = first + given.lists[index]
                    remains = worth - asking.size * market.prices[cell]
                    if remains > most:
                        most, cell_asked = remains, cell
                if given.rules[MAX_ABSENT] and asking.size == 1:
                    cell = cheapest(given, market, first)
                    remains = worth - given.rules[ABSENCE] * SCALE - market.prices[cell]
                    if remains > most:
                        most, cell_asked = remains, cell
        left += most
        if cell_asked >= 0:
            market.asked[cell_asked] += asking.size
    return left


@inlined
def cheapest(given: Given, market: Market, first: int) -> int:
    """The cell with the lowest price of a theme and a language."""
    best = first
    for cell in range(first + 1, first + given.rules[SLOTS]):
        if market.prices[cell] < market.prices[best]:
            best = cell
    return best


@compiled
def offer(given: Given, market: Market) -> int:
    """Let every facilitator open where that earns most; what they earn comes back."""
    earned = 0
    for number in range(len(given.facilitator)):
        leader = given.facilitator[number]
        for index in range(leader.slot_count):
            slot = given.lists[leader.slots + index]
            market.earned[index] = 0
            for themes in range(leader.themes, leader.themes + leader.theme_count):
                for languages in range(leader.languages, leader.languages + leader.language_count):
                    cell = cell_of(given, given.lists[themes], given.lists[languages], slot)
                    if market.prices[cell] > market.earned[index]:
                        market.earned[index], market.earned_in[index] = market.prices[cell], cell
        for _ in range(min(leader.capacity, leader.slot_count)):
            best = 0
            for index in range(1, leader.slot_count):
                if market.earned[index] > market.earned[best]:
                    best = index
            if not market.earned[best]:
                break
            earned += given.rules[MAX_SIZE] * market.earned[best]
            market.offered[market.earned_in[best]] += 1
            market.earned[best] = 0
    return earned
