"""What could be done when a leader left a collective: the least harmful ways, each with what it costs."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from collectives.engine.formation.problem import Assignment
from collectives.engine.formation.problem import Collective as Group
from collectives.engine.formation.repair import Repair, RepairKind, repairs
from collectives.models import Collective, Seat
from collectives.queries.formation_seats import FormationSeats, formation_of, formation_seats, person_for
from collectives.queries.reseating import MoveRow, Moves, list_moves
from collectives.queries.waiting import queue


@dataclass(frozen=True)
class RepairRow:
    """One way to go on. `key` names it as long as nothing changes; `change` is what it does to the whole, in tenths."""

    key: str
    kind: RepairKind
    moves: Moves
    rows: Sequence[MoveRow]
    change: int
    seated: int
    fewest: int

    @property
    def title(self) -> str:
        """What is done, verb first."""
        match self.kind:
            case RepairKind.NOTHING:
                words = ngettext("Carry on with %(count)d person", "Carry on with %(count)d people", self.seated)
                return words % {"count": self.seated}
            case RepairKind.FILL_WAITING:
                return gettext("Give the seat to %(name)s, who waits") % {"name": self.rows[0].name}
            case RepairKind.MOVE_IN:
                return gettext("Move %(name)s in from %(came)s") % {
                    "name": self.rows[0].name,
                    "came": self.rows[0].came,
                }
            case _:
                return gettext("Close this collective, and seat its members elsewhere")

    @property
    def text(self) -> str:
        """What it means for those concerned."""
        if self.kind == RepairKind.NOTHING:
            return gettext("Nobody moves. Groups of this formation have at least %(fewest)d people.") % {
                "fewest": self.fewest
            }
        without = sum(not row.goes for row in self.rows)
        if without:
            words = ngettext(
                "%(count)d person would have no seat and go to the front of the waiting list.",
                "%(count)d people would have no seat and go to the front of the waiting list.",
                without,
            )
            return words % {"count": without}
        return gettext("Everybody concerned gets a message, and may say that it does not suit them.")

    @property
    def cost(self) -> str:
        """What it does to all collectives together, in points."""
        if not self.change:
            return gettext("No change for the whole")
        points = number_format(abs(self.change) / 10, decimal_pos=1)
        if self.change > 0:
            return gettext("The whole gains %(points)s points") % {"points": points}
        return gettext("The whole loses %(points)s points") % {"points": points}


@dataclass(frozen=True)
class RepairPage:
    """Who left last, and the ways to go on; none when the collective came from no formation, or nobody left."""

    left: Seat | None
    seated: int
    fewest: int
    repairs: Sequence[RepairRow]

    @property
    def small(self) -> bool:
        """Whether fewer sit there than the formation asks for."""
        return self.seated < self.fewest


def repair_page(collective: Collective) -> RepairPage:
    """The three least harmful repairs after the seat that ended last. At most twenty-two SQL queries."""
    rows = collective.seats.exclude(left_at=None).select_related(
        "participant__school__district__region", "participant__district__region", "left_by"
    )
    left = rows.order_by("-left_at").first()
    formation = formation_of(collective)
    seated = collective.seats.filter(left_at=None).count()
    fewest = formation.fewest if formation else 0
    if formation is None or left is None:
        return RepairPage(left, seated, fewest, [])
    seats = formation_seats(formation)
    group = seats.group(collective)
    if group is None or str(left.participant_id) in group.members:
        return RepairPage(left, seated, fewest, [])
    found = _with_carrying_on(_ask(collective, seats, group, left), seated, fewest)
    return RepairPage(left, seated, fewest, [_row(one, seats, seated, fewest) for one in found])


def _ask(collective: Collective, seats: FormationSeats, group: Group, left: Seat) -> list[Repair]:
    """The engine's answer. It looks at the collectives as they sat before the leaver left."""
    leaver = str(left.participant_id)
    before = replace(group, members=(*group.members, leaver))
    groups = tuple(before if one.key == group.key else one for one in seats.assignment.collectives)
    problem = seats.problem
    if seats.person(left.participant) is None:
        problem = replace(problem, people=(*problem.people, person_for(left.participant, group)))
    waiting = [str(place.participant_id) for place in queue(collective, seats.formation)]
    return list(repairs(problem, Assignment(groups), leaver, waiting=waiting))


def _with_carrying_on(found: list[Repair], seated: int, fewest: int) -> list[Repair]:
    """Carrying on with fewer comes first where enough people stay, whatever else would be better for the whole."""
    enough = seated >= fewest
    return sorted(found, key=lambda one: not (enough and one.kind == RepairKind.NOTHING))


def _row(one: Repair, seats: FormationSeats, seated: int, fewest: int) -> RepairRow:
    moves = [[move.person, move.from_ or "", move.to or ""] for move in one.moves]
    key = hashlib.sha256(repr((str(one.kind), sorted(moves))).encode()).hexdigest()[:20]
    return RepairRow(key, one.kind, moves, list_moves(moves, seats), one.change, seated, fewest)
