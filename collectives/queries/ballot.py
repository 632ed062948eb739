"""Answers of members and facilitators: who is to be asked, who has not answered, what waits for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import (
    Ballot,
    District,
    Formation,
    FormationState,
    Offer,
    Participant,
    Role,
    RoleGrant,
    Seat,
)

ONE_DAY = timedelta(hours=20)  # "at most one mail a day" means: not twice between a morning and the next


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


def to_remind(formation: Formation, model: type[Ballot] | type[Offer], *, at: datetime) -> QuerySet[Any]:
    """Those who have not answered, and were not asked within the last day."""
    late: QuerySet[Any] = unanswered(model, formation).filter(asked_at__lte=at - ONE_DAY)
    return late


def count_to_remind(formation: Formation, *, at: datetime) -> int:
    """How many mails a reminder would be. Two SQL queries."""
    return sum(to_remind(formation, model, at=at).count() for model in (Ballot, Offer))


def people_to_ask(formation: Formation | None, model: type[Ballot] | type[Offer]) -> QuerySet[Participant]:
    """Leaders for a ballot, facilitators for an offer, who have not left and were not asked yet, by name."""
    role = Role.LEADER if model is Ballot else Role.FACILITATOR
    holds = RoleGrant.objects.filter(participant=OuterRef("pk"), role=role, taken_at=None)
    asked = model.objects.filter(participant=OuterRef("pk"), formation=formation)
    people = Participant.objects.filter(Exists(holds), left_at=None)
    return people.exclude(Exists(asked)).order_by("name", "pk")


def chosen_to_ask(
    formation: Formation, model: type[Ballot] | type[Offer], *, districts: Iterable[District] | None, seatless: bool
) -> QuerySet[Participant]:
    """Those of `people_to_ask` who are of these districts, if any are named, and sit nowhere, if that is asked."""
    people = people_to_ask(formation, model)
    if seatless:
        seats = Seat.objects.filter(participant=OuterRef("pk"), left_at=None, collective__closed_at=None)
        people = people.exclude(Exists(seats))
    if named := list(districts or []):
        people = people.filter(Q(school__district__in=named) | Q(district__in=named))
    return people
