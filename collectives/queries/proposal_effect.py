"""What moving somebody would do: to every rule, and to the whole. No SQL here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from collectives.engine.formation.check import Violation, check
from collectives.engine.formation.explain import move_change
from collectives.engine.formation.problem import Assignment, Collective, Person, Problem
from collectives.models import MAX_SEATS
from collectives.queries.proposal import Seating
from collectives.queries.proposal_words import collective_about, percent_of_best, rank_words, violation_words

LISTED = 40


@dataclass(frozen=True)
class Effect:
    """What moving somebody to a collective would do. `possible` False: no hand can do it."""

    key: str
    name: str
    about: str
    taken: int
    choice: str
    possible: bool
    breaks: Sequence[str]
    mends: Sequence[str]
    change: str
    here: bool = False


def targets(seating: Seating, key: str, *, words: str) -> tuple[list[Collective], int]:
    """The collectives somebody may be moved to, those of the themes they chose first, at most LISTED; and how many more
    there are. With `words` those whose name, theme or facilitator holds them.
    """
    person = seating.known.get(key)
    order = {theme: rank for rank, theme in enumerate(person.choices)} if person else {}
    wanted = words.casefold().split()
    found = [one for one in seating.assignment.collectives if all(word in _text(one, seating) for word in wanted)]
    found.sort(key=lambda one: (order.get(one.theme, len(order)), one.slot, one.key))
    return found[:LISTED], max(0, len(found) - LISTED)


def effects(
    seating: Seating, key: str, *, rules_shown: bool, among: Iterable[Collective] | None = None
) -> list[Effect]:
    """What a move to each of the collectives would do to every rule and to the score; those allowed come first."""
    person = seating.known.get(key)
    found = [
        _effect(seating, key, person, target, rules_shown)
        for target in (seating.assignment.collectives if among is None else among)
    ]
    return sorted(found, key=lambda one: (not one.possible, len(one.breaks), not one.choice, one.choice, one.name))


def score_words(before: int, after: int, bound: int | None) -> str:
    """How the whole changes: in per cent of the best possible where that is proven and differs, else in words."""
    was, becomes = percent_of_best(before, bound), percent_of_best(after, bound)
    if was is not None and becomes is not None and was != becomes:
        words = _("the whole would rise from %(was)d to %(becomes)d%%") if becomes > was else ""
        return (words or _("the whole would fall from %(was)d to %(becomes)d%%")) % {"was": was, "becomes": becomes}
    if after == before:
        return _("the whole stays as good as it is")
    points = number_format(abs(after - before) / 10, 1)
    if after > before:
        return _("the whole gains %(points)s points, less than one per cent") % {"points": points}
    return _("the whole loses %(points)s points, less than one per cent") % {"points": points}


def part_of(problem: Problem, collectives: Iterable[Collective], key: str) -> Problem:
    """The problem as far as somebody and the people of a few collectives are concerned: quick to check."""
    inside = {member for one in collectives for member in one.members} | {key}
    return replace(
        problem,
        people=tuple(person for person in problem.people if person.key in inside),
        apart=tuple(pair for pair in problem.apart if inside.issuperset(pair)),
        together=tuple(team for team in problem.together if inside.intersection(team)),
    )


def moved(assignment: Assignment, key: str, target: str) -> Assignment:
    """The same collectives with somebody in another one, or in none when `target` is empty."""
    return Assignment(
        tuple(_with(one, key) if one.key == target else _without(one, key) for one in assignment.collectives)
    )


def _effect(seating: Seating, key: str, person: Person | None, target: Collective, rules_shown: bool) -> Effect:
    source = seating.places.get(key)
    rank = person.choices.index(target.theme) if person and target.theme in person.choices else None
    row = seating.rows[target.key]
    about, taken = collective_about(target, seating), len(target.members)
    if source is not None and source.key == target.key:
        return Effect(target.key, row.name, about, taken, rank_words(rank), False, [], [], _("sits here"), here=True)
    if taken >= MAX_SEATS:
        full = _("All %(seats)d seats are taken.") % {"seats": MAX_SEATS}
        return Effect(target.key, row.name, about, taken, rank_words(rank), False, [full], [], "")
    touched = [target] if source is None else [source, target]
    problem = part_of(seating.given.problem, touched, key)
    before = check(problem, Assignment(tuple(touched))).violations
    after = check(problem, moved(Assignment(tuple(touched)), key, target.key)).violations
    change = move_change(seating.given.problem, seating.assignment, key, target.key) if person else 0
    score = seating.verdict.score
    return Effect(
        target.key,
        row.name,
        about,
        taken,
        rank_words(rank),
        True,
        [violation_words(one, seating, rules_shown=rules_shown) for one in _new(after, before)],
        [violation_words(one, seating, rules_shown=rules_shown) for one in _new(before, after)],
        score_words(score, score + change, seating.bound),
    )


def _new(after: Sequence[Violation], before: Sequence[Violation]) -> list[Violation]:
    return [one for one in after if one not in before]


def _with(collective: Collective, key: str) -> Collective:
    return replace(collective, members=(*collective.members, key)) if key not in collective.members else collective


def _without(collective: Collective, key: str) -> Collective:
    return replace(collective, members=tuple(member for member in collective.members if member != key))


def _text(collective: Collective, seating: Seating) -> str:
    row = seating.rows[collective.key]
    return f"{row.name} {row.theme.name} {seating.person(collective.facilitator).name}".casefold()
