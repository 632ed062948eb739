"""Who sees an adjustment to a theory of action, and who records one."""

from django.db.models import F, Q, QuerySet

from collectives.models import Participant
from inquiry.models import Adjustment, Placemat
from inquiry.permissions.placemat import can_write_placemat, visible_placemats


def visible_adjustments(participant: Participant) -> QuerySet[Adjustment]:
    """Those of the placemats one sees; of another leader's only what lies within the time it is shown."""
    rows = Adjustment.objects.filter(placemat__in=visible_placemats(participant).values("pk"))
    own = Q(placemat__leader=None) | Q(placemat__leader=participant)
    return rows.filter(own | Q(from_at__gte=F("placemat__shown_at")))


def can_adjust_theory(participant: Participant, placemat: Placemat) -> bool:
    """Record an adjustment and take one away: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)
