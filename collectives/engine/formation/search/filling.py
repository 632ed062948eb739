"""Filling a collective with those who gain most, and moving people so that it can be taken back."""

from collectives.engine.formation.search.arrays import (
    FOUND,
    ILLEGAL,
    LARGE,
    LOGGED,
    MAX_ABSENT,
    MAX_SIZE,
    MIN_SIZE,
    WAITING,
    Given,
    Seating,
)
from collectives.engine.formation.search.cells import pair_of
from collectives.engine.formation.search.compiling import compiled, inlined
from collectives.engine.formation.search.dice import throw
from collectives.engine.formation.search.moving import find_collective
from collectives.engine.formation.search.seating import join, leave, score_with, value_with
from collectives.engine.formation.search.sorting import sort

CANDIDATES = 100  # of those who could join, how many are looked at
FOLLOWERS = 8  # of those who wait, and of those who sit elsewhere, how many are asked to take a place
REPLACED = -20  # a guess at what it costs that somebody takes a place
NEEDED = -60  # what may be lost by somebody without whom a collective would be too small


@inlined
def write_log(seating: Seating, party: int) -> None:
    """Remember where a party sits, to take it back."""
    seating.log[seating.counts[LOGGED], 0] = party
    seating.log[seating.counts[LOGGED], 1] = seating.at[party]
    seating.counts[LOGGED] += 1


@compiled
def seat(given: Given, seating: Seating, party: int, number: int) -> None:
    """Seat a party, from wherever it is, and remember from where."""
    write_log(seating, party)
    if seating.at[party] >= 0:
        leave(given, seating, party)
    join(given, seating, party, number)


@compiled
def unseat(given: Given, seating: Seating, party: int) -> None:
    """Take a party's seats and remember which."""
    write_log(seating, party)
    leave(given, seating, party)


@compiled
def take_back(given: Given, seating: Seating, down_to: int) -> None:
    """Put back everybody who was moved since the log had `down_to` lines."""
    while seating.counts[LOGGED] > down_to:
        seating.counts[LOGGED] -= 1
        party, before = seating.log[seating.counts[LOGGED], 0], seating.log[seating.counts[LOGGED], 1]
        if seating.at[party] >= 0:
            leave(given, seating, party)
        if before >= 0:
            join(given, seating, party, before)


@compiled
def seat_best(given: Given, seating: Seating, party: int, tries: int) -> None:
    """Seat a party in the best of some random collectives, where it gains anything."""
    best, gain = -1, 0
    for _ in range(tries):
        number = find_collective(given, seating, party, 2)
        if number >= 0 and seating.collective[number].size:
            value = value_with(given, seating, number, -1, party)
            if value != ILLEGAL and value - seating.collective[number].value > gain:
                best, gain = number, value - seating.collective[number].value
    if best >= 0:
        seat(given, seating, party, best)


@inlined
def loss_of(given: Given, seating: Seating, party: int) -> int:
    """What the collective of a party loses with it; ILLEGAL when it would be too small, 0 when it waits."""
    own = seating.at[party]
    if own < 0:
        return 0
    table = seating.collective[own]
    if table.size - given.party[party].size < given.rules[MIN_SIZE]:
        small = table.size < given.rules[MIN_SIZE] and not table.kept
        return -15 * table.size if small else ILLEGAL
    return value_with(given, seating, own, party, -1) - table.value


@compiled
def consider(given: Given, seating: Seating, number: int, party: int) -> None:
    """Write a party among the candidates of a collective, the most promising first after sorting."""
    table = seating.collective[number]
    asking = given.party[party]
    if asking.pinned or seating.at[party] == number or not asking.speaks >> table.language & 1:
        return
    points, absent = given.points[party, table.theme], given.absent[party, table.slot]
    if points < 0 or absent > given.rules[MAX_ABSENT] or (absent and given.rules[LARGE]):
        return
    loss = loss_of(given, seating, party)
    if loss == ILLEGAL:
        if given.rules[LARGE]:
            return
        loss = REPLACED
    promise = (points + loss) // asking.size + 30 - 40 * absent
    key = -promise * 16 + throw(seating.dice, 160)
    seating.candidates[seating.counts[FOUND]] = (key << 32) + party
    seating.counts[FOUND] += 1


@compiled
def find_follower(given: Given, seating: Seating, party: int, number: int) -> int:
    """Who could best take the place of a party that its collective cannot spare; -1 when nobody looked at could."""
    own, dice = seating.at[party], seating.dice
    table = seating.collective[own]
    waiting, pair = seating.counts[WAITING], given.pair[pair_of(given, table.theme, table.language)]
    best, most = -1, ILLEGAL
    for turn in range(2 * FOLLOWERS):
        if turn < FOLLOWERS:
            if not waiting:
                continue
            follower = seating.waiting[throw(dice, waiting)]
        else:
            follower = given.lists[pair.parties + throw(dice, pair.party_count)]
        at = seating.at[follower]
        if at == own or at == number or given.party[follower].pinned:  # noqa: SIM109, PLR1714  numba knows no such "in"
            continue
        loss = loss_of(given, seating, follower)
        if loss != ILLEGAL and given.party[follower].size >= given.party[party].size:
            value = value_with(given, seating, own, party, follower)
            if value != ILLEGAL and value + loss > most:
                best, most = follower, value + loss
    return best


@compiled
def fill(given: Given, seating: Seating, number: int) -> None:
    """Fill the free seats of a collective with those who gain most, from the waiting and from larger ones."""
    table = seating.collective[number]
    dice = seating.dice
    seating.counts[FOUND] = 0
    waiting = seating.counts[WAITING]
    few = waiting <= 3 * CANDIDATES
    for index in range(waiting if few else 3 * CANDIDATES):
        consider(given, seating, number, seating.waiting[index if few else throw(dice, waiting)])
    pair = given.pair[pair_of(given, table.theme, table.language)]
    few = pair.party_count <= CANDIDATES
    for index in range(pair.party_count if few else CANDIDATES):
        party = given.lists[pair.parties + (index if few else throw(dice, pair.party_count))]
        if seating.at[party] >= 0:
            consider(given, seating, number, party)
    found = seating.candidates[: seating.counts[FOUND]]
    sort(found)
    for key in found:
        if table.size >= given.rules[MAX_SIZE]:
            break
        party = key & 0xFFFFFFFF
        if seating.at[party] == number:
            continue
        own, follower = seating.at[party], -1
        loss = loss_of(given, seating, party)
        if loss == ILLEGAL:
            follower = find_follower(given, seating, party, number)
            if follower < 0:
                continue
            loss = value_with(given, seating, own, party, follower) - seating.collective[own].value
            loss += loss_of(given, seating, follower)
        score = score_with(given, seating, number, -1, party)
        enough = table.size >= given.rules[MIN_SIZE]
        if score != ILLEGAL and score - table.score + loss > (0 if enough else NEEDED):
            seat(given, seating, party, number)
            if follower >= 0:
                seat(given, seating, follower, own)
