"""People, collectives and programs for tests. Call inside a program's scope, but for make_program."""

import itertools
from datetime import date, time
from typing import Any

from django.utils import timezone

from collectives.engine.rhythm import instant
from collectives.models import (
    Collective,
    District,
    Facilitator,
    Meeting,
    Membership,
    Participant,
    Program,
    Region,
    Rhythm,
    RhythmKind,
    Role,
    RoleGrant,
    School,
    Seat,
    Theme,
    User,
)
from facilitation.models import Session
from ilc.tenancy.scope import bound_program_id
from inquiry.models import Cycle, Phase, Placemat

_count = itertools.count(1)


def make_program(slug: str, **fields: Any) -> Program:
    """A program with nobody in it."""
    return Program.objects.create(slug=slug, name=fields.pop("name", slug.replace("-", " ").title()), **fields)


def make_school(name: str = "Pictou Road School", *, district: str = "Tidewater", region: str = "Shore") -> School:
    """A school; its district and region are made when they are not there."""
    in_region, _ = Region.objects.get_or_create(name=region)
    in_district, _ = District.objects.get_or_create(name=district, defaults={"region": in_region})
    return School.objects.get_or_create(name=name, district=in_district)[0]


def make_participant(
    name: str = "", *, role: str = Role.LEADER, region: Region | None = None, **fields: Any
) -> Participant:
    """A participant who can sign in, with one role."""
    number = next(_count)
    name = name or f"Person {number}"
    email = fields.pop("email", f"person{number}@example.org")
    user = fields.pop("user", None) or User.objects.create_user(email, name=name, language="en")
    Membership.objects.create(program_id=bound_program_id(), user=user)
    participant = Participant.objects.create(name=name, email=email, user=user, **fields)
    give_role(participant, role, region=region)
    return participant


def give_role(participant: Participant, role: str, *, region: Region | None = None) -> RoleGrant:
    """One more role."""
    return RoleGrant.objects.create(participant=participant, role=role, region=region, given_at=timezone.now())


def make_collective(name: str = "", *, theme: str = "Tier 1 instruction", **fields: Any) -> Collective:
    """A collective without members."""
    about, _ = Theme.objects.get_or_create(name=theme)
    return Collective.objects.create(name=name or f"Collective {next(_count)}", theme=about, **fields)


def seat(collective: Collective, participant: Participant) -> Seat:
    """A seat for a participant."""
    number = collective.seats.filter(left_at=None).count() + 1
    return Seat.objects.create(collective=collective, participant=participant, number=number, seated_at=timezone.now())


def name_facilitator(collective: Collective, participant: Participant) -> Facilitator:
    """A facilitator for the collective."""
    return Facilitator.objects.create(collective=collective, participant=participant, named_at=timezone.now())


def make_cycle(collective: Collective, *, phase: int = Phase.DESIGNING, **fields: Any) -> Cycle:
    """The collective's open cycle."""
    fields = {"number": 1, "name": "2026–27", "starts_on": "2026-09-01", "ends_on": "2027-06-30"} | fields
    return Cycle.objects.create(collective=collective, phase=phase, **fields)


def make_placemat(cycle: Cycle, leader: Participant | None = None, **fields: Any) -> Placemat:
    """The collective's placemat, or a leader's own."""
    return Placemat.objects.create(cycle=cycle, leader=leader, made_at=timezone.now(), **fields)


def make_session(collective: Collective, *, on: date = date(2026, 12, 15), **fields: Any) -> Session:
    """A planned session of 90 minutes at 15:30 in Halifax, made by hand."""
    fields = {
        "wall_time": time(15, 30),
        "zone": "America/Halifax",
        "minutes": 90,
        "meeting": Meeting.HYBRID,
        "room": "Truro board room",
        "link": "https://meet.example.org/reading",
        "made_at": timezone.now(),
    } | fields
    starts_at = instant(on, fields["wall_time"], fields["zone"])
    return Session.objects.create(collective=collective, date=on, starts_at=starts_at, **fields)


def make_rhythm(collective: Collective, **fields: Any) -> Rhythm:
    """Third Tuesdays at 15:30 in Halifax from September 2026 on; no session is made from it yet."""
    fields = {
        "kind": RhythmKind.NTH_WEEKDAY,
        "nth": 3,
        "weekday": 1,
        "starts_on": date(2026, 9, 1),
        "wall_time": time(15, 30),
        "zone": "America/Halifax",
        "minutes": 90,
        "meeting": Meeting.HYBRID,
        "set_at": timezone.now(),
    } | fields
    return Rhythm.objects.create(collective=collective, **fields)
