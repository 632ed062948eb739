"""The collectives a large formation starts from: where prices are paid, and where first choices are not yet met."""

from collections.abc import Sequence

import numpy as np

from collectives.engine.formation.search.arrays import LANGUAGES, MAX_SIZE, SLOTS, THEMES, Array, Given
from collectives.engine.formation.search.mixing import Chance, Table

HALF = 0.5  # of a collective: from there on it is opened
FILLED = 0.9  # of the largest size, what a collective is expected to have


def find_openings(given: Given, often: Array, *, kept: Sequence[Table], chance: Chance, most: int) -> list[Table]:
    """At most so many empty collectives: first what was offered at good prices, then for first choices left over."""
    shape = tuple(int(given.rules[place]) for place in (THEMES, LANGUAGES, SLOTS))
    themes, languages, slots = (
        [np.flatnonzero(row) for row in part] for part in np.split(given.can, [shape[0], shape[0] + shape[1]], axis=1)
    )
    left = given.facilitator["capacity"].tolist()
    order = [number for number, capacity in enumerate(left) for _ in range(min(capacity, len(slots[number])))]
    chance.shuffle(order)
    free = [set(own.tolist()) for own in slots]
    opened = np.zeros(shape)
    for table in kept:
        left[table.facilitator] -= 1
        free[table.facilitator].discard(table.slot)
        opened[table.theme, table.language, table.slot] += 1
    found: list[Table] = []
    for asked in (often, _demand(given, shape) / (FILLED * given.rules[MAX_SIZE])):
        wanted = asked - opened
        for number in order:
            if len(found) == most:
                return found
            when = sorted(free[number])
            if not left[number] or not when:
                continue
            offer = wanted[np.ix_(themes[number], languages[number], when)]
            best = int(offer.argmax()) if offer.size else 0
            if not offer.size or offer.flat[best] <= HALF:
                continue
            theme, language, slot = np.unravel_index(best, offer.shape)
            cell = (int(themes[number][theme]), int(languages[number][language]), when[slot])
            wanted[cell] -= 1
            opened[cell] += 1
            left[number] -= 1
            free[number].discard(cell[2])
            found.append(Table(number, *cell, ()))
    return found


def _demand(given: Given, shape: tuple[int, ...]) -> Array:
    """First choices by cell, those of each party spread evenly over its slots that somebody facilitates."""
    demand = np.zeros(shape)
    open_cells = np.diff(given.cells).reshape(shape) > 0
    first = given.points.argmax(axis=1) if shape[0] else np.zeros(len(given.party), int)
    for theme in range(shape[0]):
        for language in range(shape[1]):
            speaks = (given.party["speaks"] >> language & 1) > 0
            wanting = (first == theme) & (given.points[:, theme] >= 0) & speaks
            can = (given.absent[wanting] == 0) & open_cells[theme, language]
            count = can.sum(axis=1)
            shares = can[count > 0] / count[count > 0, None]
            demand[theme, language] += (shares * given.party["size"][wanting][count > 0, None]).sum(axis=0)
    return demand
