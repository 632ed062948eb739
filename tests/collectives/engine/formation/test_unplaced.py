"""Why somebody has no seat, and what would give them one."""

from dataclasses import replace

import pytest

from collectives.engine.formation.check import check
from collectives.engine.formation.problem import (
    Assignment,
    Collective,
    Facilitator,
    Person,
    Pins,
    Problem,
    Rules,
)
from collectives.engine.formation.unplaced import (
    Opening,
    Stretch,
    StretchCode,
    UnplacedCode,
    more_capacity,
    why_each_unplaced,
    why_unplaced,
    would_place,
)
from tests.collectives.engine.formation.instances import greedy_assignment, random_problem

EN = frozenset({"en"})


def person(key: str, **other) -> Person:
    return Person(key, **({"choices": ("grading",), "slots": frozenset({1, 2}), "languages": EN} | other))


GUIDE = Facilitator("F", frozenset({"grading", "belonging"}), frozenset({1, 2}), EN, 1)
SEATED = tuple(person(key) for key in "abc")
OPEN = Collective("C1", "grading", 1, "en", "F", ("a", "b", "c"))
RULES = Rules(min_size=3, max_size=4, max_per_district=1)
PROBLEM = Problem((*SEATED, person("z")), (GUIDE,), rules=RULES)


def with_z(**other) -> Problem:
    return replace(PROBLEM, people=(*SEATED, person("z", **other)))


REASONS = {
    UnplacedCode.NO_THEME_RANKED: (with_z(choices=()), (OPEN,)),
    UnplacedCode.NO_FACILITATOR: (with_z(languages=frozenset({"fr"})), (OPEN,)),
    UnplacedCode.NO_FACILITATED_SLOT: (
        replace(with_z(slots=frozenset({5})), rules=Rules(min_size=3, max_size=4, max_absent=0)),
        (OPEN,),
    ),
    UnplacedCode.TOO_FEW_COMPATIBLE: (with_z(choices=("belonging",)), (OPEN,)),
    UnplacedCode.NONE_OPEN: (PROBLEM, ()),
    UnplacedCode.NO_OPEN_SLOT: (
        replace(PROBLEM, people=(*SEATED[:2], person("c", slots=frozenset({2})), person("z", slots=frozenset({2})))),
        (OPEN,),
    ),
    UnplacedCode.ALL_FULL: (replace(PROBLEM, rules=Rules(min_size=3, max_size=3)), (OPEN,)),
    UnplacedCode.KEEP_APART: (replace(PROBLEM, apart=(("z", "b"),)), (OPEN,)),
    UnplacedCode.DISTRICT_CAP: (
        replace(PROBLEM, people=(*SEATED[:2], person("c", district="n"), person("z", district="n"))),
        (OPEN,),
    ),
    UnplacedCode.KEEP_TOGETHER: (
        replace(PROBLEM, people=(*SEATED, person("z"), person("y")), together=(("z", "y"),)),
        (OPEN,),
    ),
    UnplacedCode.SEAT_FREE: (PROBLEM, (OPEN,)),
}


@pytest.mark.parametrize("code", UnplacedCode)
def test_each_reason(code: UnplacedCode) -> None:
    problem, collectives = REASONS[code]

    assert why_unplaced(problem, Assignment(collectives), "z") == code


def test_one_reason_is_the_same_asked_alone_or_with_everybody() -> None:
    seen = set()
    for seed in range(10):
        problem = random_problem(seed)
        assignment = greedy_assignment(problem)

        reasons = why_each_unplaced(problem, assignment)

        assert set(reasons) == set(check(problem, assignment).unplaced)
        assert reasons == {key: why_unplaced(problem, assignment, key) for key in reasons}
        seen.update(reasons.values())
    assert len(seen) > 5


def test_one_more_facilitator_would_place_those_who_wait_for_a_theme() -> None:
    waiting = tuple(person(key, choices=("walkthroughs",), slots=frozenset({7, 8})) for key in "pqr")
    alone = person("s", choices=("walkthroughs",), slots=frozenset({8}))
    problem = replace(PROBLEM, people=(*SEATED, *waiting, alone))

    assert would_place(problem, Assignment((OPEN,)))[0] == Opening("walkthroughs", 8, "en", ("p", "q", "r", "s"))


