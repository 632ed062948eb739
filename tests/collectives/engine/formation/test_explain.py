"""Why here, why not there, and the exact price of every move."""

from dataclasses import replace

import pytest

from collectives.engine.formation.check import check
from collectives.engine.formation.explain import (
    BlockCode,
    Elsewhere,
    PointKind,
    Points,
    explain,
    move_change,
    moves,
)
from collectives.engine.formation.problem import Assignment, Collective, Person, Pins, Problem, Rules
from collectives.engine.formation.score import total_score
from collectives.engine.formation.unplaced import UnplacedCode
from tests.collectives.engine.formation.instances import greedy_assignment, random_assignment, random_problem

BOTH = frozenset({"en", "fr"})


def person(key: str, **other) -> Person:
    facts = {"choices": ("first", "second"), "slots": frozenset({1, 2}), "languages": BOTH, "position": "coach"}
    return Person(key, **(facts | other))


def moved(assignment: Assignment, key: str, to: str | None) -> Assignment:
    without = [replace(one, members=tuple(m for m in one.members if m != key)) for one in assignment.collectives]
    return Assignment(tuple(replace(one, members=(*one.members, key)) if one.key == to else one for one in without))


RULES = Rules(min_size=2, max_size=4, max_per_district=1)
HERE = Collective("here", "second", 1, "en", "F", ("a", "b", "c"))
THERE = Collective("there", "first", 2, "en", "F", ("x", "y"))
PEOPLE = tuple(person(key) for key in "abcxyz")


def elsewhere(
    problem: Problem, assignment: Assignment | None = None, pins: Pins | None = None
) -> tuple[Elsewhere, ...]:
    (explanation,) = explain(problem, assignment or Assignment((HERE, THERE)), people=["a"], pins=pins)
    return explanation.elsewhere


def block(block: BlockCode, **other) -> tuple[Elsewhere, ...]:
    return (Elsewhere("first", 0, "there", block, **other),)


def with_people(*changed: Person) -> Problem:
    known = {one.key: one for one in PEOPLE} | {one.key: one for one in changed}
    return Problem(tuple(known.values()), (), rules=RULES)


def test_a_move_that_breaks_no_rule_has_its_exact_price() -> None:
    assert elsewhere(with_people()) == block(BlockCode.POSSIBLE, change=20)


def test_a_move_that_uses_the_absence_has_its_price_too() -> None:
    problem = with_people(person("a", slots=frozenset({1})))

    assert elsewhere(problem) == block(BlockCode.POSSIBLE, change=-10, absent=True)


def test_a_language_they_do_not_speak() -> None:
    french = Assignment((HERE, replace(THERE, language="fr")))

    assert elsewhere(with_people(person("a", languages=frozenset({"en"}))), french) == block(BlockCode.LANGUAGE)


def test_a_time_they_cannot_make_while_somebody_else_is_absent() -> None:
    problem = with_people(person("a", slots=frozenset({1})), person("y", slots=frozenset({1})))

    assert elsewhere(problem) == block(BlockCode.TIME, people=("y",), absent=True, absence_used=True)


def test_a_time_they_cannot_make_where_nobody_may_be_absent() -> None:
    problem = with_people(person("a", slots=frozenset({1})))

    strict = replace(problem, rules=replace(RULES, max_absent=0))

    assert elsewhere(strict) == block(BlockCode.TIME, absent=True)


def test_somebody_they_are_kept_apart_from() -> None:
    problem = replace(with_people(), apart=(("y", "a"), ("a", "z")))

    assert elsewhere(problem) == block(BlockCode.KEEP_APART, people=("y",))


def test_a_district_that_has_as_many_as_it_may() -> None:
    problem = with_people(person("a", district="n"), person("x", district="n"))

    assert elsewhere(problem) == block(BlockCode.DISTRICT_CAP, district="n")


def test_no_seat_is_free() -> None:
    problem = replace(with_people(), rules=replace(RULES, max_size=2))

    assert elsewhere(problem) == block(BlockCode.FULL)


def test_those_who_stay_would_be_too_few() -> None:
    problem = replace(with_people(), rules=replace(RULES, min_size=3, max_per_district=None))

    assert elsewhere(problem) == block(BlockCode.WOULD_LEAVE_TOO_SMALL)


def test_somebody_they_are_kept_together_with_even_through_another() -> None:
    problem = replace(with_people(), together=(("a", "c"), ("c", "b")))

    assert elsewhere(problem) == block(BlockCode.KEEP_TOGETHER, people=("c", "b"))


