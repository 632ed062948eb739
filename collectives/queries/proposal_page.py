"""A proposal as its page shows it: how good it is, and who has no seat. No SQL here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.engine.formation.check import Sheet
from collectives.engine.formation.unplaced import why_each_unplaced
from collectives.queries.proposal import Seating
from collectives.queries.proposal_group import ranks_of
from collectives.queries.proposal_words import percent_of_best, unplaced_words, violation_words

FEW_DISTRICTS = 2
UNPLACED_LISTED = 60


@dataclass(frozen=True)
class Figures:
    """How good a proposal is. `percent` of the best possible, at least; None where nothing is proven."""

    percent: int | None
    seated: int
    answered: int
    collectives: int
    choices: tuple[int, int, int]
    with_another_district: int
    also: Sequence[str]


def figures(seating: Seating) -> Figures:
    """The figures of a proposal as it stands now. No SQL."""
    choices = [0, 0, 0]
    ranks = ranks_of(seating)
    for key, collective in seating.places.items():
        rank = ranks.get((key, collective.theme))
        if rank is not None:
            choices[min(rank, 2)] += 1
    sheets = seating.verdict.sheets
    return Figures(
        percent_of_best(seating.verdict.score, seating.bound),
        len(seating.places),
        len(seating.given.problem.people),
        len(seating.rows),
        (choices[0], choices[1], choices[2]),
        sum(sheet.size for sheet in sheets if len([one for one in sheet.districts if one]) >= FEW_DISTRICTS),
        _also(seating),
    )


@dataclass(frozen=True)
class UnplacedRow:
    """Somebody who answered and has no seat, and why."""

    key: str
    name: str
    about: str
    reason: str


def unplaced_rows(seating: Seating) -> list[UnplacedRow]:
    """Those without a seat with the reason, at most UNPLACED_LISTED of them. No SQL."""
    rows = []
    why = why_each_unplaced(seating.given.problem, seating.assignment) if seating.unplaced else {}
    for key in seating.unplaced[:UNPLACED_LISTED]:
        person = seating.person(key)
        about = " · ".join(part for part in (person.position, person.district) if part)
        rows.append(UnplacedRow(key, person.name, about, unplaced_words(why[key])))
    return rows


def loose_ends(seating: Seating, *, rules_shown: bool) -> list[str]:
    """Broken rules that belong to no single collective, such as people kept together who do not all have a seat."""
    return [
        violation_words(one, seating, rules_shown=rules_shown)
        for one in seating.verdict.violations
        if one.collective not in seating.rows
    ]


def _also(seating: Seating) -> list[str]:
    """What is reported beside the score: regions, rural and large, who is alone of their position, last cycle's third
    choices.
    """
    sheets, people = [sheet for sheet in seating.verdict.sheets if sheet.size], seating.given.problem.people
    found = []
    if len({person.region for person in people if person.region}) > 1 and sheets:
        meeting = sum(1 for sheet in sheets if len([one for one in sheet.regions if one]) > 1)
        found.append(_("Regions meet in %(count)d of %(all)d collectives.") % {"count": meeting, "all": len(sheets)})
    if sheets and any(person.rural for person in people) and any(person.large for person in people):
        words = _("Rural and large places meet in %(count)d of %(all)d collectives.")
        meeting = sum(1 for sheet in sheets if sheet.rural and sheet.large)
        found.append(words % {"count": meeting, "all": len(sheets)})
    alone = sum(_alone(sheet) for sheet in sheets)
    if alone:
        words = ngettext(
            "%(count)d person is the only one of their position in their collective.",
            "%(count)d people are the only ones of their position in their collective.",
            alone,
        )
        found.append(words % {"count": alone})
    third = {person.key: person for person in people if person.third_last_cycle}
    if third:
        first = sum(
            1
            for key, person in third.items()
            if key in seating.places and person.choices and seating.places[key].theme == person.choices[0]
        )
        words = _("Of %(all)d people who had their third choice last time, %(count)d have their first now.")
        found.append(words % {"all": len(third), "count": first})
    return found


def _alone(sheet: Sheet) -> int:
    return sum(1 for position, count in sheet.positions.items() if position and count == 1)
