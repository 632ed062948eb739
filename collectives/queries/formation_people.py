"""Who answered in a formation, read without a row of the database for each: there may be ten thousand."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from collectives.models import Ballot, District, Formation, Offer, Participant, Position, School
from collectives.queries.seat import district_name, place_name

type Answered = type[Ballot | Offer]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Who somebody is, as a proposal shows them. `meeting`: how they want to meet, when they said."""

    pk: UUID
    name: str
    position: str
    place: str
    district: str
    region: str
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What somebody said, and who they are. `position` and `surroundings` are codes; `times` are a zone and half-hours
    of its week.
    """

    pk: UUID
    key: str
    position: str
    surroundings: str
    times: tuple[str, tuple[int, ...]]
    languages: frozenset[str]
    capacity: int
    facts: PersonFacts


class Places:
    """Schools and districts of the program by their ids. Two SQL queries, once."""

    def __init__(self) -> None:
        rows = District.objects.values_list("pk", "name", "region__name", "surroundings")
        self._districts = {pk: (name, region, said) for pk, name, region, said in rows}
        schools = School.objects.values_list("pk", "name", "district_id", "surroundings")
        self._schools = {pk: (name, district, said) for pk, name, district, said in schools}

    @property
    def districts(self) -> int:
        """How many districts the program has."""
        return len(self._districts)

    def surroundings_of(self, school_pk: UUID | None, district_pk: UUID | None) -> str:
        """The code of what the school says, else of what its district says; empty where neither does."""
        _name, district_pk, said = self._school(school_pk, district_pk)
        return said or self._district(district_pk)[2]

    def of(self, school_pk: UUID | None, district_pk: UUID | None) -> tuple[str, str, str]:
        """Place, district and region in words; empty where they are not known."""
        school, district_pk, _said = self._school(school_pk, district_pk)
        district, region, _said = self._district(district_pk)
        return ", ".join(part for part in (school, district) if part), district, region

    def _school(self, pk: UUID | None, district_pk: UUID | None) -> tuple[str, UUID | None, str]:
        return self._schools.get(pk, ("", district_pk, "")) if pk else ("", district_pk, "")

    def _district(self, pk: UUID | None) -> tuple[str, str, str]:
        return self._districts.get(pk, ("", "", "")) if pk else ("", "", "")


def read_answers(model: Answered, formation: Formation, places: Places) -> list[AnswerFacts]:
    """Everybody who answered, takes part and has not left, by id. One SQL query."""
    words = {value: str(label) for value, label in Position.choices}
    rows = model.objects.filter(
        formation=formation, answered_at__isnull=False, takes_part=True, participant__left_at=None
    )
    who = [f"participant__{name}" for name in ("name", "position", "language", "school_id", "district_id")]
    said = ["pk", "participant_id", "zone", "half_hours", "languages", "meeting"]
    read = rows.order_by("participant_id").values_list(*said, *who, *(["capacity"] if model is Offer else []))
    found = []
    for pk, participant, zone, times, languages, meeting, name, position, language, school, district, *rest in read:
        facts = PersonFacts(participant, name, words.get(position, ""), *places.of(school, district), meeting)
        spoken = frozenset(languages or [language])
        when = (zone or formation.zone, tuple(times))
        around = places.surroundings_of(school, district)
        found.append(AnswerFacts(pk, str(participant), position, around, when, spoken, rest[0] if rest else 0, facts))
    return found


def surroundings_of(participant: Participant) -> str:
    """The code of what somebody's school says, else of what their district says. No SQL when these were selected."""
    school = participant.school
    district = school.district if school else participant.district
    return (school.surroundings if school else "") or (district.surroundings if district else "")


def facts_of(participant: Participant) -> PersonFacts:
    """Who somebody is. No SQL when school, district and region were selected with the row."""
    district = participant.school.district if participant.school else participant.district
    return PersonFacts(
        participant.pk,
        participant.name,
        participant.get_position_display(),
        place_name(participant),
        district_name(participant),
        district.region.name if district else "",
    )


def facts_of_people(pks: Iterable[UUID]) -> list[PersonFacts]:
    """Who these people are. One SQL query, none for nobody."""
    wanted = list(pks)
    people = ("school__district__region", "district__region")
    return (
        [facts_of(one) for one in Participant.objects.filter(pk__in=wanted).select_related(*people)] if wanted else []
    )
