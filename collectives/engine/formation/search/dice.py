"""Chance in whole numbers, so that a seed gives the same throws on every machine."""

from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

import numpy as np

from collectives.engine.formation.search.arrays import Array
from collectives.engine.formation.search.compiling import inlined

LUCK: Final = 4096  # entries of the table
HEAT: Final = 1024  # parts of a tenth in which temperatures are given

_MULTIPLIER: Final = np.uint64(0x2545F4914F6CDD1D)
_TWELVE, _TWENTY_FIVE, _TWENTY_SEVEN, _HALF = np.uint64(12), np.uint64(25), np.uint64(27), np.uint64(32)


@lru_cache(maxsize=1)
def luck_table() -> Array:
    """-ln(p) in parts of HEAT for the middles of LUCK equal parts of 0 to 1. `decimal` rounds alike everywhere."""
    context = Context(prec=12)
    table = [int((-context.ln(Decimal(2 * part + 1) / (2 * LUCK)) * HEAT).to_integral_value()) for part in range(LUCK)]
    return np.array(table, np.int64)


def new_dice(seed: int) -> Array:
    """The state of a xorshift64* generator; never 0, whatever the seed."""
    mixed = (seed * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03) & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return np.array([(mixed ^ mixed >> 31) or 1], np.uint64)


@inlined
def throw(dice: Array, sides: int) -> np.int64:
    """A whole number from 0 up to, but not with, `sides`."""
    state = dice[0]
    state ^= state >> _TWELVE
    state ^= state << _TWENTY_FIVE
    state ^= state >> _TWENTY_SEVEN
    dice[0] = state
    high = (state * _MULTIPLIER) >> _HALF
    return np.int64((high * np.uint64(sides)) >> _HALF)
