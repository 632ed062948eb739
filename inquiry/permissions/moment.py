"""Who sees a named moment of a placemat, and who names one."""

from django.db.models import QuerySet

from collectives.models import Participant
from inquiry.models import Moment, Placemat
from inquiry.permissions.placemat import can_write_placemat, since_it_is_shown, visible_placemats


def visible_moments(participant: Participant) -> QuerySet[Moment]:
    """Those of the placemats one sees; of another leader's only what lies within the time it is shown."""
    rows = Moment.objects.filter(placemat__in=visible_placemats(participant).values("pk"))
    return rows.filter(since_it_is_shown(participant, "at"))


def can_name_moment(participant: Participant, placemat: Placemat) -> bool:
    """Name, rename and take away: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)
