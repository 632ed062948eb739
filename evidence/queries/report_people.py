"""Who took part in a cycle, for its report: those who are there, and those who were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from collectives.models import Facilitator, Seat
from collectives.queries.seat import place_name
from ilc.zones import date_words
from inquiry.models import Cycle


@dataclass(frozen=True)
class ReportPerson:
    """One person. `until`: the day on which they left, of those who were there and are not any more."""

    name: str
    position: str
    place: str
    guides: bool
    until: str = ""


def cycle_people(cycle: Cycle) -> list[ReportPerson]:
    """Those who guided the collective during the cycle, then those who sat in it; who left comes last. Two queries."""
    guides = _rows(Facilitator.objects.all(), cycle, "named_at")
    seats = _rows(Seat.objects.all(), cycle, "seated_at")
    return [*_people(guides, guides=True), *_people(seats, guides=False)]


def _rows(rows: QuerySet[Any], cycle: Cycle, since: str) -> list[Any]:
    """Those that overlap the days of the cycle."""
    last = cycle.closed_at
    there = Q(left_at=None) | Q(left_at__date__gt=cycle.starts_on)
    begun = Q(**{f"{since}__lte": last}) if last else Q()
    found = rows.filter(there, begun, collective=cycle.collective_id)
    return list(found.select_related("participant__school__district", "participant__district").order_by(since, "pk"))


def _people(rows: Iterable[Any], *, guides: bool) -> list[ReportPerson]:
    """Each person once: who left and came back is there."""
    stays: dict[Any, tuple[Any, datetime | None]] = {}
    for row in rows:
        person, left = row.participant, row.left_at or row.participant.left_at
        known = stays.get(person.pk)
        if known is None or left is None or (known[1] is not None and left > known[1]):
            stays[person.pk] = (person, left)
    people = [_person(person, left, guides=guides) for person, left in stays.values()]
    return sorted(people, key=lambda one: bool(one.until))


def _person(person: Any, left: datetime | None, *, guides: bool) -> ReportPerson:
    until: date | None = localdate(left) if left else None
    return ReportPerson(
        person.name,
        str(person.get_position_display()),
        place_name(person),
        guides,
        date_words(until) if until else "",
    )
