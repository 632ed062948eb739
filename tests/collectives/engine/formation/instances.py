"""Problems and assignments at random, the same for a seed; and a legal assignment made without the engine's search."""

import random

from collectives.engine.formation.problem import (
    Assignment,
    Collective,
    Facilitator,
    Person,
    Problem,
    Rules,
    Weights,
)

THEMES = ["belonging", "grading", "walkthroughs", "absence"]
POSITIONS = ["principal", "coach", "middle_leader", "central_office", ""]
EVERY_WEIGHT = Weights(
    choices=(60, 40, 20),
    positions=4,
    districts=20,
    absence=30,
    regions=7,
    alone=5,
    rural_with_large=11,
    third_last_cycle=9,
)


def random_problem(
    seed: int,
    *,
    people: int = 40,
    rules: Rules | None = None,
    weights: Weights = EVERY_WEIGHT,
    themes: int = len(THEMES),
    slots: int = 6,
    facilitators: int | None = None,
    apart: int = 6,
    together: int = 3,
) -> Problem:
    """A problem of so many people, with all rules in it."""
    dice = random.Random(seed)
    known = [f"theme{number}" for number in range(themes)] if themes != len(THEMES) else THEMES
    members = tuple(
        Person(
            f"p{number}",
            tuple(dice.sample(known, dice.randint(0 if number % 17 == 16 else 1, 3))),
            frozenset(dice.sample(range(slots), dice.randint(0 if number % 19 == 18 else 2, min(5, slots)))),
            frozenset(dice.sample(["en", "fr", "es"], 2) if dice.random() < 0.3 else ["en"]),
            dice.choice(POSITIONS),
            dice.choice(["", *(f"d{district}" for district in range(max(4, people // 8)))]),
            dice.choice(["", "north", "south", "east"]),
            dice.random() < 0.3,
            dice.random() < 0.3,
            dice.random() < 0.2,
        )
        for number in range(people)
    )
    guides = tuple(
        Facilitator(
            f"f{number}",
            frozenset(dice.sample(known, 2)),
            frozenset(dice.sample(range(slots), min(slots, 4))),
            frozenset(["en", dice.choice(["fr", "es"])]),
            dice.randint(1, 3),
        )
        for number in range(people // 8 if facilitators is None else facilitators)
    )
    keys = [person.key for person in members]
    return Problem(
        members,
        guides,
        tuple((one, other) for one, other in (dice.sample(keys, 2) for _ in range(apart if people > 1 else 0))),
        tuple(tuple(dice.sample(keys, 2)) for _ in range(together if people > 1 else 0)),
        rules or Rules(min_size=4, max_size=7),
        weights,
    )


def random_assignment(problem: Problem, seed: int, *, collectives: int = 5) -> Assignment:
    """People anywhere: it breaks rules."""
    dice = random.Random(seed)
    groups: list[list[str]] = [[] for _ in range(collectives)]
    for person in problem.people:
        if dice.random() < 0.8:
            dice.choice(groups).append(person.key)
    themes = sorted({theme for facilitator in problem.facilitators for theme in facilitator.themes})
    return Assignment(
        tuple(
            Collective(
                f"c{number}",
                dice.choice(themes),
                dice.randrange(6),
                dice.choice(["en", "fr"]),
                dice.choice(problem.facilitators).key,
                tuple(group),
            )
            for number, group in enumerate(groups)
        )
    )


def greedy_assignment(problem: Problem) -> Assignment:
    """People where every rule is kept, those with the best ranks first; nobody who is kept together with somebody."""
    collectives: list[Collective] = []
    people = {person.key: person for person in problem.people}
    seated = {key for group in problem.together for key in group}
    for facilitator in problem.facilitators:
        busy: set[int] = set()
        for theme, slot, language in sorted(
            (theme, slot, language)
            for theme in facilitator.themes
            for slot in facilitator.slots
            for language in facilitator.languages
        ):
            if len(busy) == facilitator.capacity or slot in busy:
                continue
            group: list[Person] = []
            for person in sorted(
                problem.people, key=lambda one: one.choices.index(theme) if theme in one.choices else 9
            ):
                fits = theme in person.choices and language in person.languages and person.key not in seated
                if fits and len(group) < problem.rules.max_size - 1 and _may_join(problem, group, person, slot):
                    group.append(person)
            if len(group) >= problem.rules.min_size:
                keys = [person.key for person in group]
                seated.update(keys)
                busy.add(slot)
                order = tuple(key for key in people if key in keys)
                collectives.append(Collective(f"c{len(collectives)}", theme, slot, language, facilitator.key, order))
    return Assignment(tuple(collectives))


def _may_join(problem: Problem, group: list[Person], person: Person, slot: int) -> bool:
    rules, keys = problem.rules, {one.key for one in group}
    absent = sum(slot not in one.slots for one in [*group, person])
    district = sum(one.district == person.district for one in group) if person.district else 0
    return (
        (slot in person.slots or absent <= rules.max_absent)
        and (rules.max_per_district is None or district < rules.max_per_district)
        and not any(person.key in pair and keys.intersection(pair) for pair in problem.apart)
    )
