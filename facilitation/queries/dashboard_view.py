"""One view with a name, and whether it comes by mail."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from collectives.models import Participant
from facilitation.models import DashboardSubscription, DashboardView
from facilitation.permissions.dashboard import visible_views
from facilitation.queries.dashboard import read_filters
from facilitation.queries.dashboard_head import ViewRow


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
        monthly=view.monthly,
    )


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
