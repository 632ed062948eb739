"""Who sees a named moment of a placemat, and who names one."""

from django.db.models import F, Q, QuerySet

from collectives.models import Participant
from inquiry.models import Moment, Placemat
from inquiry.permissions.placemat import can_write_placemat, visible_placemats


def visible_moments(participant: Participant) -> QuerySet[Moment]:
    """Those of the placemats one sees; of another leader's only what lies within the time it is shown."""
    rows = Moment.objects.filter(placemat__in=visible_placemats(participant).values("pk"))
    own = Q(placemat__leader=None) | Q(placemat__leader=participant)
    return rows.filter(own | Q(at__gte=F("placemat__shown_at")))


def can_name_moment(participant: Participant, placemat: Placemat) -> bool:
    """Name, rename and take away: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)
