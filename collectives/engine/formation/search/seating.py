"""Seating a party, taking it away, and what a collective would be worth: the steps every move is made of."""

from typing import Any

import numpy as np

from collectives.engine.formation.search.arrays import (
    ABSENCE,
    ALONE,
    DISTRICTS,
    EXTRAS,
    ILLEGAL,
    MAX_ABSENT,
    MAX_DISTRICT,
    MAX_SIZE,
    MIN_SIZE,
    POSITIONS,
    REGIONS,
    RURAL_WITH_LARGE,
    STAY,
    TOTAL,
    WAITING,
    Given,
    Seating,
)
from collectives.engine.formation.search.compiling import compiled, inlined

_LOW_BITS = np.uint64(0x1111111111111111)
_ONE, _TWO, _SIXTY, _FOUR, _ZERO = np.uint64(1), np.uint64(2), np.uint64(60), np.uint64(4), np.uint64(0)


@inlined
def different(positions: np.uint64) -> np.int64:
    """How many of the sixteen counts of four bits are not zero."""
    some = positions | positions >> _TWO
    some = (some | some >> _ONE) & _LOW_BITS
    return np.int64((some * _LOW_BITS) >> _SIXTY)


@inlined
def position_bit(position: int) -> np.uint64:
    """One more of a position, in a collective's counts; nothing when it is unknown."""
    return _ONE << (_FOUR * np.uint64(position)) if position >= 0 else _ZERO


@inlined
def scaled(given: Given, size: int, raw: int) -> int:
    """The value of a collective: its score, and only a part of it while it is too small."""
    return raw if size >= given.rules[MIN_SIZE] else raw * given.partial[size] >> 10


@compiled
def extras(given: Given, seating: Seating, table: Any, without: int, party: int) -> int:
    """What regions, positions that stand alone and rural beside large add to a collective's score."""
    regions, positions = seating.scratch[0], seating.scratch[1]
    positions[:17] = 0
    different_regions = rural = large = 0
    count = table.size + (given.party[party].size if party >= 0 else 0)
    for index in range(count):
        if index < table.size:
            if table.party[index] == without:
                continue
            person = given.person[table.person[index]]
        else:
            person = given.person[given.lists[given.party[party].members + index - table.size]]
        positions[person.position] += 1
        rural |= person.rural
        large |= person.large
        if person.region >= 0:
            seen = False
            for other in range(different_regions):
                seen |= regions[other] == person.region
            if not seen:
                regions[different_regions] = person.region
                different_regions += 1
    alone = 0
    for position in range(16):
        alone += positions[position] == 1
    rules = given.rules
    return different_regions * rules[REGIONS] - alone * rules[ALONE] + (rural & large) * rules[RURAL_WITH_LARGE]


@inlined
def count_district(table: Any, district: int, without: int) -> int:
    """How many members of a district a collective has, not counting the party `without`."""
    count = 0
    for index in range(table.size):
        count += (table.district[index] == district) & (table.party[index] != without)
    return count


@compiled
def districts_of_many(given: Given, seating: Seating, table: Any, without: int, party: int) -> int:
    """How many different districts there would be, or ILLEGAL above the cap: for parties of more than one."""
    seen, times = seating.scratch[0], seating.scratch[1]
    found = 0
    count = table.size + (given.party[party].size if party >= 0 else 0)
    for index in range(count):
        if index < table.size:
            if table.party[index] == without:
                continue
            district = table.district[index]
        else:
            district = given.person[given.lists[given.party[party].members + index - table.size]].district
        if district < 0:
            continue
        place = 0
        while place < found and seen[place] != district:
            place += 1
        if place == found:
            seen[place] = district
            times[place] = 0
            found += 1
        times[place] += 1
        if times[place] > given.rules[MAX_DISTRICT] and index >= table.size:
            return ILLEGAL
    return found


@inlined
def may_join(given: Given, seating: Seating, number: int, party: int, without: int) -> bool:
    """Whether theme, language, size, absences and keep-apart let a party into a collective in the place of another."""
    table = seating.collective[number]
    joining = given.party[party]
    if given.points[party, table.theme] < 0 or not joining.speaks >> table.language & 1:
        return False
    size, absent = table.size + joining.size, table.absent + given.absent[party, table.slot]
    if without >= 0:
        size -= given.party[without].size
        absent -= given.absent[without, table.slot]
    if size > given.rules[MAX_SIZE] or absent > given.rules[MAX_ABSENT]:
        return False
    for index in range(joining.apart, joining.apart + joining.apart_count):
        other = given.lists[index]
        if seating.at[other] == number and other != without:
            return False
    return True


@inlined
def value_with(given: Given, seating: Seating, number: int, without: int, party: int) -> int:
    """The value of a collective without one party and with another (-1: none), or ILLEGAL when it may not join."""
    raw = score_with(given, seating, number, without, party)
    if raw == ILLEGAL:
        return raw
    size = np.int64(seating.collective[number].size)
    if without >= 0:
        size -= given.party[without].size
    if party >= 0:
        size += given.party[party].size
    return scaled(given, size, raw)


