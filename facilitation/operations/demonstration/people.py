"""Places, people, roles and themes of a demonstration program."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from allauth.account.models import EmailAddress

from collectives.models import (
    District,
    Membership,
    Participant,
    Program,
    Region,
    Role,
    RoleGrant,
    School,
    Surroundings,
    Theme,
    User,
)


@dataclass
class People:
    """Whom the rest of the demonstration needs: by name, and the leaders who came in, in the order of the file."""

    admin: Participant
    by_name: dict[str, Participant] = field(default_factory=dict)
    leaders: list[Participant] = field(default_factory=list)
    themes: dict[str, Theme] = field(default_factory=dict)


@dataclass(frozen=True)
class _Ground:
    program: Program
    domain: str
    regions: Mapping[str, Region]
    districts: Mapping[str, District]
    schools: Mapping[str, School]
    since: datetime


def make_people(program: Program, content: Mapping[str, Any], *, now: datetime, since: date) -> People:
    """Everyone in the file, with the account they sign in with and the roles they hold since the year began."""
    start = datetime.combine(since, time(9), UTC)
    ground = _make_places(program, content, start)
    admin = _make_person(ground, content["staff"][0])
    people = People(admin, {admin.name: admin})
    for entry in content["staff"][1:]:
        people.by_name[entry["name"]] = _make_person(ground, entry)
    for role, group in ((Role.FACILITATOR, "facilitators"), (Role.LEADER, "leaders")):
        for line in content[group]["people"]:
            name, position, place = (part.strip() for part in line.split(";"))
            entry = {"name": name, "position": position, "place": place, "roles": [role]}
            entry["invited"] = name not in content[group].get("not_invited", [])
            entry["entered"] = entry["invited"] and name not in content[group].get("on_their_way", [])
            person = people.by_name[name] = _make_person(ground, entry)
            if role == Role.LEADER and entry["entered"]:
                people.leaders.append(person)
    for theme in content["themes"]:
        people.themes[theme["name"]] = Theme.objects.create(made_by=admin, **theme)
    return people


def _make_places(program: Program, content: Mapping[str, Any], since: datetime) -> _Ground:
    regions, districts, schools = {}, {}, {}
    said = {name: one for one in Surroundings.values for name in content["surroundings"][one]}
    for entry in content["regions"]:
        region = regions[entry["name"]] = Region.objects.create(name=entry["name"])
        for name, names in entry["districts"].items():
            district = districts[name] = District.objects.create(
                name=name, region=region, surroundings=said.get(name, "")
            )
            for school in names:
                schools[school] = School.objects.create(
                    name=school, district=district, surroundings=said.get(school, "")
                )
    return _Ground(program, content["program"]["domain"], regions, districts, schools, since)


def _make_person(ground: _Ground, entry: Mapping[str, Any]) -> Participant:
    email = f"{entry.get('email') or mailbox(entry['name'])}@{ground.domain}"
    place = entry.get("place", entry.get("district"))
    participant = Participant.objects.create(
        user=_account(ground, email, entry) if entry.get("invited", True) else None,
        name=entry["name"],
        email=email,
        position=entry["position"],
        school=ground.schools.get(place),
        district=ground.districts.get(place),
        language=ground.program.language,
        invited_at=ground.since if entry.get("invited", True) else None,
    )
    for role in entry["roles"]:
        kind, _, region = role.partition(":")
        RoleGrant.objects.create(
            participant=participant, role=kind, region=ground.regions.get(region), given_at=ground.since
        )
    return participant


def _account(ground: _Ground, email: str, entry: Mapping[str, Any]) -> User:
    """The account with this e-mail; somebody in two programs has one."""
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email, name=entry["name"], language=ground.program.language, time_zone=ground.program.time_zone
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    entered_at = ground.since if entry.get("entered", True) else None
    Membership.objects.create(program=ground.program, user=user, entered_at=entered_at)
    return user


def mailbox(name: str) -> str:
    """A name as the part before the @: Nguyễn Thị Hồng is nguyen.thi.hong."""
    spelled = name.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("đ", "d")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return ".".join("".join(letter for letter in plain.lower() if letter.isalnum() or letter in " -").split())
