"""A problem in the flat tables of the search, and an empty seating for it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

import numpy as np

from collectives.engine.formation.problem import MAX_LANGUAGES, MAX_POSITIONS, Problem
from collectives.engine.formation.search.arrays import (
    COLLECTIVE,
    FACILITATOR,
    PAIR,
    PARTY,
    PERSON,
    Array,
    Given,
    Seating,
)
from collectives.engine.formation.search.dice import luck_table, new_dice

LARGE_PROBLEM: Final = 3000  # above it, large moves leave those who would be absent to small ones


@dataclass(frozen=True)
class Names:
    """The numbers of everything in a problem: what facilitators offer, and who sits together.

    Raises ValueError for more than 16 positions or 8 languages.
    """

    problem: Problem

    @cached_property
    def themes(self) -> dict[str, int]:
        return _numbered(theme for facilitator in self.problem.facilitators for theme in facilitator.themes)

    @cached_property
    def languages(self) -> dict[str, int]:
        languages = _numbered(one for facilitator in self.problem.facilitators for one in facilitator.languages)
        if len(languages) > MAX_LANGUAGES:
            raise ValueError(f"{len(languages)} languages are more than {MAX_LANGUAGES}")
        return languages

    @cached_property
    def slots(self) -> dict[int, int]:
        slots = {slot for facilitator in self.problem.facilitators for slot in facilitator.slots}
        return {slot: number for number, slot in enumerate(sorted(slots))}

    @cached_property
    def people(self) -> dict[str, int]:
        return {person.key: number for number, person in enumerate(self.problem.people)}

    @cached_property
    def facilitators(self) -> dict[str, int]:
        return {facilitator.key: number for number, facilitator in enumerate(self.problem.facilitators)}

    @cached_property
    def positions(self) -> dict[str, int]:
        positions = _numbered(person.position for person in self.problem.people)
        if len(positions) > MAX_POSITIONS:
            raise ValueError(f"{len(positions)} positions are more than {MAX_POSITIONS}")
        return positions

    @cached_property
    def parties(self) -> list[tuple[int, ...]]:
        """Who sits together, by their numbers; one person alone is a party too. In the order of the first of each."""
        groups = ([self.people[key] for key in keys if key in self.people] for keys in self.problem.together)
        return join_groups(len(self.people), groups)

    @cached_property
    def party_of(self) -> dict[int, int]:
        return {person: number for number, party in enumerate(self.parties) for person in party}


def join_groups(count: int, groups: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
    """The numbers up to `count`, those of one group or of groups that share a number together."""
    first = list(range(count))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for group in groups:
        for number in group[1:]:
            low, high = sorted((root(group[0]), root(number)))
            first[high] = low
    together = defaultdict(list)
    for number in range(count):
        together[root(number)].append(number)
    return [tuple(group) for group in together.values()]


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names) - {""}))}


class _Lists:
    """All lists of numbers of the tables, one behind the other."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    def add(self, numbers: Iterable[int]) -> tuple[int, int]:
        start = len(self.numbers)
        self.numbers.extend(numbers)
        return start, len(self.numbers) - start


