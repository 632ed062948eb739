"""What a view across collectives has to say of a month, for the mail that somebody wants of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from collectives.models import Participant
from facilitation.models import DashboardSubscription, DashboardView
from facilitation.permissions.dashboard import visible_views
from facilitation.queries.dashboard import Filters, Totals, dashboard_collectives, dashboard_totals, read_filters
from facilitation.queries.dashboard_change import ChangeLine, change_lines, dashboard_changes
from facilitation.queries.dashboard_hand import DashboardHand, dashboard_hands

SHOWN_CHANGES = 12


@dataclass(frozen=True)
class MonthlyView:
    """Everything in the mail. `changed`: how many things did, of which `lines` are the latest."""

    view: DashboardView
    filters: Filters
    totals: Totals
    changed: int
    lines: Sequence[ChangeLine]
    hands: Sequence[DashboardHand]

    @property
    def says(self) -> bool:
        """Whether there is anything to say."""
        return self.changed > 0 or self.totals.up > 0


def monthly_readers() -> QuerySet[Any, Any]:
    """The subscriptions that stand, of people with an account who are still here."""
    rows = DashboardSubscription.objects.filter(ended_at=None, view__removed_at=None)
    rows = rows.filter(participant__user__isnull=False, participant__left_at=None)
    return rows.select_related("participant__user", "view").annotate(zone=F("participant__user__time_zone"))


def monthly_view(
    view: DashboardView, participant: Participant, *, since: datetime, now: datetime
) -> MonthlyView | None:
    """A view's month as far as the reader's rights go now; None where they do not see the view any more.

    Nine SQL queries.
    """
    if not visible_views(participant).filter(pk=view.pk).exists():
        return None
    filters = read_filters(view.filters)
    found = dashboard_collectives(participant, filters)
    changes = dashboard_changes(found, participant, since=since, now=now)
    return MonthlyView(
        view=view,
        filters=filters,
        totals=dashboard_totals(participant, filters),
        changed=changes.count(),
        lines=change_lines(changes[:SHOWN_CHANGES]),
        hands=dashboard_hands(found, now=now).rows,
    )
