"""Stories of figures at random: places and groups, small ones, empty ones, all alike; then corrections and late
arrivals.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from random import Random

from evidence.engine.suppression import Counts, Figures, Key, Layout, Protection, Release, Rule, protect

SIZES = ((0, 0), (1, 4), (3, 9), (8, 14), (15, 40), (30, 90), (90, 400))


@dataclass(frozen=True)
class Day:
    """The states in which the figures of one day were published, the first one first."""

    name: Hashable
    states: list[Figures]


@dataclass(frozen=True)
class Story:
    """All there is to know of an indicator."""

    layout: Layout
    rule: Rule
    days: list[Day]


@dataclass
class School:
    """What a school would bring: all, and by group. `brought` says whether it has."""

    all: Counts
    groups: dict[str, Counts]
    brought: bool = True


def make_story(seed: int) -> Story:
    """A story by its number."""
    chance = Random(seed)
    rule = Rule(
        smallest=chance.choice([5, 10, 10, 10, 15]),
        coarsen=chance.random() < 0.7,
        round_to=chance.choice([0, 0, 0, 5, 10]),
        show_counts=chance.random() < 0.8,
    )
    layout = _make_layout(chance)
    levels = chance.choice([1, 2, 2, 2, 2, 3, 5])
    districts = [place for place in layout.parents if place.startswith("district")]
    own = {place: chance.random() < 0.4 for place in districts}
    extra = {place: _people(chance, levels) if chance.random() < 0.3 else (0,) * levels for place in districts}
    schools = _make_schools(chance, layout, levels)
    days = []
    for number in range(chance.choice([1, 1, 2])):
        if number:
            schools = {place: _another_day(chance, school) for place, school in schools.items()}
        for school in schools.values():
            school.brought = chance.random() < 0.85
        states = [_figures(layout, schools, own, extra, levels)]
        for _ in range(chance.choice([0, 1, 1, 2, 3])):
            for _ in range(chance.choice([1, 1, 2])):
                _happen(chance, schools, levels, layout)
            states.append(_figures(layout, schools, own, extra, levels))
        days.append(Day(number, [state for state in states if state]))
    return Story(layout, rule, days)


def publish(story: Story, *, forget: bool = False) -> list[tuple[Hashable, Protection]]:
    """Release all states in turn, as the product does; with `forget`, each as if it were the first."""
    past: list[tuple[Hashable, Release]] = []
    found = []
    for day in story.days:
        for figures in day.states:
            protection = protect(
                figures,
                story.layout,
                story.rule,
                earlier=[] if forget else [one for name, one in past if name == day.name],
                elsewhere=[] if forget else [one for name, one in past if name != day.name],
            )
            found.append((day.name, protection))
            if not protection.held:
                past.append((day.name, protection.release))
    return found


def _make_layout(chance: Random) -> Layout:
    parents: dict[Hashable, Hashable | None] = {"program": None}
    owners = {}
    for region in range(chance.choice([1, 1, 2])):
        parents[f"region {region}"] = "program"
        for district in range(chance.choice([1, 2, 2, 3])):
            name = f"district {region}.{district}"
            parents[name] = f"region {region}"
            owners[name] = name
            for school in range(chance.choice([1, 2, 3, 4])):
                parents[f"school {region}.{district}.{school}"] = name
                owners[f"school {region}.{district}.{school}"] = name
    kinds = {}
    for kind in range(chance.choice([0, 1, 1, 2])):
        for group in range(chance.choice([2, 2, 3, 4])):
            kinds[f"group {kind}.{group}"] = f"kind {kind}"
    return Layout(parents, kinds, owners)


def _people(chance: Random, levels: int) -> Counts:
    size = chance.randint(*chance.choice(SIZES))
    if levels == 1:
        return (size,)
    if chance.random() < 0.15:
        at = chance.randrange(levels)
        return tuple(size if level == at else 0 for level in range(levels))
    weights = [chance.random() + 0.05 for _ in range(levels)]
    counts = [0] * levels
    for level in chance.choices(range(levels), weights, k=size):
        counts[level] += 1
    return tuple(counts)


def _make_schools(chance: Random, layout: Layout, levels: int) -> dict[Hashable, School]:
    by_kind: dict[Hashable, list[str]] = {}
    for group, kind in layout.kinds.items():
        by_kind.setdefault(kind, []).append(str(group))
    schools = {}
    partial = {kind: chance.random() < 0.3 for kind in by_kind}
    dropped = chance.choice([0.0, 0.0, 0.1])
    for place in layout.parents:
        if not str(place).startswith("school"):
            continue
        first = next(iter(by_kind.values()), [])
        groups = {group: _people(chance, levels) for group in first}
        whole = add(list(groups.values())) if groups else _people(chance, levels)
        if groups and partial[next(iter(by_kind))]:
            whole = add([whole, _people(chance, levels)])
        for kind, names in list(by_kind.items())[1:]:
            groups |= _split(chance, whole, names, left_over=partial[kind])
        schools[place] = School(whole, {g: counts for g, counts in groups.items() if chance.random() >= dropped})
    return schools


def _split(chance: Random, whole: Counts, names: list[str], *, left_over: bool) -> dict[str, Counts]:
    slots = [*names, ""] if left_over else names
    weights = [chance.choice([0.03, 0.2, 1.0]) for _ in slots]
    counts = {name: [0] * len(whole) for name in slots}
    for level, people in enumerate(whole):
        for name in chance.choices(slots, weights, k=people):
            counts[name][level] += 1
    return {name: tuple(counts[name]) for name in names}


def _another_day(chance: Random, school: School) -> School:
    """The same people, with other answers; some have come or gone."""
    groups = {}
    change = [0] * len(school.all)
    for group, counts in school.groups.items():
        groups[group] = _other_answers(chance, counts)
    names = [next(iter(school.groups))] if school.groups else []
    if not school.groups:
        return School(_other_answers(chance, school.all), {})
    kind = names[0].split(".")[0]
    first = [group for group in groups if group.split(".")[0] == kind]
    rest = tuple(a - sum(b) for a, *b in zip(school.all, *(school.groups[g] for g in first), strict=True))
    whole = add([*(groups[group] for group in first), _other_answers(chance, rest)])
    if chance.random() < 0.3:
        level = chance.randrange(len(whole))
        change[level] = chance.randint(1, 3)
        groups[first[0]] = add([groups[first[0]], tuple(change)])
        whole = add([whole, tuple(change)])
    kept = {group: groups[group] for group in first}
    others = [group for group in groups if group not in first]
    if others:
        kept |= _split(chance, whole, others, left_over=False)
    return School(whole, kept)


def _other_answers(chance: Random, counts: Counts) -> Counts:
    found = [0] * len(counts)
    for _ in range(sum(counts)):
        found[chance.randrange(len(counts))] += 1
    return tuple(found)


def _happen(chance: Random, schools: dict[Hashable, School], levels: int, layout: Layout) -> None:
    """A late arrival, or a correction in one school: somebody more or fewer, or another answer."""
    late = [school for school in schools.values() if not school.brought]
    if late and chance.random() < 0.5:
        chance.choice(late).brought = True
        return
    school = chance.choice(list(schools.values()))
    change = [0] * levels
    change[chance.randrange(levels)] += chance.choice([-4, -1, 1, 1, 2, 5, 12])
    if levels > 1 and chance.random() < 0.5:
        change[chance.randrange(levels)] -= 1
    group_of: dict[Hashable, str] = {}
    for group in school.groups:
        if chance.random() < 0.7 or layout.kinds[group] not in group_of:
            group_of[layout.kinds[group]] = group
    touched = [school.groups[group] for group in group_of.values()]
    if any(min(add([counts, tuple(change)])) < 0 for counts in [school.all, *touched]):
        return
    school.all = add([school.all, tuple(change)])
    for group in group_of.values():
        school.groups[group] = add([school.groups[group], tuple(change)])


def _figures(
    layout: Layout,
    schools: dict[Hashable, School],
    own: dict[Hashable, bool],
    extra: dict[Hashable, Counts],
    levels: int,
) -> dict[Key, Counts]:
    figures: dict[Key, Counts] = {}
    for place, school in schools.items():
        if school.brought:
            figures[place, None] = school.all
            figures |= {(place, group): counts for group, counts in school.groups.items()}
    for place, itself in own.items():
        if itself:
            of = [school for at, school in schools.items() if layout.parents[at] == place]
            figures[place, None] = add([school.all for school in of] + [extra[place]])
            for group in layout.kinds:
                counts = [school.groups[group] for school in of if group in school.groups]
                if counts:
                    figures[place, group] = add(counts)
    for level in ("district", "region", "program"):
        for place in [place for place in layout.parents if str(place).startswith(level)]:
            _add_up(figures, layout, place)
    return figures


def _add_up(figures: dict[Key, Counts], layout: Layout, place: Hashable) -> None:
    for group in [None, *layout.kinds]:
        parts = [figures[at, group] for at, up in layout.parents.items() if up == place and (at, group) in figures]
        if parts and (place, group) not in figures:
            figures[place, group] = add(parts)


def add(counts: list[Counts]) -> Counts:
    """The sum, level by level."""
    return tuple(map(sum, zip(*counts, strict=True)))
