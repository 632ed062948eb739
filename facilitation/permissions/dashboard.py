"""Who sees across collectives, and which views with a name."""

from django.db.models import Q, QuerySet

from collectives.models import Participant
from collectives.permissions.program import is_staff
from facilitation.models import DashboardView


def can_see_dashboard(participant: Participant) -> bool:
    """Program staff, each as far as their regions go. No SQL."""
    return is_staff(participant)


def visible_views(participant: Participant) -> QuerySet[DashboardView]:
    """One's own views and those that colleagues share: for program staff. They show by its reader's rights."""
    if not is_staff(participant):
        return DashboardView.objects.none()
    return DashboardView.objects.filter(Q(made_by=participant) | Q(shared_at__isnull=False), removed_at=None)


def can_change_view(participant: Participant, view: DashboardView) -> bool:
    """Rename, share and remove it: whoever made it. No SQL."""
    return view.made_by_id == participant.pk
