"""Who sees regions, districts and schools, and who changes them."""

from django.db.models import QuerySet

from collectives.models import District, Participant, Region, School
from collectives.permissions.program import is_admin, is_staff, regions_coordinated_by


def can_see_places(participant: Participant) -> bool:
    """The page of places is for program staff."""
    return is_staff(participant)


def can_manage_places(participant: Participant) -> bool:
    """Add, rename, move and remove regions, districts and schools."""
    return is_admin(participant)


def visible_regions(participant: Participant) -> QuerySet[Region]:
    """For an admin all, for a coordinator their own, for others none."""
    if is_admin(participant):
        return Region.objects.all()
    return Region.objects.filter(pk__in=regions_coordinated_by(participant))


def visible_districts(participant: Participant) -> QuerySet[District]:
    """The districts of the regions one sees."""
    if is_admin(participant):
        return District.objects.all()
    return District.objects.filter(region__in=regions_coordinated_by(participant))


def visible_schools(participant: Participant) -> QuerySet[School]:
    """The schools of the regions one sees."""
    if is_admin(participant):
        return School.objects.all()
    return School.objects.filter(district__region__in=regions_coordinated_by(participant))
