"""Adding, renaming, moving and removing regions, districts and schools."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from collectives.models import District, Region, School
from collectives.queries.region import Place, who_stands_in
from ilc.errors import Refused


class PlaceNameTaken(Refused):
    """A place of this kind has the name already."""


class PlaceInUse(Refused):
    """Something refers to the place."""


@transaction.atomic
def add_regions(names: Sequence[str]) -> list[Region]:
    """New regions, all or none. Raises PlaceNameTaken."""
    return [_save(Region(name=name)) for name in names]


@transaction.atomic
def add_districts(names: Sequence[str], *, region: Region) -> list[District]:
    """New districts of a region, all or none. Raises PlaceNameTaken."""
    return [_save(District(name=name, region=region)) for name in names]


@transaction.atomic
def add_schools(names: Sequence[str], *, district: District) -> list[School]:
    """New schools of a district, all or none. Raises PlaceNameTaken."""
    return [_save(School(name=name, district=district)) for name in names]


@transaction.atomic
def edit_region(region: Region, *, name: str) -> None:
    """Rename a region. Raises PlaceNameTaken."""
    region.name = name
    _save(region)


@transaction.atomic
def edit_district(district: District, *, name: str, region: Region) -> None:
    """Rename a district, or move it with its schools to another region. Raises PlaceNameTaken."""
    district.name, district.region = name, region
    _save(district)


@transaction.atomic
def edit_school(school: School, *, name: str, district: District) -> None:
    """Rename a school, or move it with its people to another district. Raises PlaceNameTaken."""
    school.name, school.district = name, district
    _save(school)
    school.participants.exclude(district=district).update(district=district)


@transaction.atomic
def remove_place(place: Place) -> None:
    """Remove a place nothing refers to: not even somebody who left, or who coordinated it once. Raises PlaceInUse."""
    _hold(place)
    standing = who_stands_in(place)
    if standing:
        raise PlaceInUse(
            _("%(place)s stays: %(standing)s stand there, now or in the history. Move them first, or rename the place.")
            % {"place": place, "standing": standing}
        )
    place.delete()


def _hold(place: Place) -> None:
    """Keep others from putting something there meanwhile."""
    type(place).objects.select_for_update().get(pk=place.pk)


def _save[P: (Region, District, School)](place: P) -> P:
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as error:
        if "_name_once" not in str(error):
            raise
        raise PlaceNameTaken(_("There is a place called “%(name)s” here already.") % {"name": place.name}) from error
    return place