def test_others_move_there_only_where_they_may_leave_and_only_as_many_as_are_needed() -> None:
    seated = (
        person("a", choices=("grading", "walkthroughs")),
        person("b", choices=("walkthroughs", "grading")),
        person("c", choices=("walkthroughs", "grading")),
        person("d"),
    )
    waiting = tuple(person(key, choices=("walkthroughs",)) for key in "pq")
    problem = replace(PROBLEM, people=(*seated, *waiting))
    full = Assignment((replace(OPEN, members=("a", "b", "c", "d")),))

    found = would_place(problem, full)

    assert found == (Opening("walkthroughs", 1, "en", ("p", "q"), ("b",)),)
    assert would_place(problem, full, pins=Pins({"b": "C1"}))[0].movers == ("c",)
    assert would_place(problem, Assignment((OPEN,))) == ()


def test_those_kept_apart_are_not_placed_together_and_those_kept_together_are() -> None:
    waiting = tuple(person(key, choices=("walkthroughs",), slots=frozenset({7})) for key in "pqrst")
    problem = replace(PROBLEM, people=(*SEATED, *waiting), apart=(("p", "q"), ("p", "r")), together=(("s", "t"),))

    (opening,) = would_place(problem, Assignment((OPEN,)))

    assert set(opening.placed) == set("qrst")


def test_a_little_more_of_a_facilitator_there_is() -> None:
    waiting = tuple(person(key, slots=frozenset({2, 3})) for key in "pqr")
    problem = replace(PROBLEM, people=(*SEATED, *waiting))
    assignment = Assignment((OPEN,))

    def of(**other) -> tuple[Stretch, ...]:
        return more_capacity(replace(problem, facilitators=(replace(GUIDE, **other),)), assignment)

    opening = Opening("grading", 2, "en", ("p", "q", "r"))
    assert of() == (Stretch("F", StretchCode.ONE_MORE_COLLECTIVE, opening),)
    assert of(capacity=2) == (Stretch("F", StretchCode.NOTHING, opening),)
    assert of(capacity=2, slots=frozenset({1})) == (Stretch("F", StretchCode.ONE_MORE_SLOT, opening),)
    assert of(themes=frozenset({"belonging"})) == of(capacity=1, slots=frozenset({1})) == ()


def opened(problem: Problem, assignment: Assignment, opening: Opening, facilitator: str) -> Assignment:
    gone = set(opening.movers)
    stay = [replace(one, members=tuple(m for m in one.members if m not in gone)) for one in assignment.collectives]
    new = Collective(
        "new", opening.theme, opening.slot, opening.language, facilitator, (*opening.placed, *opening.movers)
    )
    return Assignment((*stay, new))


def test_every_opening_is_legal_and_places_whom_it_says() -> None:
    tried = 0
    for seed in range(25):
        problem = random_problem(seed, together=6, apart=15)
        assignment = greedy_assignment(problem)
        before = set(check(problem, assignment).unplaced)
        openings = would_place(problem, assignment)
        slots = frozenset(opening.slot for opening in openings)
        new = Facilitator("NEW", frozenset(one.theme for one in openings), slots, frozenset({"en", "fr", "es"}), 1)

        assert [len(one.placed) for one in openings] == sorted((len(one.placed) for one in openings), reverse=True)
        for opening in openings:
            after = check(
                replace(problem, facilitators=(*problem.facilitators, new)),
                opened(problem, assignment, opening, "NEW"),
            )

            assert after.violations == ()
            assert before - set(after.unplaced) == set(opening.placed)
            tried += 1
    assert tried > 50


def test_every_stretch_of_a_facilitator_is_legal_with_what_it_asks() -> None:
    seen = set()
    for seed in range(25):
        problem = random_problem(seed, facilitators=8 if seed % 2 else 2)
        assignment = Assignment(greedy_assignment(problem).collectives[:: 1 + seed % 2])

        for stretch in more_capacity(problem, assignment):
            more = stretch.code == StretchCode.ONE_MORE_COLLECTIVE
            slot = {stretch.opening.slot} if stretch.code == StretchCode.ONE_MORE_SLOT else set()
            facilitators = tuple(
                replace(one, capacity=one.capacity + more, slots=one.slots | slot)
                if one.key == stretch.facilitator
                else one
                for one in problem.facilitators
            )
            after = opened(problem, assignment, stretch.opening, stretch.facilitator)

            assert check(replace(problem, facilitators=facilitators), after).violations == ()
            seen.add(stretch.code)
    assert seen == set(StretchCode)


def test_nobody_and_nothing() -> None:
    assert would_place(Problem((), ()), Assignment()) == more_capacity(Problem((), ()), Assignment()) == ()
    assert why_each_unplaced(Problem((), ()), Assignment()) == {}
