"""Who sees a participant."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Facilitator, Participant, Seat
from collectives.permissions.collective import visible_collectives
from collectives.permissions.program import is_admin, is_staff, regions_coordinated_by


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


def can_see_participants(participant: Participant) -> bool:
    """The list of participants is for program staff."""
    return is_staff(participant)


def can_see_contact(participant: Participant, person: Participant) -> bool:
    """The e-mail of a person, their mail and their history: oneself, admins, coordinators of the person's region.

    No SQL when the person's school and districts were selected with the row.
    """
    if participant == person or is_admin(participant):
        return True
    districts = (person.school.district if person.school else None, person.district)
    regions = regions_coordinated_by(participant)
    return any(district.region_id in regions for district in districts if district)


def can_manage_participant(participant: Participant) -> bool:
    """Add participants, edit them, invite them, end their part in the program and bring them back."""
    return is_admin(participant)
