"""What the collectives of a proposal may be given: themes, times, facilitators; and the proposals beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from collectives.models import (
    Formation,
    FormationState,
    Offer,
    Participant,
    Proposal,
    ProposalMove,
    ProposalState,
    ProposedCollective,
    ProposedSeat,
    Role,
    RoleGrant,
    Theme,
)
from collectives.permissions.participant import visible_participants
from collectives.permissions.proposal import can_form, visible_proposals
from collectives.queries.formation import slots_of
from collectives.queries.formation_people import PersonFacts, facts_of
from collectives.queries.proposal_name import slot_words
from collectives.queries.proposal_words import percent_of_best

RECENT = 5
PEOPLE_LISTED = 30


@dataclass(frozen=True)
class ProposalRow:
    """One proposal in the list of its formation."""

    pk: UUID
    number: int
    state: str
    state_words: str
    by_hand: bool
    collectives: int
    seated: int
    percent: int | None
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True)
class ChangeRow:
    """Something a person changed in a proposal."""

    words: str
    by: str
    at: datetime


def list_proposals(participant: Participant, formation: Formation) -> list[ProposalRow]:
    """The proposals of a formation, the latest first. One SQL query, and one to count what is in them."""
    rows = visible_proposals(participant).filter(formation=formation).select_related("asked_by").order_by("-number")
    found = list(rows)
    seats = count_by_proposal(found)
    return [
        ProposalRow(
            row.pk,
            row.number,
            row.state,
            row.get_state_display(),
            row.by_hand,
            *seats.get(row.pk, (0, 0)),
            percent_of_best(row.score, row.bound),
            row.asked_by.name,
            row.asked_at,
        )
        for row in found
    ]


def proposals_beside(participant: Participant, proposal: Proposal) -> list[Proposal]:
    """The proposals of the formation to compare with this one: what it is based on, then the latest. One SQL query."""
    rows = visible_proposals(participant).filter(formation=proposal.formation_id, done_at__isnull=False)
    shown = rows.exclude(pk=proposal.pk).exclude(state=ProposalState.FAILED)
    return list(shown.order_by(Case(When(pk=proposal.based_on_id, then=0), default=1), "-number")[:RECENT])


def recent_changes(proposal: Proposal) -> list[ChangeRow]:
    """What was changed by hand and still stands, the latest first. One SQL query."""
    rows = ProposalMove.objects.filter(proposal=proposal, undone_at=None).select_related("by").order_by("-number")
    return [ChangeRow(row.words, row.by.name, row.at) for row in rows[:RECENT]]


def slots_to_choose(formation: Formation, *, also: int | None = None) -> list[tuple[int, str]]:
    """The times at which a session may begin, with words; `also` keeps one that is none of them now. No SQL."""
    slots = set(slots_of(formation))
    return [(slot, slot_words(slot)) for slot in sorted(slots | ({also} if also is not None else set()))]


def themes_of(formation: Formation, *, also: Theme | None = None) -> QuerySet[Theme]:
    """The themes that are open in a formation, by name; `also` keeps one that is not any more. One SQL query."""
    here = formation.themes.filter(withdrawn_at=None).values("theme")
    return Theme.objects.filter(Q(pk__in=here) | Q(pk=also.pk if also else None)).order_by("name")


def facilitators_of(formation: Formation) -> QuerySet[Participant]:
    """Who offered to guide a collective, and who holds the role of facilitator, by name. One SQL query."""
    offers = Offer.objects.filter(formation=formation, participant=OuterRef("pk"), takes_part=True)
    grants = RoleGrant.objects.filter(participant=OuterRef("pk"), role=Role.FACILITATOR, taken_at=None)
    return Participant.objects.filter(Exists(offers) | Exists(grants), left_at=None).order_by("name", "pk")


def count_by_proposal(proposals: Sequence[Proposal]) -> dict[UUID, tuple[int, int]]:
    """How many collectives and how many seated people each of them has. One SQL query."""
    rows = ProposedCollective.objects.filter(proposal__in=proposals).values_list("proposal_id")
    counted = rows.annotate(collectives=Count("pk", distinct=True), seated=Count("seats")).order_by()
    return {pk: (collectives, seated) for pk, collectives, seated in counted}


def people_to_seat(participant: Participant, proposal: Proposal, *, words: str) -> tuple[list[PersonFacts], bool]:
    """People whose name, school or district holds the words and whom the proposal has not seated, by name.

    The second value tells whether there are more than are listed. One SQL query.
    """
    seated = ProposedSeat.objects.filter(proposal=proposal, participant=OuterRef("pk"), collective__isnull=False)
    people = visible_participants(participant).filter(~Exists(seated), left_at=None)
    for word in words.split():
        people = people.filter(
            Q(name__icontains=word)
            | Q(school__name__icontains=word)
            | Q(district__name__icontains=word)
            | Q(school__district__name__icontains=word)
        )
    rows = people.select_related("school__district__region", "district__region").order_by("name", "pk")
    found = [facts_of(person) for person in rows[: PEOPLE_LISTED + 1]]
    return found[:PEOPLE_LISTED], len(found) > PEOPLE_LISTED


@dataclass(frozen=True)
class WaitingProposal:
    """A proposal that waits to be decided on. `formation` is the title, `formation_pk` and `pk` its address."""

    pk: UUID
    formation_pk: UUID
    formation: str
    number: int


def waiting_proposals(participant: Participant) -> list[WaitingProposal]:
    """The latest proposal of each open formation, for who decides on it. One SQL query, none for the others."""
    if not can_form(participant):
        return []
    over = [FormationState.ACCEPTED, FormationState.ENDED]
    rows = Proposal.objects.filter(state=ProposalState.READY).exclude(formation__state__in=over)
    latest = rows.select_related("formation").order_by("formation", "-number").distinct("formation")
    return [WaitingProposal(row.pk, row.formation_id, row.formation.title, row.number) for row in latest]
