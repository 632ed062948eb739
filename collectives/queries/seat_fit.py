"""Whether somebody fits into a collective as it sits now, and if not, what stands in the way."""

from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext, ngettext

from collectives.engine.formation.check import ViolationCode, check
from collectives.engine.formation.problem import Assignment, Person, Problem
from collectives.engine.formation.problem import Collective as Group
from collectives.queries.formation_seats import FormationSeats

OF_ONE: Final = (
    ViolationCode.LANGUAGE_NOT_SHARED,
    ViolationCode.THEME_NOT_RANKED,
    ViolationCode.TOO_MANY_ABSENT,
    ViolationCode.DISTRICT_CAP,
    ViolationCode.APART,
)
"""The rules that somebody may break by sitting down; the others are about the collective as a whole."""


@dataclass(frozen=True)
class Blocked:
    """A rule that stands in the way. `people` by name; `district` and `count` where the cap is met."""

    code: ViolationCode
    people: tuple[str, ...] = ()
    district: str = ""
    count: int = 0

    @property
    def words(self) -> str:
        """For those who run the program; it may name people, so nobody else reads it."""
        match self.code:
            case ViolationCode.LANGUAGE_NOT_SHARED:
                return gettext("Does not share the language of the collective.")
            case ViolationCode.THEME_NOT_RANKED:
                return gettext("Did not rank this theme.")
            case ViolationCode.TOO_MANY_ABSENT:
                return gettext("Cannot make the time, and %(people)s cannot either.") % {
                    "people": ", ".join(self.people)
                }
            case ViolationCode.DISTRICT_CAP:
                words = ngettext(
                    "%(count)d person of %(district)s sits there, the most a district may have.",
                    "%(count)d people of %(district)s sit there, the most a district may have.",
                    self.count,
                )
                return words % {"count": self.count, "district": self.district}
            case _:
                return gettext("Is kept apart from %(people)s.") % {"people": ", ".join(self.people)}


def blocks(seats: FormationSeats, group: Group, person: Person) -> tuple[Blocked, ...]:
    """What stands in the way of a seat for this person in this collective; nothing when they fit. No SQL.

    That all seats are taken is not among it.
    """
    members = [one for one in seats.problem.people if one.key in group.members and one.key != person.key]
    problem = Problem((*members, person), (), apart=seats.apart, rules=seats.problem.rules)
    seated = replace(group, members=tuple(one.key for one in problem.people))
    found = check(problem, Assignment((seated,))).violations
    return tuple(
        Blocked(
            one.code,
            tuple(seats.names.get(key, "") for key in one.people if key != person.key),
            person.district,
            max(0, one.count - 1),
        )
        for one in sorted(found, key=lambda one: OF_ONE.index(one.code) if one.code in OF_ONE else 0)
        if one.code in OF_ONE and person.key in one.people
    )