def build_given(names: Names, *, stay: int = 0) -> Given:
    """The tables of a problem. Nobody is pinned and nobody is at home anywhere yet."""
    lists = _Lists()
    points, absent, speaks, can = _points(names), _absences(names), _languages(names), _abilities(names)
    themes, languages = len(names.themes), len(names.languages)
    counts = np.einsum(
        "ft,fl,fs->tls", *(part.astype(np.int64) for part in np.split(can, [themes, themes + languages], 1))
    )
    rules = names.problem.rules
    partial = [(1024 * 65 * size * size) // (100 * rules.min_size**2) for size in range(rules.min_size + 1)]
    return Given(
        party=_parties(names, lists, points=points, absent=absent, speaks=speaks),
        person=_people(names),
        points=points,
        absent=absent,
        facilitator=_facilitators(names, lists),
        can=can,
        pair=_pairs(names, lists, points=points, speaks=speaks, can=can),
        lists=np.array(lists.numbers or [0], np.int64),
        cells=np.concatenate([[0], np.cumsum(counts.reshape(-1))]).astype(np.int64),
        partial=np.array(partial, np.int64),
        luck=luck_table(),
        rules=_rules(names, stay=stay),
    )


def new_seating(names: Names, given: Given, *, seed: int) -> Seating:
    """Nobody has a seat and no collective is open."""
    parties, facilitators = len(names.parties), names.problem.facilitators
    most = sum(min(one.capacity, len(one.slots)) for one in facilitators) + 1
    return Seating(
        collective=np.zeros(most, COLLECTIVE),
        load=np.zeros(len(facilitators), np.int64),
        busy=np.zeros((len(facilitators), len(names.slots)), np.uint8),
        at=np.full(parties, -1, np.int64),
        rank=np.arange(parties, dtype=np.int64),
        waiting=np.arange(parties, dtype=np.int64),
        counts=np.array([0, parties, 0, 0, 0, 0], np.int64),
        cell_size=np.zeros(len(given.cells) - 1, np.int64),
        listed=np.zeros(given.cells[-1] + 1, np.int64),
        spare=np.zeros(most, np.int64),
        log=np.zeros((4096, 2), np.int64),
        candidates=np.zeros(max(parties, 4096), np.int64),
        scratch=np.zeros((2, 32), np.int64),
        dice=new_dice(seed),
    )


def _points(names: Names) -> Array:
    weights, themes = names.problem.weights, names.themes
    of_person = np.full((len(names.people), len(themes)), -1, np.int64)
    for row, person in zip(of_person, names.problem.people, strict=True):
        for rank, theme in reversed(tuple(enumerate(person.choices))):
            if theme in themes:
                first = weights.third_last_cycle if person.third_last_cycle and rank == 0 else 0
                row[themes[theme]] = weights.choice(rank) + first
    return _by_party(names, of_person, lambda rows: np.where((rows < 0).any(0), -1, rows.sum(0)))


def _absences(names: Names) -> Array:
    of_person = np.ones((len(names.people), len(names.slots)), np.uint8)
    for row, person in zip(of_person, names.problem.people, strict=True):
        row[[names.slots[slot] for slot in person.slots if slot in names.slots]] = 0
    return _by_party(names, of_person, lambda rows: rows.sum(0))


def _languages(names: Names) -> Array:
    of_person = np.array(
        [
            sum(1 << number for language, number in names.languages.items() if language in person.languages)
            for person in names.problem.people
        ],
        np.int64,
    )
    return _by_party(names, of_person, np.bitwise_and.reduce)


def _by_party(names: Names, of_person: Array, merge: Callable[[Array], Array]) -> Array:
    """A table of people as one of parties: the first person's row, merged where a party has several."""
    merged: Array = of_person[[party[0] for party in names.parties]]
    for number, party in enumerate(names.parties):
        if len(party) > 1:
            merged[number] = merge(of_person[list(party)])
    return merged


def _people(names: Names) -> Array:
    districts = _numbered(person.district for person in names.problem.people)
    regions = _numbered(person.region for person in names.problem.people)
    rows = [
        (
            names.positions.get(person.position, -1),
            districts.get(person.district, -1),
            regions.get(person.region, -1),
            person.rural,
            person.large,
        )
        for person in names.problem.people
    ]
    return np.array(rows, PERSON)


def _parties(names: Names, lists: _Lists, *, points: Array, absent: Array, speaks: Array) -> Array:
    people, apart = _people(names), defaultdict(set)
    for pair in names.problem.apart:
        if pair[0] != pair[1] and names.people.keys() >= set(pair):
            first, second = (names.party_of[names.people[key]] for key in pair)
            apart[first].add(second)
            apart[second].add(first)
    rows = []
    for number, party in enumerate(names.parties):
        members, _ = lists.add(party)
        themes = lists.add(np.flatnonzero(points[number] >= 0).tolist() if speaks[number] else ())
        slots = lists.add(np.flatnonzero(absent[number] == 0).tolist())
        first = people[party[0]]
        rows.append(
            (
                *(len(party), speaks[number], 0, -1, first["position"], first["district"], members),
                *(*themes, *slots, *lists.add(sorted(apart[number]))),
            )
        )
    return np.array(rows, PARTY)


def _abilities(names: Names) -> Array:
    themes, languages = len(names.themes), len(names.languages)
    can = np.zeros((len(names.facilitators), themes + languages + len(names.slots)), np.uint8)
    for row, facilitator in zip(can, names.problem.facilitators, strict=True):
        row[[names.themes[theme] for theme in facilitator.themes]] = 1
        row[[themes + names.languages[language] for language in facilitator.languages]] = 1
        row[[themes + languages + names.slots[slot] for slot in facilitator.slots]] = 1
    return can


def _facilitators(names: Names, lists: _Lists) -> Array:
    rows = [
        (
            facilitator.capacity,
            *lists.add(sorted(names.themes[theme] for theme in facilitator.themes)),
            *lists.add(sorted(names.languages[language] for language in facilitator.languages)),
            *lists.add(sorted(names.slots[slot] for slot in facilitator.slots)),
        )
        for facilitator in names.problem.facilitators
    ]
    return np.array(rows, FACILITATOR)


def _pairs(names: Names, lists: _Lists, *, points: Array, speaks: Array, can: Array) -> Array:
    able = np.array([one.capacity > 0 and bool(one.slots) for one in names.problem.facilitators], bool)
    rows = []
    for theme, language in product(range(len(names.themes)), range(len(names.languages))):
        parties = np.flatnonzero((points[:, theme] >= 0) & (speaks >> language & 1 > 0))
        facilitators = np.flatnonzero(can[:, theme] & can[:, len(names.themes) + language] & able)
        rows.append((*lists.add(parties.tolist()), *lists.add(facilitators.tolist())))
    return np.array(rows, PAIR)


def _rules(names: Names, *, stay: int) -> Array:
    rules, weights = names.problem.rules, names.problem.weights
    extras = weights.regions or weights.alone or weights.rural_with_large
    return np.array(
        [
            rules.min_size,
            rules.max_size,
            rules.max_absent,
            rules.max_per_district or rules.max_size,
            weights.positions,
            weights.districts,
            weights.absence,
            stay,
            weights.regions,
            weights.alone,
            weights.rural_with_large,
            bool(extras),
            len(names.themes),
            len(names.languages),
            len(names.slots),
            len(names.people) > LARGE_PROBLEM,
        ],
        np.int64,
    )
