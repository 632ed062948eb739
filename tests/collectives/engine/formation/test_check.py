"""Every rule broken once is found; the score is the one the prototype defined."""

from dataclasses import replace

import pytest

from collectives.engine.formation.check import (
    Verdict,
    Violation,
    ViolationCode,
    check,
)
from collectives.engine.formation.problem import (
    Assignment,
    Collective,
    Facilitator,
    Person,
    Pins,
    Problem,
    Rules,
    Weights,
)
from collectives.engine.formation.score import total_score
from tests.collectives.engine.formation.instances import greedy_assignment, random_assignment, random_problem


def person(key: str, **other) -> Person:
    facts = {
        "choices": ("grading", "belonging"),
        "slots": frozenset({1, 2}),
        "languages": frozenset({"en"}),
        "position": "coach",
        "district": key,
    }
    return Person(key, **(facts | other))


FACILITATOR = Facilitator("F", frozenset({"grading", "belonging"}), frozenset({1, 2}), frozenset({"en"}), 2)
PEOPLE = tuple(person(key) for key in "abcdefgh")
PROBLEM = Problem(
    PEOPLE,
    (FACILITATOR,),
    apart=(("a", "e"),),
    together=(("a", "b"),),
    rules=Rules(min_size=3, max_size=4, max_absent=1, max_per_district=2),
)
FIRST = Collective("C1", "grading", 1, "en", "F", ("a", "b", "c", "d"))
SECOND = Collective("C2", "belonging", 2, "en", "F", ("e", "f", "g"))


def with_person(key: str, **other) -> Problem:
    return replace(PROBLEM, people=tuple(replace(one, **other) if one.key == key else one for one in PEOPLE))


def with_people(*keys: str, **other) -> Problem:
    return replace(PROBLEM, people=tuple(replace(one, **other) if one.key in keys else one for one in PEOPLE))


def with_facilitator(**other) -> Problem:
    return replace(PROBLEM, facilitators=(replace(FACILITATOR, **other),))


def seated(*collectives: Collective) -> Assignment:
    return Assignment(collectives)


LEGAL = seated(FIRST, SECOND)
CODE = ViolationCode


def test_a_legal_assignment_has_no_violations() -> None:
    assert check(PROBLEM, LEGAL).violations == ()


