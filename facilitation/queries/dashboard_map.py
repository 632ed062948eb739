"""Who learns with whom: which districts, and which positions, sit together in collectives. Nobody is named."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Collective, Position, Seat
from ilc.charts import Arc, draw_arcs

MOST_DRAWN = 24  # names that a picture has room for; the table has all


@dataclass(frozen=True)
class Meeting:
    """A name, in how many collectives it sits, and with whom: by name, with how many collectives they share."""

    name: str
    collectives: int
    others: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class MeetingMap:
    """A picture and its table. `left_out`: how many names the picture has no room for."""

    drawing: SafeString | None
    rows: Sequence[Meeting]
    left_out: int


@dataclass(frozen=True)
class DashboardMap:
    """By district and by position."""

    districts: MeetingMap
    positions: MeetingMap


def dashboard_map(collectives: QuerySet[Collective, Any]) -> DashboardMap:
    """Of the seats that are taken in these now. One SQL query."""
    seats = Seat.objects.filter(left_at=None, collective__in=collectives.values("pk"))
    rows = list(
        seats.order_by()
        .values_list(
            "collective",
            Coalesce("participant__school__district__name", "participant__district__name"),
            "participant__position",
        )
        .distinct()
    )
    districts = _sitting((collective, name) for collective, name, _position in rows if name)
    positions = _sitting(
        (collective, str(Position(position).label)) for collective, _name, position in rows if position
    )
    return DashboardMap(
        _map(districts, title=_("Districts that meet in collectives"), key="districts"),
        _map(positions, title=_("Positions that meet in collectives"), key="positions"),
    )


def _sitting(rows: Iterable[tuple[UUID, str]]) -> Mapping[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for collective, name in rows:
        found[collective].add(name)
    return found


def _map(sitting: Mapping[UUID, set[str]], *, title: str, key: str) -> MeetingMap:
    sits = Counter(name for names in sitting.values() for name in names)
    together = Counter(pair for names in sitting.values() for pair in combinations(sorted(names), 2))
    names = sorted(sits)
    shared: dict[str, dict[str, int]] = {name: {} for name in names}
    for (one, other), times in together.items():
        shared[one][other] = shared[other][one] = times
    rows = [Meeting(name, sits[name], sorted(shared[name].items())) for name in names]
    drawn = names[:MOST_DRAWN]
    places = {name: place for place, name in enumerate(drawn)}
    arcs = [
        Arc(places[one], places[other], times)
        for (one, other), times in sorted(together.items())
        if one in places and other in places
    ]
    says = ngettext(
        "%(count)s pair shares a collective; the table says which.",
        "%(count)s pairs share a collective; the table says which.",
        len(together),
    ) % {"count": len(together)}
    drawing = draw_arcs(drawn, arcs, title=title, summary=says, key=key) if drawn else None
    return MeetingMap(drawing, rows, len(names) - len(drawn))