def test_joining_those_they_are_kept_together_with_is_possible() -> None:
    problem = replace(with_people(), together=(("a", "x"),))

    assert elsewhere(problem) == block(BlockCode.POSSIBLE, change=20)


def test_pinned_where_they_are() -> None:
    assert elsewhere(with_people(), pins=Pins({"a": "here"})) == block(BlockCode.PINNED)
    assert elsewhere(with_people(), pins=Pins({"a": "there"})) == block(BlockCode.POSSIBLE, change=20)


def test_no_collective_is_open_for_a_theme() -> None:
    assert elsewhere(with_people(), Assignment((HERE,))) == (Elsewhere("first", 0, None, BlockCode.NONE_OPEN),)


def test_without_a_seat_every_theme_is_explained_and_the_reason_said() -> None:
    problem = with_people(person("z", choices=("third", "second")))

    (explanation,) = explain(problem, Assignment((HERE, THERE)), people=["z"])

    assert (explanation.collective, explanation.rank, explanation.points) == (None, None, ())
    assert explanation.unplaced == UnplacedCode.NO_FACILITATOR
    assert [(one.rank, one.collective, one.block) for one in explanation.elsewhere] == [
        (0, None, BlockCode.NONE_OPEN),
        (1, "here", BlockCode.POSSIBLE),
    ]


def test_why_here_in_points_by_kind() -> None:
    problem = with_people(person("a", slots=frozenset({2}), district="n", position="principal"))

    (explanation,) = explain(problem, Assignment((HERE, THERE)), people=["a"])

    assert (explanation.collective, explanation.rank, explanation.absent) == ("here", 1, True)
    assert explanation.points == (
        Points(PointKind.CHOICE, 40),
        Points(PointKind.ABSENCE, -30),
        Points(PointKind.POSITIONS, 4 * (3 * 2 - 2 * 1)),
        Points(PointKind.DISTRICTS, 20),
    )


def test_moves_lists_every_collective_with_unranked_themes_last() -> None:
    other = Collective("other", "unranked", 1, "en", "F", ("z",))
    twin = replace(HERE, key="twin", members=())

    found = moves(with_people(), Assignment((other, HERE, twin, THERE)), "a")

    assert [(one.collective, one.rank, one.block) for one in found] == [
        ("there", 0, BlockCode.POSSIBLE),
        ("twin", 1, BlockCode.POSSIBLE),
        ("other", None, BlockCode.THEME_NOT_RANKED),
    ]


def test_a_person_or_a_collective_that_is_not_there() -> None:
    assignment = Assignment((HERE, THERE))

    with pytest.raises(KeyError):
        explain(with_people(), assignment, people=["nobody"])
    with pytest.raises(KeyError):
        move_change(with_people(), assignment, "a", "nowhere")


def test_nobody_and_nothing() -> None:
    assert explain(Problem((), ()), Assignment()) == ()
    assert [one.elsewhere for one in explain(with_people(person("a", choices=())), Assignment(), people=["a"])] == [()]


def test_every_price_is_the_difference_of_two_scores() -> None:
    for seed in range(12):
        problem = random_problem(seed)
        assignment = random_assignment(problem, seed) if seed % 2 else greedy_assignment(problem)
        before = total_score(problem, assignment)

        for key in [one.key for one in problem.people]:
            for to in [None, *(one.key for one in assignment.collectives)]:
                assert move_change(problem, assignment, key, to) == (
                    total_score(problem, moved(assignment, key, to)) - before
                )


def test_possible_is_legal_with_its_price_and_everything_else_breaks_a_rule() -> None:
    possible = 0
    for seed in range(12):
        problem = random_problem(seed)
        assignment = greedy_assignment(problem)
        before = check(problem, assignment)

        for explanation in explain(problem, assignment):
            for one in moves(problem, assignment, explanation.person):
                after = check(problem, moved(assignment, explanation.person, one.collective))

                assert (one.block == BlockCode.POSSIBLE) == (after.violations == ())
                assert one.change == (after.score - before.score if one.block == BlockCode.POSSIBLE else None)
                possible += one.block == BlockCode.POSSIBLE
    assert possible > 50


def test_points_sum_up_to_what_the_whole_would_lose() -> None:
    for seed in range(12):
        problem = random_problem(seed)
        assignment = random_assignment(problem, seed)

        for explanation in explain(problem, assignment):
            lost = -move_change(problem, assignment, explanation.person, None)
            assert sum(points.tenths for points in explanation.points) == lost
