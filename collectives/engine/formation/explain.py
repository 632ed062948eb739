"""Why somebody sits where they sit, why not elsewhere, and exactly what a move would do to the whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collectives.engine.formation.problem import Assignment, Collective, Person, Pins, Problem
from collectives.engine.formation.score import PointKind
from collectives.engine.formation.standing import BlockCode, Standing, Table, in_order
from collectives.engine.formation.unplaced import Compatible, UnplacedCode, reason_of

__all__ = ["BlockCode", "Elsewhere", "Explanation", "PointKind", "Points", "explain", "move_change", "moves"]


@dataclass(frozen=True, slots=True)
class Points:
    """Tenths of a point that somebody adds, of one kind."""

    kind: PointKind
    tenths: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A collective in which somebody does not sit, and why. `rank` counts from 0; None: they did not rank the theme.

    `collective` None: none is open for the theme. `people` are those the block is about: who is absent already, who is
    kept apart, who is kept together and sits elsewhere. `absent`: they cannot make the slot; `absence_used`: others
    use up the absences there may be. `change` is what the move does to the whole score, only when it is possible.
    """

    theme: str
    rank: int | None
    collective: str | None
    block: BlockCode
    people: tuple[str, ...] = ()
    district: str = ""
    absent: bool = False
    absence_used: bool = False
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why here: `points` sum up to what the whole would lose without this person. Kinds that add nothing are left out.

    `absent`: they cannot make the slot. `unplaced`: why they have no seat; None for those who have one. `elsewhere`:
    the collectives of every theme they ranked better than where they sit; without a seat, of every theme they ranked.
    """

    person: str
    collective: str | None
    rank: int | None
    points: tuple[Points, ...]
    absent: bool
    unplaced: UnplacedCode | None
    elsewhere: tuple[Elsewhere, ...]


def explain(
    problem: Problem, assignment: Assignment, *, people: Iterable[str] | None = None, pins: Pins | None = None
) -> tuple[Explanation, ...]:
    """An explanation for each of these people, or for everybody. Raises KeyError for somebody the problem lacks."""
    standing = Standing(problem, assignment, pins=pins)
    compatible = Compatible(problem)
    asked = problem.people if people is None else [standing.people[key] for key in people]
    return tuple(_explanation(standing, person, compatible) for person in asked)


def moves(problem: Problem, assignment: Assignment, person: str, *, pins: Pins | None = None) -> tuple[Elsewhere, ...]:
    """Every collective in which somebody does not sit, those of their first theme first, unranked themes last."""
    standing = Standing(problem, assignment, pins=pins)
    who = standing.people[person]
    ranks = {theme: rank for rank, theme in reversed(tuple(enumerate(who.choices)))}
    tables = [table for table in standing.tables.values() if table is not standing.at.get(person)]
    tables.sort(key=lambda table: ranks.get(table.collective.theme, len(ranks)))
    return tuple(_elsewhere(standing, who, table, ranks.get(table.collective.theme)) for table in tables)


def move_change(problem: Problem, assignment: Assignment, person: str, to: str | None) -> int:
    """What moving one person into a collective, or out of all of them, does to the whole score. Looks at no rule.

    Raises KeyError for a person or a collective that is not there.
    """
    source = next((one for one in assignment.collectives if person in one.members), None)
    target = None if to is None else _collective(assignment, to)
    if source is not None and target is not None and source.key == target.key:
        return 0
    inside = {person, *(source.members if source else ()), *(target.members if target else ())}
    people = {one.key: one for one in problem.people if one.key in inside}
    gained = Table(target, people, problem).tally.gain(people[person], inside=False) if target else 0
    lost = Table(source, people, problem).tally.gain(people[person], inside=True) if source else 0
    return gained - lost


def _collective(assignment: Assignment, key: str) -> Collective:
    for one in assignment.collectives:
        if one.key == key:
            return one
    raise KeyError(key)


def _explanation(standing: Standing, person: Person, compatible: Compatible) -> Explanation:
    here, choices = standing.at.get(person.key), person.choices
    if here is None:
        why = reason_of(standing, person, compatible)
        wanted = tuple(_themes(standing, person, len(choices)))
        return Explanation(person.key, None, None, (), absent=False, unplaced=why, elsewhere=wanted)
    theme = here.collective.theme
    rank = choices.index(theme) if theme in choices else None
    return Explanation(
        person.key,
        here.collective.key,
        rank,
        tuple(
            Points(kind, tenths)
            for kind, tenths in zip(PointKind, here.tally.parts(person, inside=True), strict=True)
            if tenths
        ),
        absent=here.collective.slot not in person.slots,
        unplaced=None,
        elsewhere=tuple(_themes(standing, person, len(choices) if rank is None else rank)),
    )


def _themes(standing: Standing, person: Person, better_than: int) -> Iterator[Elsewhere]:
    for rank, theme in enumerate(person.choices[:better_than]):
        tables = standing.by_theme.get(theme)
        if not tables:
            yield Elsewhere(theme, rank, None, BlockCode.NONE_OPEN)
            continue
        for table in tables:
            yield _elsewhere(standing, person, table, rank)


def _elsewhere(standing: Standing, person: Person, table: Table, rank: int | None) -> Elsewhere:
    block, collective = standing.block(person, table), table.collective
    absent = collective.slot not in person.slots
    people: tuple[str, ...] = ()
    if block == BlockCode.TIME:
        people = table.absent()
    elif block == BlockCode.KEEP_APART:
        people = in_order(table.seated, standing.apart[person.key])
    elif block == BlockCode.KEEP_TOGETHER:
        people = tuple(key for key in standing.team[person.key] if key != person.key and key not in table.seated)
    return Elsewhere(
        collective.theme,
        rank,
        collective.key,
        block,
        people,
        person.district if block == BlockCode.DISTRICT_CAP else "",
        absent,
        block == BlockCode.TIME and table.tally.absent > 0,
        standing.change(person, table) if block == BlockCode.POSSIBLE else None,
    )
