"""Why somebody has no seat, and what would give them one."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from enum import StrEnum
from functools import cached_property

from collectives.engine.formation.opening import Opening, Stretch, StretchCode, more_capacity, would_place
from collectives.engine.formation.problem import Assignment, Person, Problem
from collectives.engine.formation.standing import NOBODY, Standing, Table

__all__ = [
    "Compatible",
    "Opening",
    "Stretch",
    "StretchCode",
    "UnplacedCode",
    "more_capacity",
    "reason_of",
    "why_each_unplaced",
    "why_unplaced",
    "would_place",
]


class UnplacedCode(StrEnum):
    """The first reason that holds, in this order. The first four hold in whatever way collectives are formed."""

    NO_THEME_RANKED = "no_theme_ranked"
    NO_FACILITATOR = "no_facilitator_for_theme_and_language"
    NO_FACILITATED_SLOT = "no_facilitated_slot_in_availability"
    TOO_FEW_COMPATIBLE = "too_few_compatible_people"
    NONE_OPEN = "no_collective_opened_for_themes_and_language"
    NO_OPEN_SLOT = "no_open_collective_in_available_slots"
    ALL_FULL = "all_compatible_collectives_full"
    KEEP_APART = "keep_apart_block"
    DISTRICT_CAP = "district_cap_reached"
    KEEP_TOGETHER = "keep_together_block"
    SEAT_FREE = "seat_free"


def why_unplaced(problem: Problem, assignment: Assignment, person: str) -> UnplacedCode:
    """Why one person has no seat. Raises KeyError for somebody the problem lacks. For many, ask `why_each_unplaced`."""
    standing = Standing(problem, assignment)
    who = standing.people[person]
    return reason_of(standing, who, Compatible(problem, themes=who.choices))


def why_each_unplaced(problem: Problem, assignment: Assignment) -> dict[str, UnplacedCode]:
    """Why they have no seat, for everybody who has none."""
    standing, compatible = Standing(problem, assignment), Compatible(problem)
    return {person.key: reason_of(standing, person, compatible) for person in standing.unplaced()}


class Compatible:
    """How many people could sit together at all, by theme and language, and by slot. `themes`: only these matter."""

    def __init__(self, problem: Problem, *, themes: Container[str] | None = None) -> None:
        self.problem = problem
        self.themes = themes

    @cached_property
    def facilitated(self) -> Mapping[tuple[str, str], frozenset[int]]:
        """The slots in which some facilitator could lead a theme in a language."""
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for facilitator in self.problem.facilitators:
            if facilitator.capacity > 0:
                for pair in self._pairs(facilitator.themes, facilitator.languages):
                    found[pair] |= facilitator.slots
        return {pair: frozenset(slots) for pair, slots in found.items()}

    @cached_property
    def wanting(self) -> Counter[tuple[str, str]]:
        """How many ranked a theme and speak a language."""
        return Counter(
            pair for person in self.problem.people for pair in self._pairs(set(person.choices), person.languages)
        )

    @cached_property
    def coming(self) -> Mapping[tuple[str, str], Counter[int]]:
        """How many of them can make a slot."""
        found: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for person in self.problem.people:
            for pair in self._pairs(set(person.choices), person.languages):
                if pair in self.facilitated:
                    found[pair].update(person.slots)
        return found

    def _pairs(self, themes: Iterable[str], languages: Iterable[str]) -> list[tuple[str, str]]:
        wanted = [theme for theme in themes if self.themes is None or theme in self.themes]
        return [(theme, language) for theme in wanted for language in languages]

    def never(self, person: Person) -> UnplacedCode | None:
        """Why no collective can ever hold somebody; None when one might."""
        rules, facilitated = self.problem.rules, self.facilitated
        pairs = [pair for pair in self._pairs(person.choices, person.languages) if facilitated.get(pair)]
        if not person.choices:
            return UnplacedCode.NO_THEME_RANKED
        if not pairs:
            return UnplacedCode.NO_FACILITATOR
        enough = any(
            self.wanting[pair] >= rules.min_size
            and self.coming[pair][slot] >= rules.min_size - rules.max_absent
            and (slot in person.slots or rules.max_absent)
            for pair in pairs
            for slot in facilitated[pair]
        )
        if enough:
            return None
        if any(not person.slots.isdisjoint(facilitated[pair]) for pair in pairs):
            return UnplacedCode.TOO_FEW_COMPATIBLE
        return UnplacedCode.NO_FACILITATED_SLOT


def reason_of(standing: Standing, person: Person, compatible: Compatible) -> UnplacedCode:
    """Why somebody has no seat: nothing could hold them, or what stands between them and what is open."""
    never = compatible.never(person)
    if never is not None:
        return never
    tables = [
        table
        for theme in dict.fromkeys(person.choices)
        for table in standing.by_theme.get(theme, ())
        if table.collective.language in person.languages
    ]
    rules = standing.problem.rules
    apart, cap = standing.apart.get(person.key, NOBODY), rules.max_per_district
    mates = [key for key in standing.team.get(person.key, ()) if key != person.key]

    def capped(table: Table) -> bool:
        return cap is not None and bool(person.district) and table.tally.districts.get(person.district, 0) >= cap

    steps = (
        (
            UnplacedCode.NO_OPEN_SLOT,
            lambda table: table.collective.slot in person.slots or table.tally.absent < rules.max_absent,
        ),
        (UnplacedCode.ALL_FULL, lambda table: len(table.seated) < rules.max_size),
        (UnplacedCode.KEEP_APART, lambda table: apart.isdisjoint(table.seated)),
        (UnplacedCode.DISTRICT_CAP, lambda table: not capped(table)),
        (UnplacedCode.KEEP_TOGETHER, lambda table: all(mate in table.seated for mate in mates)),
    )
    if not tables:
        return UnplacedCode.NONE_OPEN
    for code, passes in steps:
        tables = [table for table in tables if passes(table)]
        if not tables:
            return code
    return UnplacedCode.SEAT_FREE
