"""The library's lists: protocols by what one looks for, the sessions they may go into, and the shelves of themes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import pgettext

from collectives.models import Facilitator, Participant, Theme
from facilitation.models import OwnProtocol, Session, SessionState, ThemeResource
from facilitation.permissions.library import visible_resources
from facilitation.queries.library import Protocol, list_protocols, protocols_of_others
from facilitation.queries.session import When, when_of

LENGTHS = (30, 45, 60)
NEXT_SESSIONS = 4


@dataclass(frozen=True)
class Wanted:
    """What one looks for; empty for anything."""

    phase: int | None = None
    purpose: str = ""
    minutes: int | None = None

    @property
    def anything(self) -> bool:
        """Whether nothing is asked."""
        return self == Wanted()


@dataclass(frozen=True)
class NextSession:
    """A session to come that one may plan."""

    pk: UUID
    collective: str
    when: When


@dataclass(frozen=True)
class Resource:
    """One thing on a shelf: a protocol of the library (None once it is nowhere to be found), or a title elsewhere."""

    pk: UUID
    protocol: Protocol | None
    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Shelf:
    """A theme with what stands on its shelf."""

    theme: Theme
    resources: Sequence[Resource]


@dataclass(frozen=True)
class ProtocolEvent:
    """Something that happened to a protocol of the program's own: what, by whom, when."""

    what: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ThemeRow:
    """A theme in the list of shelves."""

    pk: UUID
    name: str
    description: str
    count: int


def wanted_protocols(wanted: Wanted) -> list[Protocol]:
    """Those that suit the phase and the purpose and fit into the minutes, other programs' last. Two SQL queries."""
    return [
        protocol
        for protocol in (*list_protocols(), *protocols_of_others())
        if (wanted.phase is None or wanted.phase in protocol.phases)
        and wanted.purpose in {"", protocol.purpose}
        and (wanted.minutes is None or protocol.minutes <= wanted.minutes)
    ]


def sessions_to_plan(participant: Participant, *, now: datetime) -> list[NextSession]:
    """The next sessions of the collectives one facilitates, the first first. One SQL query."""
    guided = Facilitator.objects.filter(participant=participant, left_at=None).values("collective")
    rows = Session.objects.filter(collective__in=guided, state=SessionState.PLANNED, starts_at__gt=now)
    return [
        NextSession(row.pk, row.collective.name, when_of(row))
        for row in rows.select_related("collective").order_by("starts_at", "pk")[:NEXT_SESSIONS]
    ]


def protocol_events(protocol: OwnProtocol) -> list[ProtocolEvent]:
    """That it was written or taken, and what happened since, the latest first. One SQL query, with its writer read."""
    rows = protocol.changes.select_related("by").order_by("-at", "-pk")
    since = [ProtocolEvent(row.get_what_display(), row.by.name, row.at) for row in rows]
    taken = pgettext("protocol", "taken from another program")
    begun = taken if protocol.taken_source else pgettext("protocol", "written")
    return [*since, ProtocolEvent(begun, protocol.by.name, protocol.at)]


def theme_rows() -> list[ThemeRow]:
    """The program's themes by name, each with how much stands on its shelf. One SQL query."""
    standing = Count("resources", filter=Q(resources__removed_at=None))
    rows = Theme.objects.filter(set_aside_at=None).annotate(count=standing).order_by("name", "pk")
    return [ThemeRow(row.pk, row.name, row.description, row.count) for row in rows]


def shelf_of(theme: Theme, participant: Participant) -> Shelf:
    """What stands on a theme's shelf, in order. Two SQL queries."""
    rows = visible_resources(participant).filter(theme=theme, removed_at=None).order_by("position", "pk")
    protocols = {protocol.key: protocol for protocol in list_protocols()}
    return Shelf(theme, [Resource(row.pk, protocols.get(row.protocol), row.title, row.url, row.note) for row in rows])


def resource_to_bring_back(theme: Theme, participant: Participant, pk: UUID | None) -> ThemeResource | None:
    """The thing an address names as just taken off the shelf. At most one SQL query."""
    if pk is None:
        return None
    return visible_resources(participant).filter(theme=theme, pk=pk, removed_at__isnull=False).first()
