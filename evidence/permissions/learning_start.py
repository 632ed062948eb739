"""Who begins from what another group learned: whoever writes a placemat, and there alone."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Participant, Seat
from collectives.permissions.collective import belongs
from evidence.models import LearningStart
from inquiry.models import Placemat
from inquiry.permissions.placemat import visible_placemats


def startable_placemats(participant: Participant) -> QuerySet[Placemat]:
    """Those one writes now, in open cycles: one's collectives' and one's own, as long as one has a seat there."""
    seat = Seat.objects.filter(collective=OuterRef("cycle__collective"), participant=participant, left_at=None)
    own = Q(leader=participant) & Exists(seat)
    of_collective = Q(leader=None) & belongs(participant, "cycle__collective")
    rows = visible_placemats(participant).filter(own | of_collective)
    return rows.filter(cycle__closed_at=None, cycle__collective__closed_at=None).select_related("cycle__collective")


def visible_starts(participant: Participant) -> QuerySet[LearningStart]:
    """Where the placemats one sees began from."""
    return LearningStart.objects.filter(placemat__in=visible_placemats(participant).values("pk"))
