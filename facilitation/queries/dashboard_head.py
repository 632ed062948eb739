"""What the head of the page across collectives offers: what one may narrow by, views with a name, the last visit."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from collectives.models import Participant, Theme
from collectives.permissions.collective import overseen_collectives
from collectives.permissions.region import visible_districts, visible_regions
from facilitation.models import DashboardSubscription, DashboardVisit
from facilitation.permissions.dashboard import visible_views
from facilitation.queries.dashboard import UNANSWERED, UP, read_filters
from ilc.templatetags.ilc import PHASES

COLUMNS = ("kind", "key", "called", "more", "who", "monthly")
NOTHING = Value("", output_field=CharField())
NO = Value(False, output_field=BooleanField())


@dataclass(frozen=True)
class Choice:
    """Something that one may narrow by. `inside`: the districts of a region."""

    key: str
    name: str
    inside: Sequence["Choice"] = ()


@dataclass(frozen=True)
class ViewRow:
    """A view with a name. `by`: who shared it, empty for one's own; `monthly`: whether one gets it by mail."""

    pk: UUID
    name: str
    address: str
    by: str
    monthly: bool


@dataclass(frozen=True)
class Visit:
    """When one was last there, and when the visit before that one ended."""

    at: datetime
    since: datetime | None


@dataclass(frozen=True)
class Head:
    """All of it: themes of collectives one oversees, regions and districts one sees, views one sees, by name."""

    themes: Sequence[Choice]
    regions: Sequence[Choice]
    views: Sequence[ViewRow]
    visit: Visit | None


def dashboard_head(participant: Participant) -> Head:
    """One SQL query."""
    first, *others = _kinds(participant)
    rows = list(first.union(*others, all=True).order_by("called", "key"))
    of: dict[str, list[Any]] = {"theme": [], "region": [], "district": [], "view": [], "visit": []}
    for kind, *row in rows:
        of[kind].append(row)
    inside = [(more, Choice(str(key), name)) for key, name, more, *_rest in of["district"]]
    return Head(
        themes=[Choice(str(key), name) for key, name, *_rest in of["theme"]],
        regions=[
            Choice(str(key), name, [one for region, one in inside if region == str(key)])
            for key, name, *_rest in of["region"]
        ],
        views=[
            ViewRow(key, name, read_filters(json.loads(more)).address, who, monthly)
            for key, name, more, who, monthly in of["view"]
        ],
        visit=next((_visit(name, more) for _key, name, more, *_rest in of["visit"]), None),
    )


def say_filters(said: dict[str, str], head: Head) -> Sequence[str]:
    """What narrows a view, in words, as far as one sees what it names. No SQL."""
    places = {one.key: one.name for region in head.regions for one in (region, *region.inside)}
    themes = {one.key: one.name for one in head.themes}
    found = [
        themes.get(said.get("theme", ""), ""),
        str(PHASES[int(said["phase"]) - 1]) if "phase" in said else "",
        places.get(said.get("place", ""), ""),
        {UP: _("A hand is up"), UNANSWERED: _("A hand is up, no help yet")}.get(said.get("help", ""), ""),
        said.get("q", ""),
    ]
    return [words for words in found if words]


def _kinds(participant: Participant) -> list[QuerySet[Any, Any]]:
    at_work = overseen_collectives(participant).filter(closed_at=None)
    themes = Theme.objects.filter(pk__in=at_work.values("theme"))
    mine = DashboardSubscription.objects.filter(view=OuterRef("pk"), participant=participant, ended_at=None)
    views = visible_views(participant).annotate(of_whom=F("made_by__name"))
    visits = DashboardVisit.objects.filter(participant=participant)
    return [
        _told(themes, "theme"),
        _told(visible_regions(participant), "region"),
        _told(visible_districts(participant), "district", more=Cast("region_id", CharField())),
        _told(views.exclude(made_by=participant), "view", more=_filters(), who=F("of_whom"), monthly=Exists(mine)),
        _told(views.filter(made_by=participant), "view", more=_filters(), monthly=Exists(mine)),
        _told(
            visits,
            "visit",
            key="participant_id",
            name=Cast("at", CharField()),
            more=Coalesce(Cast("since", CharField()), NOTHING),
        ),
    ]


def _filters() -> Cast:
    return Cast("filters", CharField())


def _told(
    rows: QuerySet[Any],
    kind: str,
    *,
    key: str = "pk",
    name: Any = None,
    more: Any = NOTHING,
    who: Any = NOTHING,
    monthly: Any = NO,
) -> QuerySet[Any, Any]:
    told: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            kind=Value(kind, output_field=CharField()),
            key=F(key),
            called=F("name") if name is None else name,
            more=more,
            who=who,
            monthly=monthly,
        )
        .values_list(*COLUMNS)
    )
    return told


def _visit(at: str, since: str) -> Visit:
    return Visit(datetime.fromisoformat(at), datetime.fromisoformat(since) if since else None)
