"""Working out seats for people who came late, so that as few as possible of those who sit have to move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.engine.formation.contradiction import Contradictory
from collectives.engine.formation.problem import Assignment, Problem
from collectives.engine.formation.solve import bonus_for_staying, solve
from collectives.models import Formation, Participant, Reseating, ReseatingState
from collectives.queries.formation_seats import formation_seats
from collectives.queries.reseating import Moves, list_latecomers
from ilc.due import schedule
from ilc.errors import Refused

WORK_OUT: Final = "latecomers"  # due work
SEED: Final = 1


class NobodyLate(Refused):
    """Everybody who answered has a seat."""


class AtWork(Refused):
    """Seats for who came late are being worked out."""


@dataclass(frozen=True)
class Work:
    """What is worked on in no transaction: everybody who sits or came late, and how they sit now."""

    reseating_pk: UUID
    problem: Problem
    previous: Assignment
    late: Sequence[str]


@transaction.atomic
def ask_for_seats(formation: Formation, *, by: Participant, now: datetime) -> Reseating:
    """Make it due that seats for who came late are worked out. An older proposal is put away.

    Raises NobodyLate, or AtWork.
    """
    formation = Formation.objects.select_for_update(no_key=True).get(pk=formation.pk)
    if not list_latecomers(formation):
        raise NobodyLate(_("Nobody is without a seat, or no collective has come of this formation yet."))
    earlier = Reseating.objects.filter(formation=formation, why=Reseating.Why.LATE)
    if earlier.filter(state=ReseatingState.WORKING).exists():
        raise AtWork(_("Seats are being worked out already. Look again in a moment."))
    earlier.filter(state=ReseatingState.PROPOSED).update(state=ReseatingState.DISCARDED, settled_by=by, settled_at=now)
    reseating = Reseating.objects.create(
        formation=formation,
        why=Reseating.Why.LATE,
        state=ReseatingState.WORKING,
        proposed_by=by,
        proposed_at=now,
    )
    schedule(WORK_OUT, str(reseating.pk), due_at=now)
    return reseating


def begin_work(reseating_pk: UUID) -> Work | None:
    """What there is to work on. None when it was worked out before."""
    rows = Reseating.objects.select_related("formation")
    reseating = rows.filter(pk=reseating_pk, state=ReseatingState.WORKING).first()
    if reseating is None or reseating.formation is None:
        return None
    seats = formation_seats(reseating.formation)
    late = [str(row.pk) for row in list_latecomers(reseating.formation)]
    placed = seats.assignment.places()
    led = {group.facilitator: 0 for group in seats.assignment.collectives}
    for group in seats.assignment.collectives:
        led[group.facilitator] += 1
    people = tuple(one for one in seats.problem.people if one.key in placed or one.key in set(late))
    known = {one.key for one in people}
    problem = replace(
        seats.problem,
        people=people,
        facilitators=tuple(replace(one, capacity=led[one.key]) for one in seats.problem.facilitators if one.key in led),
        apart=tuple(pair for pair in seats.problem.apart if known >= set(pair)),
        together=tuple(
            team
            for team in seats.problem.together
            if known >= set(team) and len({placed[key].key if key in placed else "" for key in team}) == 1
        ),
    )
    return Work(reseating.pk, problem, seats.assignment, [key for key in late if key in known])


def work_out(work: Work) -> tuple[Moves, list[str]]:
    """Who would sit or move where, and for whom nothing was found. No SQL. Seconds for a thousand people."""
    try:
        solution = solve(
            work.problem, seed=SEED, previous=work.previous, stay_bonus=bonus_for_staying(len(work.problem.people))
        )
    except Contradictory:  # how they sit now breaks rules already, so nothing can be proposed around it
        return [], list(work.late)
    before, after = work.previous.places(), solution.assignment.places()
    kept = {group.key for group in work.previous.collectives}
    moves = []
    for key in sorted(before.keys() | set(work.late)):
        came = before[key].key if key in before else ""
        goes = after[key].key if key in after and after[key].key in kept else ""
        if came != goes:
            moves.append([key, came, goes])
    return moves, [key for key in work.late if key not in after or after[key].key not in kept]


@transaction.atomic
def store_work(reseating_pk: UUID, moves: Moves, left_out: Sequence[str]) -> None:
    """Keep what was worked out, to be looked at. Nothing when it was stored before."""
    Reseating.objects.filter(pk=reseating_pk, state=ReseatingState.WORKING).update(
        state=ReseatingState.PROPOSED, moves=moves, left_out=list(left_out)
    )
