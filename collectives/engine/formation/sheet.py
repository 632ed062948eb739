"""A collective at a glance: its score, its mix, what is good in it and what is strained."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from collectives.engine.formation.problem import Problem
from collectives.engine.formation.score import score_of
from collectives.engine.formation.standing import Table

THIRD = 2  # the rank of a third choice


class GoodCode(StrEnum):
    """What is good. `value` counts what the code names; `people` are named where few are meant."""

    EVERYONE_FIRST_CHOICE = "everyone_first_choice"
    ALL_BUT_ONE_FIRST_CHOICE = "all_but_one_first_choice"  # people: the one
    ALL_CAN_MAKE_IT = "all_can_make_it"
    POSITIONS_MEET = "positions_meet"  # value: how many different ones
    DISTRICTS_MEET = "districts_meet"
    REGIONS_MEET = "regions_meet"
    NOBODY_ALONE = "nobody_alone"  # no position has one person only
    RURAL_WITH_LARGE = "rural_with_large"
    FIRST_AFTER_THIRD = "first_after_third"  # people: third choice last cycle, first choice now


class StrainCode(StrEnum):
    """What is strained though no rule is broken."""

    ABSENT = "absent"  # people cannot make the slot
    SMALLEST = "smallest"  # value: the size; one fewer would be too small
    FULL = "full"  # value: the size
    DISTRICT_AT_CAP = "district_at_cap"  # people of `name`, value: how many
    ONLY_LOW_CHOICES = "only_low_choices"  # nobody's first or second choice
    ALONE = "alone"  # people who are the only one of their position
    SINGLE_POSITION = "single_position"  # all of `name`
    SINGLE_DISTRICT = "single_district"
    SINGLE_REGION = "single_region"
    THIRD_AGAIN = "third_again"  # people: third choice last cycle and now


@dataclass(frozen=True, slots=True)
class Good:
    """Something good about a collective."""

    code: GoodCode
    people: tuple[str, ...] = ()
    value: int = 0


@dataclass(frozen=True, slots=True)
class Strain:
    """Something strained in a collective. `name` is a district, region or position."""

    code: StrainCode
    people: tuple[str, ...] = ()
    value: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One collective. `size` counts seats taken; all else looks only at people of the problem.

    `choices`: for how many it is the first choice, the second, the third (and on, where somebody ranked more).
    `positions`, `districts` and `regions` count people; those of whom it is not known are left out.
    """

    key: str
    size: int
    score: int
    choices: tuple[int, ...]
    absent: tuple[str, ...]
    positions: Mapping[str, int]
    districts: Mapping[str, int]
    regions: Mapping[str, int]
    rural: bool
    large: bool
    third_again: tuple[str, ...]
    good: tuple[Good, ...]
    strained: tuple[Strain, ...]


class SheetMaker:
    """Makes the sheets of a problem. `regions` and so on: whether there is more than one to meet."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.positions = len({person.position for person in problem.people} - {""})
        self.districts = len({person.district for person in problem.people} - {""})
        self.regions = len({person.region for person in problem.people} - {""})

    def sheet(self, table: Table) -> Sheet:
        """The sheet of one collective."""
        collective, tally, members = table.collective, table.tally, table.members()
        choices = [0] * 3
        third_again = []
        for person in members:
            if collective.theme in person.choices:
                rank = person.choices.index(collective.theme)
                choices += [0] * (rank + 1 - len(choices))
                choices[rank] += 1
                if rank >= THIRD and person.third_last_cycle:
                    third_again.append(person.key)
        return Sheet(
            collective.key,
            len(table.seated),
            score_of(members, theme=collective.theme, slot=collective.slot, weights=self.problem.weights),
            tuple(choices),
            table.absent(),
            dict(tally.positions),
            dict(tally.districts),
            dict(tally.regions),
            bool(tally.rural),
            bool(tally.large),
            tuple(third_again),
            tuple(self._good(table)) if members else (),
            tuple(self._strained(table, tuple(choices), tuple(third_again))) if members else (),
        )

    def _good(self, table: Table) -> list[Good]:
        theme, tally, members = table.collective.theme, table.tally, table.members()
        others = tuple(person.key for person in members if person.choices[:1] != (theme,))
        after_third = tuple(one.key for one in members if one.third_last_cycle and one.choices[:1] == (theme,))
        found = []
        if not others:
            found.append(Good(GoodCode.EVERYONE_FIRST_CHOICE, value=len(members)))
        elif len(others) == 1 and len(members) > 1:
            found.append(Good(GoodCode.ALL_BUT_ONE_FIRST_CHOICE, others, len(members) - 1))
        if not tally.absent:
            found.append(Good(GoodCode.ALL_CAN_MAKE_IT, value=len(members)))
        for code, counts in (
            (GoodCode.POSITIONS_MEET, tally.positions),
            (GoodCode.DISTRICTS_MEET, tally.districts),
            (GoodCode.REGIONS_MEET, tally.regions),
        ):
            if len(counts) > 1:
                found.append(Good(code, value=len(counts)))
        if len(tally.positions) > 1 and min(tally.positions.values()) > 1:
            found.append(Good(GoodCode.NOBODY_ALONE))
        if tally.rural and tally.large:
            found.append(Good(GoodCode.RURAL_WITH_LARGE))
        if after_third:
            found.append(Good(GoodCode.FIRST_AFTER_THIRD, after_third, len(after_third)))
        return found

    def _strained(self, table: Table, choices: tuple[int, ...], third_again: tuple[str, ...]) -> list[Strain]:
        tally, members = table.tally, table.members()
        alone = tuple(person.key for person in members if tally.positions.get(person.position) == 1)
        found = self._at_limit(table)
        if sum(choices[THIRD:]) == len(members):
            found.append(Strain(StrainCode.ONLY_LOW_CHOICES, value=len(members)))
        if alone:
            found.append(Strain(StrainCode.ALONE, alone, len(alone)))
        for code, counts, many in (
            (StrainCode.SINGLE_POSITION, tally.positions, self.positions),
            (StrainCode.SINGLE_DISTRICT, tally.districts, self.districts),
            (StrainCode.SINGLE_REGION, tally.regions, self.regions),
        ):
            if len(counts) == 1 and many > 1 and len(members) > 1:
                found.append(Strain(code, value=len(members), name=next(iter(counts))))
        if third_again:
            found.append(Strain(StrainCode.THIRD_AGAIN, third_again, len(third_again)))
        return found

    def _at_limit(self, table: Table) -> list[Strain]:
        rules, absent, size = self.problem.rules, table.absent(), len(table.seated)
        found = []
        if 0 < len(absent) <= rules.max_absent:
            found.append(Strain(StrainCode.ABSENT, absent, len(absent)))
        if size == rules.min_size:
            found.append(Strain(StrainCode.SMALLEST, value=size))
        if size == rules.max_size:
            found.append(Strain(StrainCode.FULL, value=size))
        for district, count in table.tally.districts.items():
            if count == rules.max_per_district and count > 1:
                people = tuple(person.key for person in table.members() if person.district == district)
                found.append(Strain(StrainCode.DISTRICT_AT_CAP, people, count, district))
        return found
