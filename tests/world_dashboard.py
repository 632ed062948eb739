"""A view across collectives that the world's admin shares, and that program staff have been there."""

from django.utils import timezone

from collectives.models import Participant
from facilitation.models import DashboardSubscription, DashboardView, DashboardVisit


def make_dashboard_here(word: str, people: dict[str, Participant]) -> dict[str, object]:
    """Every text holds `word`."""
    for relation in ("coordinator", "admin", "coordinator outside"):
        DashboardVisit.objects.create(participant=people[relation], at=timezone.now())
    return {"dashboard_view": _view(people["admin"], f"{word} view").pk}


def more_dashboards(admin: Participant, number: int) -> None:
    """One more view, which its maker gets by mail."""
    view = _view(admin, f"More {number}")
    DashboardSubscription.objects.create(view=view, participant=admin, begun_at=timezone.now())


def _view(admin: Participant, name: str) -> DashboardView:
    now = timezone.now()
    view = DashboardView.objects.create(name=name, filters={"phase": "3"}, made_by=admin, made_at=now, shared_at=now)
    view.refresh_from_db(fields=["pk"])
    return view