@inlined
def score_with(given: Given, seating: Seating, number: int, without: int, party: int) -> int:
    """As value_with, without regard to a collective that would be too small."""
    table = seating.collective[number]
    rules = given.rules
    if party >= 0 and not may_join(given, seating, number, party, without):
        return ILLEGAL
    size, points = np.int64(table.size), np.int64(table.points)
    positions, districts = table.positions, np.int64(table.districts)
    single = True
    if without >= 0:
        leaving = given.party[without]
        single = leaving.size == 1
        size -= leaving.size
        points -= given.points[without, table.theme] - rules[ABSENCE] * given.absent[without, table.slot]
        if leaving.home == number:
            points -= rules[STAY] * leaving.size
        for index in range(leaving.size):
            positions -= position_bit(given.person[given.lists[leaving.members + index]].position)
        if single and leaving.district >= 0:
            districts -= count_district(table, leaving.district, without) == 0
    if party >= 0:
        joining = given.party[party]
        single &= joining.size == 1
        size += joining.size
        points += given.points[party, table.theme] - rules[ABSENCE] * given.absent[party, table.slot]
        if joining.home == number:
            points += rules[STAY] * joining.size
        for index in range(joining.size):
            positions += position_bit(given.person[given.lists[joining.members + index]].position)
        if single and joining.district >= 0:
            same = count_district(table, joining.district, without)
            if same >= rules[MAX_DISTRICT]:
                return ILLEGAL
            districts += same == 0
    if not single:
        districts = districts_of_many(given, seating, table, without, party)
        if districts == ILLEGAL:
            return ILLEGAL
    raw = points + rules[POSITIONS] * size * different(positions) + rules[DISTRICTS] * districts
    if rules[EXTRAS]:
        raw += extras(given, seating, table, without, party)
    return raw


@inlined
def revalue(given: Given, seating: Seating, number: int) -> None:
    """Set the value of a collective after its members changed."""
    table = seating.collective[number]
    raw = table.points + given.rules[POSITIONS] * table.size * different(table.positions)
    raw += given.rules[DISTRICTS] * table.districts
    if given.rules[EXTRAS]:
        raw += extras(given, seating, table, -1, -1)
    table.score = raw
    value = scaled(given, table.size, raw)
    seating.counts[TOTAL] += value - table.value
    table.value = value


@compiled
def recount_points(given: Given, seating: Seating, number: int) -> None:
    """Set points and absences of a collective from its members: after its theme or slot changed."""
    table = seating.collective[number]
    points = absent = index = 0
    while index < table.size:
        party = table.party[index]
        joining = given.party[party]
        away = given.absent[party, table.slot]
        points += given.points[party, table.theme] - given.rules[ABSENCE] * away
        if joining.home == number:
            points += given.rules[STAY] * joining.size
        absent += away
        index += joining.size
    table.points, table.absent = points, absent


@compiled
def leave(given: Given, seating: Seating, party: int) -> None:
    """Take a party's seats; it waits from now on."""
    number = seating.at[party]
    table = seating.collective[number]
    leaving = given.party[party]
    index = 0
    while table.party[index] != party:
        index += 1
    for offset in range(leaving.size):
        person = given.person[table.person[index + offset]]
        table.positions -= position_bit(person.position)
    table.size -= leaving.size
    for later in range(index, table.size):  # parties stay in one piece
        table.party[later] = table.party[later + leaving.size]
        table.person[later] = table.person[later + leaving.size]
        table.district[later] = table.district[later + leaving.size]
    table.points -= given.points[party, table.theme] - given.rules[ABSENCE] * given.absent[party, table.slot]
    if leaving.home == number:
        table.points -= given.rules[STAY] * leaving.size
    table.absent -= given.absent[party, table.slot]
    table.districts = districts_of_many(given, seating, table, -1, -1)
    seating.at[party] = -1
    seating.rank[party] = seating.counts[WAITING]
    seating.waiting[seating.counts[WAITING]] = party
    seating.counts[WAITING] += 1
    revalue(given, seating, number)


@compiled
def join(given: Given, seating: Seating, party: int, number: int) -> None:
    """Give a waiting party seats in a collective. Whether it may is for the caller to know."""
    rank, last = seating.rank[party], seating.waiting[seating.counts[WAITING] - 1]
    seating.waiting[rank] = last
    seating.rank[last] = rank
    seating.counts[WAITING] -= 1
    seating.rank[party] = -1
    seating.at[party] = number
    table = seating.collective[number]
    joining = given.party[party]
    for offset in range(joining.size):
        person = given.lists[joining.members + offset]
        table.party[table.size] = party
        table.person[table.size] = person
        table.district[table.size] = given.person[person].district
        table.size += 1
        table.positions += position_bit(given.person[person].position)
    table.points += given.points[party, table.theme] - given.rules[ABSENCE] * given.absent[party, table.slot]
    if joining.home == number:
        table.points += given.rules[STAY] * joining.size
    table.absent += given.absent[party, table.slot]
    table.districts = districts_of_many(given, seating, table, -1, -1)
    revalue(given, seating, number)
