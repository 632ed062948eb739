"""Who sees a participant."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Facilitator, Participant, Seat
from collectives.permissions.collective import visible_collectives
from collectives.permissions.program import is_admin, regions_coordinated_by


def visible_participants(participant: Participant) -> QuerySet[Participant]:
    """Oneself and the people of the collectives one sees; for an admin all; for a coordinator also their regions."""
    if is_admin(participant):
        return Participant.objects.all()
    collectives = visible_collectives(participant).values("pk")
    seats = Seat.objects.filter(participant=OuterRef("pk"), left_at=None, collective__in=collectives)
    facilitators = Facilitator.objects.filter(participant=OuterRef("pk"), left_at=None, collective__in=collectives)
    seen = Q(pk=participant.pk) | Exists(seats) | Exists(facilitators)
    regions = regions_coordinated_by(participant)
    if regions:
        seen |= Q(school__district__region__in=regions) | Q(district__region__in=regions)
    return Participant.objects.filter(seen)
