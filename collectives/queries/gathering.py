"""Gatherings as lists and pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import segno
from django.db.models import Count, Q, QuerySet

from collectives.models import Asked, Gathering, GatheringState, Participant
from collectives.permissions.gathering import answerable_gatherings, visible_gatherings
from collectives.queries.gathering_words import Words, words_in

_QUIET = 2  # modules of white around a code that a phone reads
type Annotated = Any  # a queryset with annotations, which the stubs cannot name
_STATES = {GatheringState.OPEN: 0, GatheringState.DRAFT: 1, GatheringState.CLOSED: 2}


@dataclass(frozen=True)
class GatheringRow:
    """A gathering in a list. `answered` are people; who is asked by a code is not counted beforehand."""

    pk: UUID
    title: Words
    kind: str
    state: str
    anonymous: bool
    asks: str
    asked: int
    answered: int
    closes_at: datetime | None
    closed_at: datetime | None
    made_by: str


@dataclass(frozen=True)
class WaitingGathering:
    """Questions that wait for somebody. `collective`: whose own people are asked, if they are."""

    pk: UUID
    title: Words
    kind: str
    anonymous: bool
    closes_at: datetime | None
    collective: str


@dataclass(frozen=True)
class Numbers:
    """How many people are asked by name, and how many have answered."""

    asked: int
    answered: int

    @property
    def waiting(self) -> int:
        """How many of those who are asked have not answered."""
        return max(self.asked - self.answered, 0)


@dataclass(frozen=True)
class QrCode:
    """A code for phones as one path in a square of `size` units."""

    size: int
    path: str


def list_gatherings(participant: Participant, language: str, *, otherwise: str) -> list[GatheringRow]:
    """Those one may open, open ones first, then drafts, then closed ones, the newest first. One SQL query."""
    counted = _counted(visible_gatherings(participant)).select_related("made_by").order_by("-pk")
    return sorted(
        (_row(one, language, otherwise) for one in counted), key=lambda row: _STATES[GatheringState(row.state)]
    )


def waiting_gatherings(participant: Participant, *, otherwise: str, now: datetime) -> list[WaitingGathering]:
    """What asks this person and still takes their answer, the first to close first. One SQL query.

    The titles are in the person's language, else in `otherwise`, the program's.
    """
    return [
        WaitingGathering(
            pk=row.gathering_id,
            title=words_in(row.gathering.title, participant.language, otherwise=otherwise),
            kind=row.gathering.get_kind_display(),
            anonymous=row.gathering.anonymous,
            closes_at=row.gathering.closes_at,
            collective=row.gathering.collective.name if row.gathering.collective else "",
        )
        for row in waiting_asked(participant, now=now)
        .filter(gathering__in=answerable_gatherings(participant).values("pk"))
        .select_related("gathering__collective")
    ]


def waiting_asked(participant: Participant, *, now: datetime) -> QuerySet[Asked]:
    """That this person is asked by gatherings that still take their answer, the first to close first."""
    asked = Asked.objects.filter(participant=participant, answered=False, gathering__state=GatheringState.OPEN)
    in_time = Q(gathering__closes_at=None) | Q(gathering__closes_at__gt=now)
    return asked.filter(in_time).select_related("gathering").order_by("gathering__closes_at", "gathering")


def numbers_of(gathering: Gathering) -> Numbers:
    """How many are asked and have answered, now or when it closed. One SQL query."""
    counted = _counted(Gathering.objects.filter(pk=gathering.pk)).get()
    return Numbers(counted.asked_people, _answered(counted))


def qr_code(address: str) -> QrCode:
    """An address for phones to read. No SQL."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=_QUIET)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return QrCode(len(rows), path)


def _counted(gatherings: QuerySet[Gathering]) -> Annotated:
    return gatherings.annotate(
        asked_people=Count("asked", filter=Q(asked__participant__isnull=False)),
        answered_people=Count("asked", filter=Q(asked__answered=True)),
    )


def _answered(counted: Any) -> int:
    people: int = counted.answered_people
    return counted.answers if counted.state == GatheringState.CLOSED else people


def _row(one: Any, language: str, otherwise: str) -> GatheringRow:
    return GatheringRow(
        pk=one.pk,
        title=words_in(one.title, language, otherwise=otherwise),
        kind=one.get_kind_display(),
        state=one.state,
        anonymous=one.anonymous,
        asks=one.asks,
        asked=one.asked_people,
        answered=_answered(one),
        closes_at=one.closes_at,
        closed_at=one.closed_at,
        made_by=one.made_by.name,
    )


def people_to_choose(people: QuerySet[Participant], gathering: Gathering) -> QuerySet[Participant]:
    """Of these people, those who are not asked yet and have not left."""
    asked = Asked.objects.filter(gathering=gathering, participant__isnull=False)
    return people.filter(left_at=None).exclude(pk__in=asked.values("participant"))


def chosen_people(gathering: Gathering) -> QuerySet[Participant]:
    """Who is asked by name, by name."""
    asked = Asked.objects.filter(gathering=gathering, participant__isnull=False)
    return Participant.objects.filter(pk__in=asked.values("participant")).order_by("name", "pk")
