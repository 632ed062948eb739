"""Answers of members and facilitators: who is to be asked, who has not answered, what waits for a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from collectives.models import Ballot, Formation, FormationState, Offer, Participant, Role, RoleGrant


@dataclass(frozen=True)
class WaitingBallot:
    """A question that waits for a person. `offer`: they are asked as a facilitator."""

    pk: UUID
    title: str
    answers_by: datetime | None
    offer: bool


def waiting_ballots(participant: Participant) -> list[WaitingBallot]:
    """What a person is asked and has not answered, the earliest due first. Two SQL queries."""
    found = [
        WaitingBallot(row.pk, row.formation.title, row.formation.answers_by, model is Offer)
        for model in (Ballot, Offer)
        for row in model.objects.filter(
            participant=participant, answered_at=None, formation__state=FormationState.ASKING
        ).select_related("formation")
    ]
    return sorted(found, key=lambda one: (one.answers_by is None, one.answers_by, one.offer))


def unanswered(model: type[Ballot] | type[Offer], formation: Formation) -> QuerySet[Any]:
    """The answers that are still to come, of those who have not left."""
    return model.objects.filter(formation=formation, answered_at=None, participant__left_at=None)


def people_to_ask(formation: Formation | None, model: type[Ballot] | type[Offer]) -> QuerySet[Participant]:
    """Leaders for a ballot, facilitators for an offer, who have not left and were not asked yet, by name."""
    role = Role.LEADER if model is Ballot else Role.FACILITATOR
    holds = RoleGrant.objects.filter(participant=OuterRef("pk"), role=role, taken_at=None)
    asked = model.objects.filter(participant=OuterRef("pk"), formation=formation)
    people = Participant.objects.filter(Exists(holds), left_at=None)
    return people.exclude(Exists(asked)).order_by("name", "pk")
