"""Rules that contradict each other, and pins that contradict rules, are found before anybody is seated."""

from dataclasses import replace

import pytest

from collectives.engine.formation.check import check
from collectives.engine.formation.contradiction import (
    Contradiction,
    ContradictionCode,
    Contradictory,
    find_contradictions,
)
from collectives.engine.formation.problem import (
    Assignment,
    Collective,
    Facilitator,
    Person,
    Pins,
    Problem,
    Rules,
)
from tests.collectives.engine.formation.instances import greedy_assignment, random_problem

EN = frozenset({"en"})
CODE = ContradictionCode
PEOPLE = tuple(Person(f"p{number}", ("grading", "belonging"), frozenset({1, 2}), EN) for number in range(12))
KEYS = tuple(one.key for one in PEOPLE)
PROBLEM = Problem(
    PEOPLE, (Facilitator("F", frozenset({"grading"}), frozenset({1, 2}), EN, 2),), rules=Rules(min_size=2)
)
FIRST = Collective("C1", "grading", 1, "en", "F", KEYS[:6])
SECOND = Collective("C2", "grading", 2, "en", "F", KEYS[6:])
PREVIOUS = Assignment((FIRST, SECOND))


def with_people(*keys: str, **other) -> Problem:
    return replace(PROBLEM, people=tuple(replace(one, **other) if one.key in keys else one for one in PEOPLE))


