"""Whether an assignment keeps every rule, and what each of its collectives is like. Trusts nothing it is given."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from collectives.engine.formation.problem import Assignment, Collective, Facilitator, Pins, Problem
from collectives.engine.formation.sheet import Good, GoodCode, Sheet, SheetMaker, Strain, StrainCode
from collectives.engine.formation.standing import Standing, Table, in_order

__all__ = [
    "Good",
    "GoodCode",
    "Sheet",
    "Strain",
    "StrainCode",
    "Verdict",
    "Violation",
    "ViolationCode",
    "check",
]


class ViolationCode(StrEnum):
    """A rule that is broken."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    THEME_NOT_RANKED = "theme_not_ranked"
    LANGUAGE_NOT_SHARED = "language_not_shared"
    TOO_MANY_ABSENT = "too_many_absent"
    DISTRICT_CAP = "district_cap"
    APART = "apart"
    TOGETHER_SPLIT = "together_split"
    TOGETHER_PARTLY_UNPLACED = "together_partly_unplaced"
    FACILITATOR_THEME = "facilitator_theme"
    FACILITATOR_SLOT = "facilitator_slot"
    FACILITATOR_LANGUAGE = "facilitator_language"
    FACILITATOR_CAPACITY = "facilitator_capacity"
    FACILITATOR_TWICE_AT_ONCE = "facilitator_twice_at_once"
    UNKNOWN_FACILITATOR = "unknown_facilitator"
    UNKNOWN_PERSON = "unknown_person"
    SEATED_TWICE = "seated_twice"
    PIN_BROKEN = "pin_broken"


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule. `collective` is where it shows; `count` is what is found where `limit` is allowed.

    A facilitator over capacity, or in two places at once, is reported once, with the last of the collectives
    concerned. People kept together who are not, belong to no collective. A broken pin names the collective where the
    person sits now, none when they have no seat; one without people names a pinned collective that is not there.
    """

    code: ViolationCode
    collective: str = ""
    people: tuple[str, ...] = ()
    facilitator: str = ""
    count: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything there is to say about an assignment. `sheets` are in the order of its collectives."""

    violations: tuple[Violation, ...]
    sheets: tuple[Sheet, ...]
    score: int
    unplaced: tuple[str, ...]


def check(problem: Problem, assignment: Assignment, *, pins: Pins | None = None) -> Verdict:
    """Look at every rule. An assignment without violations is legal."""
    standing = Standing(problem, assignment, pins=pins)
    facilitators = {facilitator.key: facilitator for facilitator in problem.facilitators}
    violations = list(_seated_twice(assignment))
    for table in standing.tables.values():
        violations += _of_members(problem, table)
        violations += _of_facilitator(table.collective, facilitators.get(table.collective.facilitator))
    violations += _apart(standing)
    violations += _together(standing)
    violations += _over_capacity(assignment, facilitators)
    violations += _pins(standing)
    maker = SheetMaker(problem)
    sheets = tuple(maker.sheet(table) for table in standing.tables.values())
    score = sum(sheet.score for sheet in sheets)
    return Verdict(tuple(violations), sheets, score, tuple(person.key for person in standing.unplaced()))


def _seated_twice(assignment: Assignment) -> Iterator[Violation]:
    seen: set[str] = set()
    for collective in assignment.collectives:
        for member in collective.members:
            if member in seen:
                yield Violation(ViolationCode.SEATED_TWICE, collective.key, (member,))
            seen.add(member)


def _of_members(problem: Problem, table: Table) -> Iterator[Violation]:
    rules, collective, members, size = problem.rules, table.collective, table.members(), len(table.seated)
    if size < rules.min_size:
        yield Violation(ViolationCode.TOO_SMALL, collective.key, count=size, limit=rules.min_size)
    if size > rules.max_size:
        yield Violation(ViolationCode.TOO_LARGE, collective.key, count=size, limit=rules.max_size)
    for code, wrong in (
        (ViolationCode.UNKNOWN_PERSON, [key for key, person in table.seated.items() if person is None]),
        (ViolationCode.THEME_NOT_RANKED, [one.key for one in members if collective.theme not in one.choices]),
        (ViolationCode.LANGUAGE_NOT_SHARED, [one.key for one in members if collective.language not in one.languages]),
    ):
        if wrong:
            yield Violation(code, collective.key, tuple(wrong), count=len(wrong))
    absent = table.absent()
    if len(absent) > rules.max_absent:
        code = ViolationCode.TOO_MANY_ABSENT
        yield Violation(code, collective.key, absent, count=len(absent), limit=rules.max_absent)
    cap = rules.max_per_district
    for district, count in table.tally.districts.items():
        if cap is not None and count > cap:
            people = tuple(person.key for person in members if person.district == district)
            yield Violation(ViolationCode.DISTRICT_CAP, collective.key, people, count=count, limit=cap)


def _of_facilitator(collective: Collective, facilitator: Facilitator | None) -> Iterator[Violation]:
    key = collective.facilitator
    if facilitator is None:
        yield Violation(ViolationCode.UNKNOWN_FACILITATOR, collective.key, facilitator=key)
        return
    if collective.theme not in facilitator.themes:
        yield Violation(ViolationCode.FACILITATOR_THEME, collective.key, facilitator=key)
    if collective.slot not in facilitator.slots:
        yield Violation(ViolationCode.FACILITATOR_SLOT, collective.key, facilitator=key)
    if collective.language not in facilitator.languages:
        yield Violation(ViolationCode.FACILITATOR_LANGUAGE, collective.key, facilitator=key)


def _over_capacity(assignment: Assignment, facilitators: dict[str, Facilitator]) -> Iterator[Violation]:
    led: dict[str, list[Collective]] = defaultdict(list)
    for collective in assignment.collectives:
        if collective.facilitator in facilitators:
            led[collective.facilitator].append(collective)
    for key, collectives in led.items():
        count, limit = len(collectives), facilitators[key].capacity
        if count > limit:
            last = collectives[-1].key
            yield Violation(ViolationCode.FACILITATOR_CAPACITY, last, facilitator=key, count=count, limit=limit)
        for slot, at_once in Counter(one.slot for one in collectives).items():
            if at_once > 1:
                last = next(one.key for one in reversed(collectives) if one.slot == slot)
                code = ViolationCode.FACILITATOR_TWICE_AT_ONCE
                yield Violation(code, last, facilitator=key, count=at_once, limit=1)


def _apart(standing: Standing) -> Iterator[Violation]:
    for one, other in dict.fromkeys(standing.problem.apart):
        table = standing.at.get(one)
        if one != other and table is not None and other in table.seated:
            yield Violation(ViolationCode.APART, table.collective.key, (one, other))


def _together(standing: Standing) -> Iterator[Violation]:
    for team in dict.fromkeys(standing.team.values()):
        seated = in_order(team, standing.at)
        places = {id(standing.at[key]) for key in seated}
        if len(places) > 1:
            yield Violation(ViolationCode.TOGETHER_SPLIT, people=team, count=len(places), limit=1)
        if seated and len(seated) < len(team):
            missing = tuple(key for key in team if key not in standing.at)
            yield Violation(ViolationCode.TOGETHER_PARTLY_UNPLACED, people=team, count=len(missing))


def _pins(standing: Standing) -> Iterator[Violation]:
    for person, pinned in standing.pins.people.items():
        table = standing.at.get(person)
        now = table.collective.key if table else ""
        if now != pinned:
            yield Violation(ViolationCode.PIN_BROKEN, now, (person,))
    for key in sorted(standing.pins.collectives - standing.tables.keys()):
        yield Violation(ViolationCode.PIN_BROKEN, key)
