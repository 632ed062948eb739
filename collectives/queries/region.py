"""Regions, their districts, their schools, as one outline."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext, ngettext

from collectives.models import District, Participant, Region, RoleGrant, School, Surroundings
from collectives.permissions.region import visible_districts, visible_regions, visible_schools

NAMED = 3

type Place = Region | District | School


@dataclass(frozen=True)
class PlaceRow:
    """One place of the outline, with the places in it and how many people work there itself."""

    pk: UUID
    name: str
    people: int
    surroundings: str = ""
    inside: Sequence["PlaceRow"] = ()
    coordinators: Sequence[str] = ()


def list_places(participant: Participant) -> list[PlaceRow]:
    """The regions one sees, each with its districts and their schools, all by name. Four SQL queries."""
    here = Count("participants", filter=Q(participants__left_at=None))
    in_district: dict[UUID, list[PlaceRow]] = defaultdict(list)
    for school in visible_schools(participant).annotate(people=here).order_by("name"):
        row = PlaceRow(school.pk, school.name, school.people, school.get_surroundings_display())
        in_district[school.district_id].append(row)
    in_region: dict[UUID, list[PlaceRow]] = defaultdict(list)
    of_none = Count("participants", filter=Q(participants__left_at=None, participants__school=None))
    for district in visible_districts(participant).annotate(people=of_none).order_by("name"):
        said, inside = district.get_surroundings_display(), in_district[district.pk]
        in_region[district.region_id].append(PlaceRow(district.pk, district.name, district.people, said, inside))
    grants = RoleGrant.objects.filter(taken_at=None, region__isnull=False).select_related("participant")
    coordinators: dict[UUID, list[str]] = defaultdict(list)
    for grant in grants.order_by("given_at"):
        if grant.region_id:
            coordinators[grant.region_id].append(grant.participant.name)
    return [
        PlaceRow(region.pk, region.name, 0, "", in_region[region.pk], coordinators[region.pk])
        for region in visible_regions(participant).order_by("name")
    ]


def has_rural_and_large() -> bool:
    """Whether the program has a rural place and a large one, so that they can be brought together. One SQL query."""
    said = School.objects.values_list("surroundings").union(District.objects.values_list("surroundings"))
    return {one for (one,) in said}.issuperset(Surroundings.values)


def who_stands_in(place: Place) -> str:
    """What refers to a place, in words: "2 schools (Elm, Oak) and 1 participant". Empty when nothing does.

    At most two SQL queries.
    """
    parts = []
    if isinstance(place, Region):
        districts = list(place.districts.order_by("name").values_list("name", flat=True))
        grants = place.grants.select_related("participant").order_by("participant__name")
        coordinators = list(dict.fromkeys(grant.participant.name for grant in grants))
        parts = [
            _some(districts, ngettext("%(count)d district", "%(count)d districts", len(districts))),
            _some(coordinators, ngettext("%(count)d coordinator", "%(count)d coordinators", len(coordinators))),
        ]
    else:
        if isinstance(place, District):
            schools = list(place.schools.order_by("name").values_list("name", flat=True))
            parts.append(_some(schools, ngettext("%(count)d school", "%(count)d schools", len(schools))))
        people = list(place.participants.order_by("name").values_list("name", flat=True))
        parts.append(_some(people, ngettext("%(count)d participant", "%(count)d participants", len(people))))
    return gettext(" and ").join(part for part in parts if part)


def _some(names: Sequence[str], count: str) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:NAMED])
    more = "…" if len(names) > NAMED else ""
    return f"{count % {'count': len(names)}} ({shown}{more})"
