"""Adding, renaming, moving and removing regions, districts and schools."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from collectives.models import District, Participant, Region, School
from collectives.operations.program import note_change
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
def edit_region(region: Region, *, name: str, by: Participant, now: datetime) -> None:
    """Rename a region. Raises PlaceNameTaken."""
    _change(region, {"name": name}, by, now)


@transaction.atomic
def edit_district(
    district: District, *, name: str, region: Region, surroundings: str, by: Participant, now: datetime
) -> None:
    """Rename a district, say what it is like, or move it with its schools. Raises PlaceNameTaken."""
    _change(district, {"name": name, "region": region, "surroundings": surroundings}, by, now)


@transaction.atomic
def edit_school(
    school: School, *, name: str, district: District, surroundings: str, by: Participant, now: datetime
) -> None:
    """Rename a school, say what it is like, or move it with its people. Raises PlaceNameTaken."""
    _change(school, {"name": name, "district": district, "surroundings": surroundings}, by, now)
    school.participants.exclude(district=district).update(district=district)


@transaction.atomic
def remove_place(place: Place, *, by: Participant, now: datetime) -> None:
    """Remove a place nothing refers to: not even somebody who left, or who coordinated it once. Raises PlaceInUse."""
    held = _hold(place)
    standing = who_stands_in(place)
    if standing:
        raise PlaceInUse(
            _("%(place)s stays: %(standing)s stand there, now or in the history. Move them first, or rename the place.")
            % {"place": place, "standing": standing}
        )
    _note(held, by, now)
    try:
        place.delete()
    except ProtectedError as error:  # what upper apps keep about it
        raise PlaceInUse(
            _("%(place)s stays: evidence was brought from there, and is kept. Rename the place if its name changed.")
            % {"place": place}
        ) from error


def _hold(place: Place) -> Place:
    """The place as it is now. Keeps others from putting something there meanwhile."""
    return type(place).objects.select_for_update().get(pk=place.pk)


def _change(place: Place, values: dict[str, Any], by: Participant, now: datetime) -> None:
    held = _hold(place)
    if all(getattr(held, name) == value for name, value in values.items()):
        return
    _note(held, by, now)
    for name, value in values.items():
        setattr(place, name, value)
    _save(place)


def _note(place: Place, by: Participant, now: datetime) -> None:
    was = {"name": place.name}
    if isinstance(place, District):
        was |= {"region": str(place.region_id), "surroundings": place.surroundings}
    if isinstance(place, School):
        was |= {"district": str(place.district_id), "surroundings": place.surroundings}
    note_change(place._meta.db_table, about=place.pk, was=was, by=by, now=now)


def _save[P: Place](place: P) -> P:
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as error:
        if "_name_once" not in str(error):
            raise
        raise PlaceNameTaken(_("There is a place called “%(name)s” here already.") % {"name": place.name}) from error
    return place
