"""What stays of a previous assignment: collectives that go on, and who is pinned or at home in them."""

from collections import Counter

from collectives.engine.formation.problem import Assignment, Collective, Pins
from collectives.engine.formation.search.arrays import Given
from collectives.engine.formation.search.mixing import Table
from collectives.engine.formation.search.tables import Names


def keep(names: Names, given: Given, *, previous: Assignment, pins: Pins, stay: int) -> tuple[list[Table], list[str]]:
    """The collectives that go on, with their parties, and their keys. Writes into `given` who is pinned and at home.

    Without a reward for staying only what is pinned goes on. Also with one, a collective that its facilitator can no
    longer lead does not; the pinned ones come before the others.
    """
    pinned = pins.collectives | set(pins.people.values())
    chosen = [one for one in previous.collectives if one.key in pinned]
    chosen += [one for one in previous.collectives if stay and one.key not in pinned]
    seat = {names.party_of[names.people[person]]: key for person, key in pins.people.items()}
    for party in seat:
        given.party["pinned"][party] = 1
    homes: dict[int, str] = {}
    tables, keys = [], []
    busy: set[tuple[str, int]] = set()
    load: Counter[str] = Counter()
    for collective in chosen:
        at = (collective.facilitator, collective.slot)
        if at in busy or not _can_go_on(names, collective, load):
            continue
        busy.add(at)
        load[collective.facilitator] += 1
        if stay:
            for member in collective.members:
                if member in names.people:
                    homes.setdefault(names.party_of[names.people[member]], collective.key)
        keys.append(collective.key)
    homes |= seat
    parties: dict[str, list[int]] = {key: [] for key in keys}
    for party, key in homes.items():
        parties[key].append(party)
    previous_by_key = {collective.key: collective for collective in chosen}
    for number, key in enumerate(keys):
        collective = previous_by_key[key]
        for party in parties[key]:
            given.party["home"][party] = number
        cell = (names.themes[collective.theme], names.languages[collective.language], names.slots[collective.slot])
        leader = names.facilitators[collective.facilitator]
        tables.append(Table(leader, *cell, tuple(sorted(parties[key])), number))
    return tables, keys


def _can_go_on(names: Names, collective: Collective, load: Counter[str]) -> bool:
    number = names.facilitators.get(collective.facilitator)
    if number is None:
        return False
    facilitator = names.problem.facilitators[number]
    return (
        collective.theme in facilitator.themes
        and collective.language in facilitator.languages
        and collective.slot in facilitator.slots
        and load[collective.facilitator] < facilitator.capacity
    )
