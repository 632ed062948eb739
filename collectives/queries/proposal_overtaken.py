"""What changed since a proposal was made: who left, who answered, and whether anything else did. No SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collectives.engine.formation.check import Violation, check
from collectives.engine.formation.problem import Assignment
from collectives.queries.proposal import Seating


@dataclass(frozen=True)
class Overtaken:
    """Pairs of key and name: `gone` sit in it and take no part any more, `new` answered since. `changed`: an answer, an
    offer or a rule is another one than it was made from.
    """

    gone: Sequence[tuple[str, str]]
    new: Sequence[tuple[str, str]]
    changed: bool

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.changed)


def overtaken_by(seating: Seating) -> Overtaken:
    """What changed since. Made by hand, only who is gone counts: everything else is looked at as it is now."""
    proposal, names = seating.proposal, seating.given.name
    gone = [(key, seating.person(key).name) for key in seating.places if key in seating.gone]
    if not proposal.digest:
        return Overtaken(gone, [], False)
    new = [(key, names(key)) for key in seating.unplaced if key not in seating.seen]
    return Overtaken(gone, new, seating.overtaken)


def broken_rules(seating: Seating) -> Sequence[Violation]:
    """The rules that are broken once those who are gone are left out."""
    if not seating.gone.intersection(seating.places):
        return seating.verdict.violations
    left = [
        replace(one, members=tuple(key for key in one.members if key not in seating.gone))
        for one in seating.assignment.collectives
    ]
    return check(seating.given.problem, Assignment(tuple(left)), pins=seating.pins).violations
