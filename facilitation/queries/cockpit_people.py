"""Who is in a program, in counts: by position and role, and by district."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import District, Participant, Position, Role, RoleGrant, School, Seat
from collectives.queries.program_count import number_of

type Words = str | Promise


@dataclass(frozen=True)
class PositionRow:
    """Those of one position: how many, how many of them sit somewhere, and how many hold each role, by its name."""

    words: Words
    people: int
    seated: int
    roles: Sequence[tuple[Words, int]]


@dataclass(frozen=True)
class People:
    """Everybody who is in the program now."""

    rows: Sequence[PositionRow]
    total: PositionRow


@dataclass(frozen=True)
class DistrictRow:
    """One district. Schools are `reached` where somebody sits in an open collective."""

    pk: UUID
    name: str
    people: int
    seated: int
    schools: int
    reached: int

    @property
    def state(self) -> str:
        """Whether somebody sits somewhere ("reached"), is in the program ("known"), or neither ("open")."""
        return "reached" if self.seated else "known" if self.people else "open"


@dataclass(frozen=True)
class RegionRow:
    """One region with its districts by name."""

    name: str
    districts: Sequence[DistrictRow]


@dataclass(frozen=True)
class Districts:
    """All districts, by region."""

    regions: Sequence[RegionRow]

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(len(region.districts) for region in self.regions)

    @property
    def reached(self) -> int:
        """In how many somebody sits in a collective."""
        return self.number - len(self.not_reached)

    @property
    def not_reached(self) -> list[DistrictRow]:
        """Those where nobody sits in a collective, by region and name."""
        return [one for region in self.regions for one in region.districts if one.state != "reached"]


def count_people() -> People:
    """Positions in their order, those without one last. One SQL query."""
    grants = RoleGrant.objects.filter(participant=OuterRef("pk"), taken_at=None)
    people = Participant.objects.filter(left_at=None).annotate(
        sits=Exists(_seats().filter(participant=OuterRef("pk"))),
        **{f"is_{role.value}": Exists(grants.filter(role=role)) for role in Role},
    )
    numbers = {f"role_{role.value}": Count("pk", filter=Q(**{f"is_{role.value}": True})) for role in Role}
    found = people.order_by().values("position")
    by_position = {
        row["position"]: row
        for row in found.annotate(people=Count("pk"), seated=Count("pk", filter=Q(sits=True)), **numbers)
    }
    words: list[tuple[str, Words]] = [(one.value, one.label) for one in Position]
    named = [*words, ("", _("no position yet"))]
    rows = [_position_row(name, by_position[key]) for key, name in named if key in by_position]
    total = PositionRow(
        _("all"),
        sum(row.people for row in rows),
        sum(row.seated for row in rows),
        [(role.label, sum(row.roles[place][1] for row in rows)) for place, role in enumerate(Role)],
    )
    return People(rows, total)


def list_districts() -> Districts:
    """Every district with how far the program reaches into it. One SQL query."""
    people = Participant.objects.filter(left_at=None)
    in_school = people.filter(school__district=OuterRef("pk"))
    directly = people.filter(school=None, district=OuterRef("pk"))
    sits = Exists(_seats().filter(participant=OuterRef("pk")))
    schools = School.objects.filter(district=OuterRef("pk"))
    here = _seats().filter(participant__school=OuterRef("pk"), participant__left_at=None)
    rows = (
        District.objects.select_related("region")
        .annotate(
            people=number_of(in_school) + number_of(directly),
            seated=number_of(in_school.filter(sits)) + number_of(directly.filter(sits)),
            school_count=number_of(schools),
            reached=number_of(schools.filter(Exists(here))),
        )
        .order_by("region__name", "region", "name")
    )
    return Districts(
        [
            RegionRow(region.name, [_district_row(one) for one in districts])
            for region, districts in groupby(rows, key=lambda one: one.region)
        ]
    )


def _seats() -> Any:
    return Seat.objects.filter(left_at=None, collective__closed_at=None)


def _position_row(words: Words, row: Any) -> PositionRow:
    return PositionRow(words, row["people"], row["seated"], [(role.label, row[f"role_{role.value}"]) for role in Role])


def _district_row(row: Any) -> DistrictRow:
    return DistrictRow(row.pk, row.name, row.people, row.seated, row.school_count, row.reached)
