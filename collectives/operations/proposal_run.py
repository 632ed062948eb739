"""Forming a proposal: what a run is given, what it works out between two transactions, what is stored of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import override

from collectives.engine.formation.bound import aggregated_bound, lagrangian_bound
from collectives.engine.formation.contradiction import Contradictory
from collectives.engine.formation.problem import Assignment, Collective, Pins, Problem
from collectives.engine.formation.solve import Solution, bonus_for_staying, solve
from collectives.engine.formation.unplaced import why_each_unplaced
from collectives.models import Proposal, ProposalState, ProposedCollective, ProposedSeat
from collectives.queries.formation_problem import FormationFacts, formation_facts, without_overlap
from collectives.queries.proposal import seating_of
from collectives.queries.proposal_compare import match_collectives
from collectives.queries.proposal_name import name_collectives

AGGREGATED_MOST: Final = 400
"""Up to so many people HiGHS proves a bound within the seconds below; beyond, the Lagrangian alone is as good."""
AGGREGATED_SECONDS: Final = 20


@dataclass(frozen=True)
class Run:
    """What a run is given: read in one transaction, worked on in none."""

    proposal_pk: UUID
    given: FormationFacts
    problem: Problem
    previous: Assignment | None
    pins: Pins
    seed: int
    iterations: int | None
    stay: bool


@dataclass(frozen=True)
class Formed:
    """What came of it. `trouble` without a solution says why there is none; with one, what to know about it."""

    solution: Solution | None
    trouble: Sequence[Mapping[str, Any]] = ()
    bound: int | None = None
    bound_kind: str = ""


def begin_run(proposal_pk: UUID) -> Run | None:
    """Take a proposal up. None when it is not waiting any more, for somebody stopped it."""
    rows = Proposal.objects.select_related("formation", "based_on__formation").select_for_update(of=("self",))
    proposal = rows.filter(pk=proposal_pk, state__in=[ProposalState.WAITING, ProposalState.WORKING]).first()
    if proposal is None:
        return None
    proposal.state = ProposalState.WORKING
    proposal.save(update_fields=["state"])
    given = formation_facts(proposal.formation, weights=proposal.asked.get("weights"))
    former = seating_of(proposal.based_on, given=given) if proposal.based_on else None
    previous = _still_there(former.assignment, given) if former else None
    return Run(
        proposal.pk,
        given,
        without_overlap(given, kept=previous.collectives if previous else ()),
        previous,
        Pins(people={key: at for key, at in former.pins.people.items() if key in given.facts}) if former else Pins(),
        int(proposal.asked.get("seed", 1)),
        proposal.asked.get("iterations"),
        bool(proposal.asked.get("stay")),
    )


def work_out(
    run: Run, *, seating: Callable[[int], None], proving: Callable[[], None], stopped: Callable[[], bool]
) -> Formed:
    """Seat everybody as well as can be, and prove how good that is. No SQL but what the callbacks do.

    `seating` is told per cent. When `stopped` says so, what is found by then comes back without a bound.
    """
    trouble = cannot_begin(run.given)
    if trouble:
        return Formed(None, trouble)
    try:
        solution = solve(
            run.problem,
            seed=run.seed,
            iterations=run.iterations,
            previous=run.previous,
            pins=run.pins,
            stay_bonus=bonus_for_staying(len(run.problem.people)) if run.stay else 0,
            progress=lambda progress: seating(int(100 * progress.fraction)),
            cancelled=stopped,
        )
    except Contradictory as refusal:
        return Formed(None, [asdict(one) for one in refusal.contradictions])
    if solution.stopped:
        return Formed(solution)
    if not solution.assignment.collectives:
        return Formed(None, [{"code": "nothing_formed"}, *_short_of(run.given)])
    proving()
    bound, kind = _bound(run.given.problem)
    return Formed(solution, _short_of(run.given), bound, kind)


def cannot_begin(given: FormationFacts) -> list[dict[str, Any]]:
    """Why there is nothing to form from, as codes; empty when there is."""
    people, facilitators = given.problem.people, given.problem.facilitators
    found: list[dict[str, Any]] = []
    if not people:
        found.append({"code": "nobody_answered"})
    elif len(people) < given.problem.rules.min_size:
        found.append({"code": "too_few_answered", "count": len(people), "limit": given.problem.rules.min_size})
    if not facilitators:
        found.append({"code": "no_facilitator"})
    if not given.themes:
        found.append({"code": "no_theme"})
    if not given.slots:
        found.append({"code": "no_slot"})
    elif people and not any(person.slots for person in people):
        found.append({"code": "no_common_time"})
    return found


def store_run(run: Run, formed: Formed, *, now: datetime) -> None:
    """Keep what came of a run. Nothing when somebody stopped it meanwhile."""
    rows = Proposal.objects.select_related("asked_by", "based_on").select_for_update(of=("self",))
    proposal = rows.filter(pk=run.proposal_pk, state=ProposalState.WORKING).first()
    if proposal is None:
        return
    proposal.trouble = list(formed.trouble)
    proposal.digest, proposal.done_at = run.given.digest, now
    if formed.solution is None:
        proposal.state = ProposalState.FAILED
        proposal.save()
        return
    assignment = formed.solution.assignment
    proposal.state, proposal.score = ProposalState.READY, formed.solution.score
    proposal.bound, proposal.bound_kind = formed.bound, formed.bound_kind
    if run.previous is not None:
        proposal.moved = count_moved(run.previous, assignment)
    proposal.save()
    with override(proposal.asked_by.reads):
        _store_assignment(proposal, run, assignment)


def fail_run(proposal_pk: UUID, *, code: str, now: datetime) -> None:
    """Say that a proposal cannot be formed, for a reason that is not in what people answered."""
    Proposal.objects.filter(pk=proposal_pk, state=ProposalState.WORKING).update(
        state=ProposalState.FAILED, trouble=[{"code": code}], done_at=now
    )


def count_moved(former: Assignment, present: Assignment) -> int:
    """How many people sit in another collective than before, or in none. Those who are new are not counted."""
    before, now = ({key: collective.key for key, collective in one.places().items()} for one in (former, present))
    same = match_collectives(before, now)
    return sum(1 for key, collective in before.items() if now.get(key) != same.get(collective, ""))


def _store_assignment(proposal: Proposal, run: Run, assignment: Assignment) -> None:
    former = (
        {str(pk): name for pk, name in proposal.based_on.collectives.values_list("pk", "name")}
        if proposal.based_on
        else {}
    )
    ordered = sorted(assignment.collectives, key=lambda one: (run.given.themes[one.theme], one.slot, one.key))
    names = name_collectives(ordered, themes=run.given.themes, former=former)
    rows = ProposedCollective.objects.bulk_create(
        ProposedCollective(
            proposal=proposal,
            number=number,
            name=names[one.key],
            theme_id=UUID(one.theme),
            language=one.language,
            half_hour=one.slot,
            facilitator_id=UUID(one.facilitator),
        )
        for number, one in enumerate(ordered, 1)
    )
    why = why_each_unplaced(run.problem, assignment)
    places = {member: row for row, one in zip(rows, ordered, strict=True) for member in one.members}
    ProposedSeat.objects.bulk_create(
        ProposedSeat(
            proposal=proposal,
            participant_id=UUID(person.key),
            collective=places.get(person.key),
            pinned=person.key in run.pins.people and person.key in places,
            reason=why.get(person.key, ""),
        )
        for person in run.problem.people
    )


def _still_there(former: Assignment, given: FormationFacts) -> Assignment:
    """The former seating without those who left, and without collectives that cannot go on."""
    facilitators = {one.key for one in given.problem.facilitators}
    people = {person.key for person in given.problem.people}
    return Assignment(
        tuple(
            Collective(
                one.key,
                one.theme,
                one.slot,
                one.language,
                one.facilitator,
                tuple(member for member in one.members if member in people),
            )
            for one in former.collectives
            if one.theme in given.themes and one.facilitator in facilitators
        )
    )


def _bound(problem: Problem) -> tuple[int | None, str]:
    """The lowest bound that was proven, in tenths, and which one it is."""
    found: list[tuple[int | None, str]] = [(lagrangian_bound(problem), "lagrange")]
    if len(problem.people) <= AGGREGATED_MOST:
        found.append((aggregated_bound(problem, seconds=AGGREGATED_SECONDS), "aggregated"))
    proven = [(bound, kind) for bound, kind in found if bound is not None]
    return min(proven) if proven else (None, "")


def _short_of(given: FormationFacts) -> list[dict[str, Any]]:
    """Whether facilitators offer fewer collectives than all these people need."""
    offered = sum(one.capacity for one in given.problem.facilitators if one.slots and one.themes)
    needed = -(-len(given.problem.people) // given.problem.rules.max_size)
    return [{"code": "few_facilitators", "count": offered, "limit": needed}] if offered < needed else []