MUTATIONS = {
    "too_small": (
        PROBLEM,
        seated(FIRST, replace(SECOND, members=("f", "g"))),
        Violation(CODE.TOO_SMALL, "C2", count=2, limit=3),
    ),
    "nobody": (PROBLEM, seated(FIRST, replace(SECOND, members=())), Violation(CODE.TOO_SMALL, "C2", limit=3)),
    "too_large": (
        PROBLEM,
        seated(replace(FIRST, members=("a", "b", "c", "d", "h")), SECOND),
        Violation(CODE.TOO_LARGE, "C1", count=5, limit=4),
    ),
    "theme": (
        with_person("c", choices=("belonging",)),
        LEGAL,
        Violation(CODE.THEME_NOT_RANKED, "C1", ("c",), count=1),
    ),
    "language": (
        with_person("c", languages=frozenset({"fr"})),
        LEGAL,
        Violation(CODE.LANGUAGE_NOT_SHARED, "C1", ("c",), count=1),
    ),
    "absent": (
        with_people("c", "d", slots=frozenset({2})),
        LEGAL,
        Violation(CODE.TOO_MANY_ABSENT, "C1", ("c", "d"), count=2, limit=1),
    ),
    "district": (
        with_people("a", "c", "d", district="north"),
        LEGAL,
        Violation(CODE.DISTRICT_CAP, "C1", ("a", "c", "d"), count=3, limit=2),
    ),
    "apart": (replace(PROBLEM, apart=(("d", "b"),)), LEGAL, Violation(CODE.APART, "C1", ("d", "b"))),
    "split": (
        replace(PROBLEM, together=(("a", "b"), ("b", "g"))),
        LEGAL,
        Violation(CODE.TOGETHER_SPLIT, people=("a", "b", "g"), count=2, limit=1),
    ),
    "partly": (
        replace(PROBLEM, together=(("a", "h"),)),
        LEGAL,
        Violation(CODE.TOGETHER_PARTLY_UNPLACED, people=("a", "h"), count=1),
    ),
    "facilitator_theme": (
        with_facilitator(themes=frozenset({"grading"})),
        LEGAL,
        Violation(CODE.FACILITATOR_THEME, "C2", facilitator="F"),
    ),
    "facilitator_slot": (
        with_facilitator(slots=frozenset({2})),
        LEGAL,
        Violation(CODE.FACILITATOR_SLOT, "C1", facilitator="F"),
    ),
    "facilitator_language": (
        with_people(*"abcd", languages=frozenset({"fr"})),
        seated(replace(FIRST, language="fr"), SECOND),
        Violation(CODE.FACILITATOR_LANGUAGE, "C1", facilitator="F"),
    ),
    "capacity": (
        with_facilitator(capacity=1),
        LEGAL,
        Violation(CODE.FACILITATOR_CAPACITY, "C2", facilitator="F", count=2, limit=1),
    ),
    "at_once": (
        PROBLEM,
        seated(FIRST, replace(SECOND, slot=1)),
        Violation(CODE.FACILITATOR_TWICE_AT_ONCE, "C2", facilitator="F", count=2, limit=1),
    ),
    "unknown_facilitator": (
        PROBLEM,
        seated(FIRST, replace(SECOND, facilitator="G")),
        Violation(CODE.UNKNOWN_FACILITATOR, "C2", facilitator="G"),
    ),
    "unknown_person": (
        PROBLEM,
        seated(FIRST, replace(SECOND, members=("e", "f", "g", "z"))),
        Violation(CODE.UNKNOWN_PERSON, "C2", ("z",), count=1),
    ),
    "twice": (
        PROBLEM,
        seated(FIRST, replace(SECOND, members=("d", "e", "f", "g"))),
        Violation(CODE.SEATED_TWICE, "C2", ("d",)),
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_rule_that_is_broken_once_is_found_once(name: str) -> None:
    problem, assignment, expected = MUTATIONS[name]

    assert check(problem, assignment).violations == (expected,)


def test_every_code_but_pins_is_in_the_table_of_mutations() -> None:
    codes = {violation.code for _, _, violation in MUTATIONS.values()}

    assert codes == set(ViolationCode) - {CODE.PIN_BROKEN}


def test_a_broken_pin_is_found_where_the_person_sits_now() -> None:
    pins = Pins({"a": "C1", "e": "C1", "h": "C2"}, frozenset({"C2", "C9"}))

    assert check(PROBLEM, LEGAL, pins=pins).violations == (
        Violation(CODE.PIN_BROKEN, "C2", ("e",)),
        Violation(CODE.PIN_BROKEN, "", ("h",)),
        Violation(CODE.PIN_BROKEN, "C9"),
    )


def test_a_cap_that_is_off_and_an_unknown_district_count_for_nothing() -> None:
    off = replace(with_people(*"abcd", district="north"), rules=replace(PROBLEM.rules, max_per_district=None))

    assert check(off, LEGAL).violations == check(with_people(*"abcd", district=""), LEGAL).violations == ()


def test_nothing_at_all_is_legal() -> None:
    assert check(Problem((), ()), Assignment()) == Verdict((), (), 0, ())


def test_the_score_is_that_of_the_prototype() -> None:
    for seed in range(30):
        problem = random_problem(seed, weights=Weights())
        problem = replace(
            problem,
            people=tuple(
                replace(one, position=one.position or "x", district=one.district or "d") for one in problem.people
            ),
        )
        assignment = random_assignment(problem, seed)
        people = {one.key: one for one in problem.people}

        expected = 0
        for one in assignment.collectives:
            members = [people[key] for key in one.members]
            for member in members:
                expected += (60, 40, 20)[member.choices.index(one.theme)] if one.theme in member.choices else 0
                expected -= 30 * (one.slot not in member.slots)
            expected += 4 * len(members) * len({member.position for member in members})
            expected += 20 * len({member.district for member in members})

        assert check(problem, assignment).score == total_score(problem, assignment) == expected


def test_other_weights_count_what_they_say() -> None:
    weights = Weights((60, 40), 0, 0, 0, regions=7, alone=5, rural_with_large=11, third_last_cycle=9)
    people = (
        person("a", region="east", rural=True, third_last_cycle=True),
        person("b", region="east", position="principal"),
        person("c", region="west", position="", large=True, choices=("belonging", "walk", "grading")),
        person("d", region="", position="principal", third_last_cycle=True, choices=("belonging", "grading")),
    )
    problem = replace(PROBLEM, people=people, weights=weights, apart=(), together=())

    score = check(problem, seated(FIRST)).score

    assert score == (60 + 9) + 60 + 40 + 40 + 2 * 7 - 5 + 11


def test_what_a_legal_greedy_assignment_breaks_is_nothing() -> None:
    for seed in range(20):
        problem = random_problem(seed)
        assignment = greedy_assignment(problem)

        assert assignment.collectives
        assert check(problem, assignment).violations == ()
