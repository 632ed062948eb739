"""Views with a name, as the page across collectives lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from collectives.models import Participant
from facilitation.models import DashboardSubscription, DashboardView
from facilitation.permissions.dashboard import visible_views
from facilitation.queries.dashboard import Choices, read_filters
from ilc.templatetags.ilc import PHASES

MOST_VIEWS = 50


@dataclass(frozen=True)
class ViewRow:
    """One of them. `by`: who shared it, empty for one's own; `monthly`: whether one gets it by mail."""

    pk: UUID
    name: str
    address: str
    by: str
    shared: bool
    monthly: bool


def view_rows(participant: Participant) -> list[ViewRow]:
    """One's own and those that colleagues share, by name. One SQL query."""
    return [view_row(one, participant) for one in _described(participant)[:MOST_VIEWS]]


def find_view(participant: Participant) -> QuerySet[DashboardView, Any]:
    """Those that one sees, with what `view_row` needs."""
    return _described(participant)


def view_row(view: Any, participant: Participant) -> ViewRow:
    """One of `find_view`. No SQL."""
    return ViewRow(
        pk=view.pk,
        name=view.name,
        address=read_filters(view.filters).address,
        by="" if view.made_by_id == participant.pk else view.made_by.name,
        shared=view.shared_at is not None,
        monthly=view.monthly,
    )


def say_filters(said: dict[str, str], choices: Choices) -> Sequence[str]:
    """What narrows a view, in words, as far as one sees what it names. No SQL."""
    places = {one.key: one.name for region in choices.regions for one in (region, *region.inside)}
    themes = {one.key: one.name for one in choices.themes}
    found = [
        themes.get(said.get("theme", ""), ""),
        str(PHASES[int(said["phase"]) - 1]) if "phase" in said else "",
        places.get(said.get("place", ""), ""),
        said.get("q", ""),
    ]
    return [words for words in found if words]


def _described(participant: Participant) -> QuerySet[DashboardView, Any]:
    mine = DashboardSubscription.objects.filter(view=OuterRef("pk"), participant=participant, ended_at=None)
    rows = visible_views(participant).select_related("made_by").annotate(monthly=Exists(mine))
    return rows.order_by("name", "pk")


def gets_monthly(view: DashboardView, participant: Participant) -> bool:
    """Whether the view comes to somebody by mail. One SQL query."""
    return DashboardSubscription.objects.filter(view=view, participant=participant, ended_at=None).exists()


def subscription_by_door(key: str) -> DashboardSubscription | None:
    """The one that a mail's door is about, of a view that stands and somebody who is still here. One SQL query."""
    rows = DashboardSubscription.objects.filter(pk=key, view__removed_at=None, participant__left_at=None)
    return rows.select_related("participant__user", "view").first()
