"""Setting a seating to what it was, or to a mixture of two."""

from collectives.engine.formation.search.arrays import COLLECTIVES, ILLEGAL, WAITING, Array, Given, Seating
from collectives.engine.formation.search.cells import open_collective
from collectives.engine.formation.search.compiling import compiled
from collectives.engine.formation.search.seating import join, score_with


@compiled
def restore(given: Given, seating: Seating, openings: Array, order: Array, wanted: Array) -> None:
    """Open these collectives and seat these parties in that order, each where it is wanted if it may join there.

    `openings` has facilitator, theme, language, slot and whether it is kept; they get the numbers 0, 1, 2 and so on.
    """
    for number in range(seating.counts[COLLECTIVES]):
        seating.collective[number].open = seating.collective[number].size = 0
    seating.counts[:] = 0
    seating.load[:] = 0
    seating.busy[:] = 0
    seating.cell_size[:] = 0
    seating.at[:] = -1
    seating.counts[WAITING] = len(seating.at)
    for party in range(len(seating.at)):
        seating.rank[party] = seating.waiting[party] = party
    for number in range(len(openings)):
        opening = openings[number]
        open_collective(given, seating, opening[0], opening[1], opening[2], opening[3])
        seating.collective[number].kept = opening[4]
    for index in range(len(order)):
        if score_with(given, seating, wanted[index], -1, order[index]) != ILLEGAL:
            join(given, seating, order[index], wanted[index])
