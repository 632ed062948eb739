"""Who sees an adjustment to a theory of action, and who records one."""

from django.db.models import QuerySet

from collectives.models import Participant
from inquiry.models import Adjustment, Placemat
from inquiry.permissions.placemat import can_write_placemat, since_it_is_shown, visible_placemats


def visible_adjustments(participant: Participant) -> QuerySet[Adjustment]:
    """Those of the placemats one sees; of another leader's only what lies within the time it is shown."""
    rows = Adjustment.objects.filter(placemat__in=visible_placemats(participant).values("pk"))
    return rows.filter(since_it_is_shown(participant, "from_at"))


def can_adjust_theory(participant: Participant, placemat: Placemat) -> bool:
    """Record an adjustment and take one away: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)