RULES = {
    "eleven": (
        replace(PROBLEM, together=(KEYS[:6], KEYS[5:11])),
        Contradiction(CODE.TOGETHER_TOO_MANY, KEYS[:11], limit=10),
    ),
    "apart": (
        replace(PROBLEM, together=(("p0", "p1"), ("p2", "p3"), ("p1", "p2")), apart=(("p3", "p0"), ("p3", "p4"))),
        Contradiction(CODE.TOGETHER_AND_APART, ("p3", "p0")),
    ),
    "district": (
        replace(with_people("p0", "p1", "p2", "p3", district="n"), together=(("p0", "p1", "p2", "p3", "p4"),)),
        Contradiction(CODE.TOGETHER_OVER_DISTRICT_CAP, ("p0", "p1", "p2", "p3"), limit=3),
    ),
    "theme": (
        replace(with_people("p1", choices=("walkthroughs",)), together=(("p0", "p1"),)),
        Contradiction(CODE.TOGETHER_THEME, ("p0", "p1")),
    ),
    "language": (
        replace(with_people("p1", languages=frozenset({"fr"})), together=(("p0", "p1"),)),
        Contradiction(CODE.TOGETHER_LANGUAGE, ("p0", "p1")),
    ),
}
BOTH_IN_FIRST = Pins({"p0": "C1", "p1": "C1"})
PINS = {
    "person": (PROBLEM, Pins({"gone": "C1"}), Contradiction(CODE.PIN_UNKNOWN_PERSON, ("gone",), "C1")),
    "collective": (PROBLEM, Pins({"p0": "C9"}), Contradiction(CODE.PIN_UNKNOWN_COLLECTIVE, ("p0",), "C9")),
    "kept": (PROBLEM, Pins(collectives=frozenset({"C9"})), Contradiction(CODE.PIN_UNKNOWN_COLLECTIVE, (), "C9")),
    "theme": (with_people("p0", choices=()), BOTH_IN_FIRST, Contradiction(CODE.PIN_THEME, ("p0",), "C1")),
    "language": (
        with_people("p0", languages=frozenset()),
        BOTH_IN_FIRST,
        Contradiction(CODE.PIN_LANGUAGE, ("p0",), "C1"),
    ),
    "absences": (
        with_people("p0", "p1", slots=frozenset({2})),
        BOTH_IN_FIRST,
        Contradiction(CODE.PIN_ABSENCES, ("p0", "p1"), "C1", 1),
    ),
    "size": (PROBLEM, Pins(dict.fromkeys(KEYS[:11], "C1")), Contradiction(CODE.PIN_SIZE, KEYS[:11], "C1", 10)),
    "district": (
        with_people(*KEYS[:4], district="n"),
        Pins(dict.fromkeys(KEYS[:4], "C1")),
        Contradiction(CODE.PIN_DISTRICT_CAP, KEYS[:4], "C1", 3),
    ),
    "split": (
        replace(PROBLEM, together=(("p0", "p1", "p2"),)),
        Pins({"p0": "C1", "p1": "C2"}),
        Contradiction(CODE.PINS_SPLIT_TOGETHER, ("p0", "p1")),
    ),
    "apart": (
        replace(PROBLEM, apart=(("p1", "p0"),)),
        BOTH_IN_FIRST,
        Contradiction(CODE.PINS_JOIN_APART, ("p1", "p0"), "C1"),
    ),
    "drawn along": (
        replace(PROBLEM, apart=(("p1", "p5"),), together=(("p0", "p5"),)),
        BOTH_IN_FIRST,
        Contradiction(CODE.PINS_JOIN_APART, ("p1", "p5"), "C1"),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_rules_against_each_other(name: str) -> None:
    problem, expected = RULES[name]

    assert find_contradictions(problem) == (expected,)


@pytest.mark.parametrize("name", PINS)
def test_pins_against_rules(name: str) -> None:
    problem, pins, expected = PINS[name]

    assert find_contradictions(problem, PREVIOUS, pins) == (expected,)


@pytest.mark.parametrize(
    "change", [{"key": "G"}, {"themes": frozenset()}, {"slots": frozenset({2})}, {"languages": frozenset({"fr"})}]
)
def test_a_facilitator_who_cannot_lead_a_pinned_collective_any_more(change: dict) -> None:
    problem = replace(PROBLEM, facilitators=tuple(replace(one, **change) for one in PROBLEM.facilitators))

    (found,) = find_contradictions(problem, PREVIOUS, Pins({"p0": "C1"}))

    assert (found.code, found.collective) == (CODE.PIN_FACILITATOR, "C1")


def test_a_facilitator_of_two_pinned_collectives_at_once_or_of_too_many() -> None:
    both = Pins(collectives=frozenset({"C1", "C2"}))
    at_once = Assignment((FIRST, replace(SECOND, slot=1)))
    one_only = replace(PROBLEM, facilitators=(replace(PROBLEM.facilitators[0], capacity=1),))

    assert find_contradictions(PROBLEM, at_once, both) == (Contradiction(CODE.PIN_FACILITATOR, (), "C2", 2),)
    assert find_contradictions(one_only, PREVIOUS, both) == (Contradiction(CODE.PIN_FACILITATOR, (), "C2", 1),)


def test_every_code_is_tried() -> None:
    tried = {expected.code for *_, expected in [*RULES.values(), *PINS.values()]}

    assert tried | {CODE.PIN_FACILITATOR} == set(CODE)


def test_nothing_contradicts_nothing() -> None:
    assert find_contradictions(Problem((), ())) == ()
    assert find_contradictions(PROBLEM, None, Pins()) == ()
    assert find_contradictions(replace(PROBLEM, together=((), ("p0",), ("p0", "gone")), apart=(("p0", "p0"),))) == ()


def test_pinning_everybody_where_a_legal_assignment_has_them_contradicts_nothing() -> None:
    for seed in range(20):
        problem = random_problem(seed, together=0)
        assignment = greedy_assignment(problem)
        assert check(problem, assignment).violations == ()

        pins = Pins({key: one.key for key, one in assignment.places().items()})

        assert find_contradictions(problem, assignment, pins) == ()


def test_the_exception_carries_what_was_found() -> None:
    found = find_contradictions(RULES["eleven"][0])

    with pytest.raises(Contradictory, match="together_too_many") as refused:
        raise Contradictory(found)

    assert refused.value.contradictions == found
