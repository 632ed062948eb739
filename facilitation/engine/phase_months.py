"""Since when a collective has been in each phase of its cycle, from the moves that it made."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise


def phases_began(known: Mapping[int, date], moves: Iterable[tuple[int, date]]) -> dict[int, date]:
    """The day on which each phase up to the present one last began; a phase that was passed over is left out.

    `known`: what is known without moves, by phase. `moves`: to which phase and when, in order. Moving back forgets what
    came after. A day that lies after that of a later phase says nothing and is left out, too.
    """
    began = dict(known)
    for phase, on in moves:
        began = {earlier: day for earlier, day in began.items() if earlier < phase} | {phase: on}
    found: dict[int, date] = {}
    for (phase, day), (_next, later) in pairwise([*sorted(began.items()), (0, date.max)]):
        if day <= later:
            found[phase] = day
    return found
