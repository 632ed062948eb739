"""Accepting a proposal: its collectives become real, with facilitator, rhythm and seats, and people are invited."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import override

from collectives.engine.rhythm import Kind, Rule
from collectives.engine.weekly_times import weekday_and_wall
from collectives.models import (
    Collective,
    Formation,
    FormationState,
    Meeting,
    Participant,
    Proposal,
    ProposalState,
    ProposedCollective,
    WaitingPlace,
)
from collectives.operations.collective import make_collectives
from collectives.operations.facilitator import name_facilitators
from collectives.operations.invitation import invite_to_collectives
from collectives.operations.proposal import lock_formation, lock_proposal
from collectives.operations.rhythm import Venue, set_first_rhythms
from collectives.queries.proposal import Seating, seating_of
from collectives.queries.proposal_name import free_name
from collectives.queries.proposal_overtaken import Overtaken, broken_rules, overtaken_by
from collectives.queries.proposal_refusal import (
    FacilitatorGone,
    NothingToAccept,
    ProposalOvertaken,
    RulesBroken,
    kept_refusal,
)
from ilc.due import schedule
from ilc.errors import Refused

ACCEPT: Final = "proposal_accept"
"""What is due for a proposal that is to be accepted; the key is its id."""
NOT_ACCEPTED: Final = "not_accepted"
AT_ONCE: Final = 50
"""So many collectives are made with the same statements: few for the database, and not all messages in memory."""


class AcceptedMeanwhile(Refused):
    """Another proposal of the formation is being accepted."""


@dataclass(frozen=True)
class Accepted:
    """What came of it. Ask for the sending of the notices, of which these are the ids, after the commit."""

    collectives: int
    notices: Sequence[UUID]
    waiting: int


@transaction.atomic
def start_accepting(proposal: Proposal, *, leave_out: bool, even_so: bool, by: Participant, now: datetime) -> None:
    """Have the collectives of a proposal made and everybody in it invited.

    `leave_out`: who left or does not take part any more gets no seat, and who answered since waits. `even_so`: rules
    that a hand broke are meant so. Who has no seat waits for one. Raises NothingToAccept, RulesBroken,
    ProposalOvertaken, FacilitatorGone, AcceptedMeanwhile, ProposalElsewhere, FormationOver.
    """
    formation = lock_formation(proposal.formation)
    if formation.proposals.filter(state=ProposalState.ACCEPTING).exists():
        raise AcceptedMeanwhile(_("A proposal of this formation is being accepted already."))
    proposal = lock_proposal(proposal, ProposalState.READY)
    seating = seating_of(proposal)
    _check(seating, overtaken_by(seating), leave_out=leave_out, even_so=even_so)
    proposal.asked |= {"leave_out": leave_out, "even_so": even_so}
    proposal.trouble = [one for one in proposal.trouble if one["code"] != NOT_ACCEPTED]
    proposal.state, proposal.settled_by, proposal.settled_at = ProposalState.ACCEPTING, by, now
    proposal.save(update_fields=["asked", "trouble", "state", "settled_by", "settled_at"])
    schedule(ACCEPT, str(proposal.pk), due_at=now)


def accept_proposal(proposal_pk: UUID, *, now: datetime, progress: Callable[[int], None]) -> Accepted | None:
    """Make what start_accepting asked for, all of it or nothing; None when it is not asked for any more.

    `progress` is told per cent. Call inside a transaction of its own; what is refused meanwhile is raised as there, in
    the language of who asked for it.
    """
    proposal = Proposal.objects.select_related("formation", "settled_by__user").filter(pk=proposal_pk).first()
    if proposal is None or proposal.state != ProposalState.ACCEPTING or proposal.settled_by is None:
        return None
    with override(proposal.settled_by.reads):
        return _accept(proposal, proposal.settled_by, now, progress)


def back_to_ready(proposal_pk: UUID, refusal: Refused) -> None:
    """Say why a proposal that was to be accepted could not be; it can be looked at and accepted again."""
    proposal = Proposal.objects.select_for_update(no_key=True).get(pk=proposal_pk)
    if proposal.state != ProposalState.ACCEPTING:
        return
    proposal.state, proposal.settled_by, proposal.settled_at = ProposalState.READY, None, None
    proposal.trouble = [*proposal.trouble, {"code": NOT_ACCEPTED, **kept_refusal(refusal)}]
    proposal.save(update_fields=["state", "settled_by", "settled_at", "trouble"])


def _accept(proposal: Proposal, by: Participant, now: datetime, progress: Callable[[int], None]) -> Accepted:
    formation = lock_formation(proposal.formation)
    proposal = lock_proposal(proposal, ProposalState.ACCEPTING)
    seating = seating_of(proposal)
    asked = proposal.asked
    _check(seating, overtaken_by(seating), leave_out=asked["leave_out"], even_so=asked["even_so"])
    taken = set(Collective.objects.values_list(Lower("name"), flat=True))
    making = _Making(seating, formation, taken, by, now)
    people = Participant.objects.in_bulk([UUID(key) for key in (*seating.places, *seating.unplaced)])
    groups = [
        (seating.rows[one.key], members)
        for one in seating.assignment.collectives
        if (members := [people[UUID(key)] for key in one.members if key not in seating.gone])
    ]
    notices: list[UUID] = []
    for some in batched(groups, AT_ONCE, strict=False):
        progress(100 * len(notices) // len(seating.places))
        notices += making.make(some)
    waiting = [people[UUID(key)] for key in seating.unplaced]
    _let_wait(formation, waiting, by, now)
    proposal.state, proposal.score = ProposalState.ACCEPTED, seating.verdict.score
    proposal.save(update_fields=["state", "score"])
    formation.state = FormationState.ACCEPTED
    formation.save(update_fields=["state"])
    return Accepted(len(groups), notices, len(waiting))


def _check(seating: Seating, since: Overtaken, *, leave_out: bool, even_so: bool) -> None:
    if not seating.places:
        raise NothingToAccept
    for row in seating.rows.values():
        if row.facilitator.left_at:
            raise FacilitatorGone(name=row.facilitator.name, collective=row.name)
    if since and not leave_out:
        raise ProposalOvertaken
    broken = broken_rules(seating)
    if broken and not even_so:
        raise RulesBroken(count=len(broken))


@dataclass(frozen=True)
class _Making:
    """What every collective of a proposal is made with. `taken` are the names in use, in small letters."""

    seating: Seating
    formation: Formation
    taken: set[str]
    by: Participant
    now: datetime

    def make(self, groups: Sequence[tuple[ProposedCollective, Sequence[Participant]]]) -> list[UUID]:
        """The collectives of these rows, with everything, and their people invited; the messages to them."""
        rows = [row for row, _members in groups]
        collectives = make_collectives(
            [(self._name(row), row.theme, row.language) for row in rows], by=self.by, now=self.now
        )
        for row, collective in zip(rows, collectives, strict=True):
            row.collective = collective
        ProposedCollective.objects.bulk_update(rows, ["collective"])
        guides = [(one, row.facilitator) for row, one in zip(rows, collectives, strict=True)]
        name_facilitators(guides, giving_role=True, by=self.by, now=self.now)
        seated = list(zip(collectives, (members for _row, members in groups), strict=True))
        rhythms = [
            (one, self._rule(row), self._venue(members)) for row, (one, members) in zip(rows, seated, strict=True)
        ]
        set_first_rhythms(rhythms, by=self.by, now=self.now)
        sent = invite_to_collectives(seated, formation=self.formation, by=self.by, now=self.now)
        return [one.notice.pk for one in sent]

    def _name(self, row: ProposedCollective) -> str:
        name = free_name(row.name, self.taken)
        self.taken.add(name.casefold())
        return name

    def _venue(self, members: Iterable[Participant]) -> Venue:
        return Venue(_meeting(self.seating.person(str(one.pk)).meeting for one in members))

    def _rule(self, row: ProposedCollective) -> Rule:
        weekday, wall = weekday_and_wall(row.half_hour)
        formation = self.formation
        return Rule(
            Kind.NTH_WEEKDAY,
            formation.starts_on,
            wall,
            formation.zone,
            formation.minutes,
            weekday=weekday,
            nth=formation.nth,
        )


def _let_wait(formation: Formation, people: Iterable[Participant], by: Participant, now: datetime) -> None:
    WaitingPlace.objects.bulk_create(
        WaitingPlace(formation=formation, participant=person, since=now, put_by=by) for person in people
    )


def _meeting(wishes: Iterable[str]) -> str:
    """In the room or online when everybody wants it so; hybrid otherwise."""
    wished = set(wishes) - {""}
    return wished.pop() if len(wished) == 1 else Meeting.HYBRID
