"""When somebody leaves: the least harmful ways on, each of them legal, each with its exact price."""

from dataclasses import replace

from collectives.engine.formation.check import check
from collectives.engine.formation.problem import Assignment, Collective, Person, Pins, Problem, Rules
from collectives.engine.formation.repair import Move, Repair, RepairKind, repairs
from collectives.engine.formation.score import total_score
from tests.collectives.engine.formation.instances import greedy_assignment, random_problem

KIND = RepairKind


def person(key: str, **other) -> Person:
    facts = {"choices": ("grading", "belonging"), "slots": frozenset({1, 2}), "languages": frozenset({"en"})}
    return Person(key, **(facts | other))


RULES = Rules(min_size=3, max_size=5)
FIRST = Collective("C1", "grading", 1, "en", "F", ("a", "b", "c"))
SECOND = Collective("C2", "grading", 2, "en", "F", ("d", "e", "f", "g"))
PEOPLE = tuple(person(key) for key in "abcdefg")
PROBLEM = Problem(PEOPLE, (), rules=RULES)
BOTH = Assignment((FIRST, SECOND))


def with_people(*more: Person) -> Problem:
    known = {one.key: one for one in PEOPLE} | {one.key: one for one in more}
    return replace(PROBLEM, people=tuple(known.values()))


def test_carrying_on_and_seating_somebody_who_waits_harm_nobody() -> None:
    found = repairs(with_people(person("w"), person("x", choices=("belonging", "grading"))), BOTH, "d")

    assert found == (
        Repair(KIND.FILL_WAITING, (Move("w", None, "C2"),), 60),
        Repair(KIND.FILL_WAITING, (Move("x", None, "C2"),), 40),
        Repair(KIND.NOTHING, (), 0),
    )


def test_where_somebody_is_needed_who_waits_comes_before_who_would_move_and_dissolving_last() -> None:
    problem = replace(with_people(person("w")), rules=replace(RULES, max_size=6))

    assert repairs(problem, BOTH, "a") == (
        Repair(KIND.FILL_WAITING, (Move("w", None, "C1"),), 60),
        Repair(KIND.MOVE_IN, (Move("d", "C2", "C1"),), 0),
        Repair(KIND.DISSOLVE, (Move("b", "C1", "C2"), Move("c", "C1", "C2")), 0),
    )


def test_several_may_move_in_when_nobody_waits() -> None:
    problem = replace(with_people(person("e", slots=frozenset({1}))), rules=replace(RULES, max_size=4))

    assert repairs(problem, BOTH, "a") == (
        Repair(KIND.MOVE_IN, (Move("e", "C2", "C1"),), 30),
        Repair(KIND.MOVE_IN, (Move("d", "C2", "C1"),), 0),
        Repair(KIND.DISSOLVE, (Move("b", "C1", None), Move("c", "C1", None)), -120),
    )


def test_two_places_are_filled_where_two_are_missing() -> None:
    problem = with_people(person("w"), person("x"))

    small = Assignment((replace(FIRST, members=("a", "b")), SECOND))

    found = repairs(problem, small, "a", waiting=("x", "w"), pins=Pins({"b": "C1"}))

    assert found == (
        Repair(KIND.FILL_WAITING, (Move("x", None, "C1"), Move("w", None, "C1")), 120),
        Repair(KIND.MOVE_IN, (Move("d", "C2", "C1"), Move("x", None, "C1")), 60),
        Repair(KIND.MOVE_IN, (Move("e", "C2", "C1"), Move("x", None, "C1")), 60),
    )


def test_only_those_who_wait_may_be_seated_when_it_is_said_who_does() -> None:
    problem = with_people(person("w"), person("x"))

    found = repairs(problem, BOTH, "d", waiting=("x", "a", "unknown"))

    assert [one.moves for one in found] == [(Move("x", None, "C2"),), ()]


def test_people_kept_together_go_together_or_nowhere() -> None:
    problem = replace(PROBLEM, together=(("b", "c"), ("d", "e")))

    dissolved = repairs(problem, BOTH, "a")[-1]

    assert dissolved == Repair(KIND.DISSOLVE, (Move("b", "C1", None), Move("c", "C1", None)), -120)


def test_who_is_pinned_stays_and_so_does_a_collective_that_is_kept() -> None:
    pinned = Pins({"d": "C2", "e": "C2", "f": "C2"})

    moving = repairs(PROBLEM, BOTH, "a", pins=pinned)[0]

    assert moving.moves == (Move("g", "C2", "C1"),)
    for pins in (Pins({"b": "C1"}), Pins(collectives=frozenset({"C1"}))):
        assert {one.kind for one in repairs(PROBLEM, BOTH, "a", pins=pins)} == {KIND.MOVE_IN}


def test_a_collective_nobody_can_join_is_dissolved_and_it_is_said_who_has_no_seat() -> None:
    alone = person("b", choices=("walkthroughs", "grading"), slots=frozenset({1}))
    problem = replace(with_people(alone), rules=Rules(min_size=3, max_size=5, max_absent=0))
    tight = Assignment((FIRST, replace(SECOND, members=("d", "e", "f"))))

    (found,) = repairs(problem, tight, "a", waiting=())

    assert found == Repair(KIND.DISSOLVE, (Move("c", "C1", "C2"), Move("b", "C1", None)), -40)
    assert (found.moved, found.unseated) == (("c", "b"), ("b",))


def test_nobody_leaves_who_has_no_seat() -> None:
    assert repairs(with_people(person("w")), BOTH, "w") == ()
    assert repairs(Problem((), ()), Assignment(), "w") == ()


def mended(assignment: Assignment, leaver: str, repair: Repair) -> Assignment:
    goes = {move.person for move in repair.moves} | {leaver}
    comes = {one.key: [move.person for move in repair.moves if move.to == one.key] for one in assignment.collectives}
    collectives = [
        replace(one, members=(*(m for m in one.members if m not in goes), *comes[one.key]))
        for one in assignment.collectives
    ]
    return Assignment(tuple(one for one in collectives if one.members))


def test_every_repair_is_legal_and_has_its_exact_price() -> None:
    tried = dict.fromkeys(RepairKind, 0)
    for seed in range(15):
        problem = random_problem(seed, rules=Rules(min_size=4, max_size=6 + seed % 2), people=50)
        assignment = greedy_assignment(problem)
        for leaver in assignment.places():
            without = replace(
                problem,
                people=tuple(one for one in problem.people if one.key != leaver),
                together=tuple(tuple(key for key in team if key != leaver) for team in problem.together),
            )
            left = mended(assignment, leaver, Repair(KIND.NOTHING, (), 0))

            found = repairs(problem, assignment, leaver)

            assert 1 <= len(found) <= 3
            for repair in found:
                after = mended(assignment, leaver, repair)
                assert check(without, after).violations == ()
                assert repair.change == total_score(without, after) - total_score(without, left)
                tried[repair.kind] += 1
    assert min(tried.values()) > 10
