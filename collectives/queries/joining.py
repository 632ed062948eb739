"""The collectives that somebody without a seat may join by themselves, as they see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from collectives.models import (
    Collective,
    Facilitator,
    Formation,
    FormationState,
    Participant,
    ProposedCollective,
    Rhythm,
    Seat,
    WaitingPlace,
    WaitingState,
)
from collectives.queries.formation_seats import seats_in
from collectives.queries.rhythm import describe_rhythm


@dataclass(frozen=True)
class OpenRow:
    """A collective one may join, or wait for when all its seats are taken. `place`: the reader's own on its list."""

    pk: UUID
    name: str
    theme: str
    about: str
    language: str
    meets: str
    facilitators: Sequence[str]
    free: int
    place: UUID | None


def joinable_collectives(participant: Participant) -> QuerySet[Collective]:
    """Open collectives whose formation lets leaders join; none for who has a seat somewhere. One SQL query."""
    formations = Formation.objects.filter(leaders_may_join=True).exclude(state=FormationState.ENDED)
    formed = ProposedCollective.objects.filter(collective=OuterRef("pk"), proposal__formation__in=formations)
    seated = Seat.objects.filter(participant=participant, left_at=None, collective__closed_at=None)
    rows = Collective.objects.filter(closed_at=None, joining_closed_at=None)
    return rows.filter(Exists(formed)).exclude(Exists(seated))


def list_joinable(participant: Participant) -> list[OpenRow]:
    """What the participant may join, those with free seats first. Three SQL queries."""
    rows = list(_with_everything(joinable_collectives(participant), participant))
    rhythms = {
        row.collective_id: row for row in Rhythm.objects.filter(collective__in=[one.pk for one in rows], ended_at=None)
    }
    formations = {one.pk: one for one in Formation.objects.filter(leaders_may_join=True)}
    found = [_row(one, rhythms.get(one.pk), formations.get(one.formation_pk)) for one in rows]
    return sorted(found, key=lambda row: (not row.free, row.theme, row.name))


def seat_of(participant: Participant) -> Seat | None:
    """A seat the participant has in an open collective. One SQL query."""
    rows = Seat.objects.filter(participant=participant, left_at=None, collective__closed_at=None)
    return rows.select_related("collective").order_by("seated_at").first()


def _with_everything(rows: QuerySet[Collective], participant: Participant) -> Any:
    guides = Facilitator.objects.filter(collective=OuterRef("pk"), left_at=None).order_by("named_at")
    proposed = ProposedCollective.objects.filter(collective=OuterRef("pk")).order_by("-pk")
    own = WaitingPlace.objects.filter(collective=OuterRef("pk"), participant=participant, state=WaitingState.WAITING)
    return rows.select_related("theme").annotate(
        guides=ArraySubquery(guides.values("participant__name")),
        taken=Count("seats", filter=Q(seats__left_at=None), distinct=True),
        formation_pk=Subquery(proposed.values("proposal__formation")[:1]),
        place=Subquery(own.values("pk")[:1]),
    )


def _row(one: Any, rhythm: Rhythm | None, formation: Formation | None) -> OpenRow:
    return OpenRow(
        one.pk,
        one.name,
        one.theme.name,
        one.theme.description,
        one.get_language_display(),
        describe_rhythm(rhythm) if rhythm else "",
        one.guides,
        max(0, seats_in(formation) - one.taken),
        one.place,
    )
