"""Finding the school, district and region that a roster names, and noting those that would have to be made."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from ilc.tables.folding import fold

MAX_NEW_PLACES: Final = 5_000


class Place(NamedTuple):
    """A region, district or school. `parent` is the district of a school, the region of a district."""

    id: str
    name: str
    parent: str | None


class Placed(NamedTuple):
    """Where a row puts a person. `problem` is a code and what it is about, when it puts them nowhere.

    Codes: `region_unknown`, `district_unknown`, `school_unknown`, `district_needs_region`, `school_needs_district`,
    `school_ambiguous` (several districts have one), `district_elsewhere` (value: the region it is in instead),
    `too_many_new_places` (value: the limit). The value of the others is the name itself.
    """

    school: str | None = None
    district: str | None = None
    region: str | None = None
    problem: tuple[str, str] | None = None


class Places:
    """The places of a program by name, whatever its case and accents, and those that a roster adds to them."""

    def __init__(
        self,
        regions: Iterable[Place],
        districts: Iterable[Place],
        schools: Iterable[Place],
        *,
        new_id: Callable[[], str] | None,
    ) -> None:
        """`new_id` makes the id of a place that is not there yet; without it such a place is a problem."""
        self._regions = _Index(regions)
        self._districts = _Index(districts)
        self._schools = _Index(schools)
        self._new_id = new_id
        self.new: dict[str, list[Place]] = {"region": [], "district": [], "school": []}
        self.find = lru_cache(maxsize=4096)(self._find)

    def _find(self, school: str, district: str, region: str, *, adding: bool, coordinator: bool) -> Placed:
        """Where these names are; an empty one says nothing. New places are noted only when `adding`.

        The region of a coordinator is the one they look after; their own school may be in another.
        """
        try:
            placed = self._placed(school, district, region, adding)
            if region and placed.district and not coordinator:
                self._check_region(placed)
        except _NotPlaced as reason:
            return Placed(problem=(reason.code, reason.value))
        return placed

    def _placed(self, school: str, district: str, region: str, adding: bool) -> Placed:
        found_region = self._region(region, adding) if region else None
        found_district = self._district(district, found_region, adding) if district else None
        found_school = self._school(school, found_district, adding) if school else None
        if found_school:
            found_district = self._schools.of(found_school).parent
        if found_district and not region:
            found_region = self._districts.of(found_district).parent
        return Placed(found_school, found_district, found_region)

    def _check_region(self, placed: Placed) -> None:
        actual = self._districts.of(placed.district or "").parent
        if placed.region and actual and actual != placed.region:
            raise _NotPlaced("district_elsewhere", self._regions.of(actual).name)

    def _region(self, name: str, adding: bool) -> str | None:
        return self._one(self._regions.named(name), "region", name) or self._add("region", name, None, adding)

    def _district(self, name: str, region: str | None, adding: bool) -> str | None:
        found = self._one(self._districts.named(name), "district", name)
        if found:
            return found
        if region is None and self._new_id and adding:
            region = self._regions.only()
            if region is None:
                raise _NotPlaced("district_needs_region", name)
        return self._add("district", name, region, adding)

    def _school(self, name: str, district: str | None, adding: bool) -> str | None:
        named = self._schools.named(name)
        here = [place for place in named if district is None or place.parent == district]
        found = self._one(here, "school", name)
        if found:
            return found
        if district is None and self._new_id and adding:
            raise _NotPlaced("school_needs_district", name)
        return self._add("school", name, district, adding)

    def _one(self, places: list[Place], kind: str, name: str) -> str | None:
        if len(places) > 1:
            places = [place for place in places if place.name.casefold() == name.casefold()] or places
        if len(places) > 1:
            raise _NotPlaced(f"{kind}_ambiguous", name)
        return places[0].id if places else None

    def _add(self, kind: str, name: str, parent: str | None, adding: bool) -> str | None:
        if self._new_id is None:
            raise _NotPlaced(f"{kind}_unknown", name)
        if not adding:
            return None
        if sum(map(len, self.new.values())) >= MAX_NEW_PLACES:
            raise _NotPlaced("too_many_new_places", str(MAX_NEW_PLACES))
        place = Place(self._new_id(), name, parent)
        self.new[kind].append(place)
        {"region": self._regions, "district": self._districts, "school": self._schools}[kind].add(place)
        return place.id


class _NotPlaced(Exception):
    def __init__(self, code: str, value: str) -> None:
        super().__init__(code)
        self.code = code
        self.value = value


class _Index:
    """Places of one kind by folded name and by id."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_name: dict[str, list[Place]] = {}
        self._by_id: dict[str, Place] = {}
        for place in places:
            self.add(place)

    def add(self, place: Place) -> None:
        self._by_name.setdefault(_key(place.name), []).append(place)
        self._by_id[place.id] = place

    def named(self, name: str) -> list[Place]:
        return self._by_name.get(_key(name), [])

    def of(self, place_id: str) -> Place:
        return self._by_id[place_id]

    def only(self) -> str | None:
        """The one place there is, or None when there are none or several."""
        return next(iter(self._by_id)) if len(self._by_id) == 1 else None


def _key(name: str) -> str:
    return fold(name) or name.casefold()
