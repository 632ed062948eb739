"""Which collectives the page across them shows: what an address asks for, as far as somebody's regions go."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from collectives.models import Collective, Facilitator, Participant, Seat
from collectives.permissions.collective import overseen_collectives
from collectives.permissions.program import is_admin, regions_coordinated_by
from facilitation.models import Help, Session, SessionState, SupportFlag
from ilc.pages import MOST_WORDS, named_key
from inquiry.models import Cycle, Phase

UP, UNANSWERED = "up", "open"  # of `help`: a hand is up; nobody has written down any help yet


@dataclass(frozen=True)
class Filters:
    """What an address asks for. `place` is a region or a district. Empty is everything one sees."""

    theme: str = ""
    phase: str = ""
    place: str = ""
    help: str = ""
    q: str = ""

    @property
    def address(self) -> str:
        """The same as the end of an address; empty without any."""
        return urlencode(self.said)

    @property
    def said(self) -> dict[str, str]:
        """Those that narrow."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class Totals:
    """What the head says. `up`: where a hand is up; `unanswered`: and nobody has written down any help."""

    collectives: int
    leaders: int
    up: int
    unanswered: int


def read_filters(said: Mapping[str, str]) -> Filters:
    """What an address, or a view that was saved, asks for; what is mangled asks for nothing."""
    theme, place = (named_key(said.get(name, "")) for name in ("theme", "place"))
    phase, hand = said.get("phase", ""), said.get("help", "")
    return Filters(
        theme=str(theme) if theme else "",
        phase=phase if phase in {str(number) for number in Phase.values} else "",
        place=str(place) if place else "",
        help=hand if hand in {UP, UNANSWERED} else "",
        q=said.get("q", "").replace("\0", "").strip()[:MOST_WORDS],
    )


def dashboard_collectives(participant: Participant, filters: Filters) -> QuerySet[Collective, Any]:
    """The open collectives that one oversees and that fit; in no order.

    A place that one does not see fits nothing: what somebody else saved and shared shows no more than one's own.
    """
    found = overseen_collectives(participant).filter(closed_at=None)
    if filters.theme:
        found = found.filter(theme=UUID(filters.theme))
    if filters.phase:
        cycles = Cycle.objects.filter(collective=OuterRef("pk"), closed_at=None, phase=filters.phase)
        found = found.filter(Exists(cycles))
    if filters.place:
        found = found.filter(_sits_in(participant, filters.place))
    if filters.help:
        found = found.filter(_hand_up(answered=filters.help == UP))
    guides = Facilitator.objects.filter(collective=OuterRef("pk"), left_at=None)
    for word in filters.q.split():
        named = Exists(guides.filter(participant__name__icontains=word))
        found = found.filter(Q(name__icontains=word) | Q(theme__name__icontains=word) | named)
    return found


def in_order(collectives: QuerySet[Collective, Any]) -> QuerySet[Collective, Any]:
    """In the order in which groups first met, then in which they were made. Never by their figures."""
    met = Session.objects.filter(collective=OuterRef("pk"), state=SessionState.PLANNED).order_by("starts_at")
    return collectives.annotate(first_met=Subquery(met.values("starts_at")[:1])).order_by(
        F("first_met").asc(nulls_last=True), "made_at", "pk"
    )


def dashboard_totals(participant: Participant, filters: Filters) -> Totals:
    """How many there are in all. One SQL query."""
    seats = Seat.objects.filter(
        collective__in=dashboard_collectives(participant, filters).values("pk"), left_at=None
    ).order_by()
    leaders = seats.annotate(one=Value(1)).values("one").annotate(n=Count("participant", distinct=True)).values("n")
    found = (
        dashboard_collectives(participant, filters)
        .alias(hand=_hand_up(answered=True), alone=_hand_up(answered=False))
        .aggregate(
            collectives=Count("pk"),
            up=Count("pk", filter=Q(hand=True)),
            unanswered=Count("pk", filter=Q(alone=True)),
            leaders=Coalesce(Max(Subquery(leaders[:1])), 0),
        )
    )
    return Totals(found["collectives"], found["leaders"], found["up"], found["unanswered"])


def _sits_in(participant: Participant, place: str) -> Exists:
    """That somebody of a region or a district sits there, and that it is one that the reader sees."""
    works = Q(participant__school__district=place) | Q(participant__school__district__region=place)
    works |= Q(participant__district=place) | Q(participant__district__region=place)
    seats = Seat.objects.filter(works, collective=OuterRef("pk"), left_at=None)
    if not is_admin(participant):
        regions = regions_coordinated_by(participant)
        own = Q(participant__school__district__region__in=regions) | Q(participant__district__region__in=regions)
        seats = seats.filter(own)
    return Exists(seats)


def _hand_up(*, answered: bool) -> Exists:
    """That a flag is up, whether or not help was written down; or that one is up without any help."""
    flags = SupportFlag.objects.filter(collective=OuterRef("pk"), lowered_at=None)
    return Exists(flags if answered else flags.filter(~Exists(Help.objects.filter(flag=OuterRef("pk")))))
