"""What program staff of a demonstration program find across collectives: its beginnings, last visits, saved views."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from collectives.models import Collective, Role, RoleGrant, Theme
from facilitation.models import DashboardVisit
from facilitation.operations.dashboard_view import choose_monthly, save_view
from facilitation.operations.demonstration.inquiries import Work
from facilitation.operations.demonstration.people import People

NAMED, FORMED = timedelta(days=118), timedelta(days=24)  # before the school year: themes in May, collectives in August
APART = timedelta(days=4)  # one collective after the other
AWAY = timedelta(days=19)


def make_dashboards(
    people: People, works: Sequence[Work], content: Mapping[str, Any], *, since: date, now: datetime
) -> None:
    """Themes and collectives are as old as they say, staff were there 19 days ago, and keep the views of the file."""
    start = datetime.combine(since, time(13), UTC)
    for number, work in enumerate(works):
        at = start - FORMED + number % 5 * APART
        Collective.objects.filter(pk=work.collective.pk).update(made_at=at)
        Theme.objects.filter(pk=work.collective.theme_id).update(made_at=at - (NAMED - FORMED))
    staff = RoleGrant.objects.filter(role__in=(Role.ADMIN, Role.COORDINATOR), taken_at=None)
    last = now - AWAY
    for pk in set(staff.values_list("participant", flat=True)):
        DashboardVisit.objects.create(participant_id=pk, at=last)
    for entry in content.get("views", ()):
        by = people.by_name[entry["by"]]
        view = save_view(None, name=entry["name"], filters=entry["filters"], shared=entry["shared"], by=by, now=last)
        choose_monthly(view, participant=by, wanted=entry["monthly"], now=last)
