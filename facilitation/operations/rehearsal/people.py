"""Places, people, theme and collective of a rehearsal; the only person who exists guides it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from collectives.models import (
    Collective,
    District,
    Participant,
    Program,
    Region,
    Role,
    RoleGrant,
    School,
    Theme,
)
from collectives.operations.collective import make_collective
from collectives.operations.facilitator import name_facilitator
from collectives.operations.seat import seat_participants
from ilc.zones import local_time

SINCE: Final = timedelta(weeks=36)  # when its cycle began
NOWHERE: Final = "rehearsal.invalid"  # RFC 6761: no mail can ever arrive there


@dataclass(frozen=True)
class Ground:
    """Who and what the rest is made on. `since`: when the cycle began; `today` as its person says it."""

    program: Program
    guide: Participant
    members: Sequence[Participant]
    schools: Mapping[str, School]
    collective: Collective
    since: datetime
    today: date

    def bringer(self, school: str) -> Participant:
        """Who brings the figures of a school: whoever rehearses of their own, else a member of it."""
        if self.schools[school] == self.guide.school:
            return self.guide
        return next(one for one in self.members if one.school == self.schools[school])

    def member(self, number: int) -> Participant:
        """The members one after the other, over and over."""
        return self.members[number % len(self.members)]


def make_ground(program: Program, content: Mapping[str, Any], *, now: datetime) -> Ground:
    """All of it, in a program that is empty."""
    since = now - SINCE
    region = Region.objects.create(name=content["region"])
    districts = {name: District.objects.create(name=name, region=region) for name in content["districts"]}
    schools = {
        school: School.objects.create(name=school, district=districts[name])
        for name, names in content["districts"].items()
        for school in names
    }
    guide = _make_guide(program, schools[content["mine"]], since)
    members = [
        _make_member(program, number, line, districts, schools)
        for number, line in enumerate(content["people"], start=1)
    ]
    for member in members:
        RoleGrant.objects.create(participant=member, role=Role.LEADER, given_at=since)
    theme = Theme.objects.create(made_by=guide, **content["theme"])
    collective = make_collective(
        content["collective"]["name"], theme=theme, language=program.language, by=guide, now=since
    )
    name_facilitator(collective, participant=guide, giving_role=False, by=guide, now=since)
    seat_participants(collective, participants=members, by=guide, now=since)
    return Ground(program, guide, members, schools, collective, since, local_time(now, program.time_zone).date())


def _make_guide(program: Program, school: School, since: datetime) -> Participant:
    """Whoever rehearses: a facilitator, and no staff, so that nobody tries here what only staff see."""
    user = program.rehearsal_of
    assert user is not None  # a rehearsal is somebody's
    guide = Participant.objects.create(
        user=user,
        name=user.name or user.email,
        email=user.email,
        school=school,
        district=school.district,
        language=program.language,
        invited_at=since,
    )
    RoleGrant.objects.create(participant=guide, role=Role.FACILITATOR, given_at=since)
    return guide


def _make_member(
    program: Program, number: int, line: str, districts: Mapping[str, District], schools: Mapping[str, School]
) -> Participant:
    """One line of the file: name, position, school or district."""
    name, position, place = (part.strip() for part in line.split(";"))
    school = schools.get(place)
    return Participant.objects.create(
        name=name,
        email=f"person-{number}@{NOWHERE}",
        position=position,
        school=school,
        district=school.district if school else districts[place],
        language=program.language,
    )
