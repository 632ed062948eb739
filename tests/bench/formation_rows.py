"""A formation that a whole program has answered, as rows. Call inside a program's scope."""

import random
from itertools import accumulate
from uuid import UUID

from django.utils.timezone import now

from collectives.models import (
    Ballot,
    BallotChoice,
    District,
    Formation,
    Membership,
    Offer,
    OfferTheme,
    Participant,
    Region,
    Role,
    RoleGrant,
    School,
    Theme,
    User,
)
from ilc.tenancy.scope import bound_program_id
from tests.make import make_participant
from tests.make_formation import make_formation
from tests.make_proposal import POSITIONS, Answered

THEMES, REGIONS, CAPACITY = 10, 5, 4
STARTS = range(12)  # half-hours after 12:00 at which somebody's free time may begin
MINUTES, HOURS_FREE = 60, 6


def make_program_answered(people: int, *, seats: float = 1.2, seed: int = 1) -> Answered:
    """So many leaders with three themes and their times; facilitators have so many seats for each."""
    dice = random.Random(seed)
    admin = make_participant("Ana Admin", role=Role.ADMIN)
    themes = [Theme.objects.create(name=f"Theme {number}") for number in range(THEMES)]
    formation = make_formation(admin, themes=themes, minutes=MINUTES, weekdays=[0, 1, 2, 3, 4])
    Formation.objects.filter(pk=formation.pk).update(earliest="12:00", latest="18:00")
    formation.refresh_from_db()
    schools = _make_schools(max(8, people // 10))
    leaders = _make_people("Leader", people, schools, dice, role=Role.LEADER)
    guides = _make_people(
        "Guide", max(3, round(people * seats / (10 * CAPACITY))), schools, dice, role=Role.FACILITATOR
    )
    liked = list(accumulate(1 / (number + 1) ** 0.8 for number in range(THEMES)))
    ballots = [_said(dice, formation, one) for one in leaders]
    rows = Ballot.objects.bulk_create([Ballot(**said) for said in ballots], batch_size=2_000)
    BallotChoice.objects.bulk_create(
        [
            BallotChoice(ballot=row, theme=theme, rank=rank)
            for row in rows
            for rank, theme in enumerate(_drawn(dice, themes, liked), 1)
        ],
        batch_size=5_000,
    )
    offers = Offer.objects.bulk_create([Offer(**_said(dice, formation, one), capacity=CAPACITY) for one in guides])
    OfferTheme.objects.bulk_create(
        [OfferTheme(offer=row, theme=theme) for row in offers for theme in _drawn(dice, themes, liked)]
    )
    return Answered(formation, admin, themes, leaders, guides)


def _drawn(dice: random.Random, themes: list[Theme], liked: list[float]) -> list[Theme]:
    drawn: dict[UUID, Theme] = {}
    while len(drawn) < 3:
        theme = dice.choices(themes, cum_weights=liked)[0]
        drawn[theme.pk] = theme
    return list(drawn.values())


def _said(dice: random.Random, formation: Formation, person: Participant) -> dict[str, object]:
    free = set()
    for day in dice.sample(range(5), dice.randint(2, 4)):
        begin = 48 * day + 24 + dice.choice(STARTS)
        free.update(range(begin, begin + HOURS_FREE))
    return {
        "formation": formation,
        "participant": person,
        "zone": "America/Halifax",
        "half_hours": sorted(free),
        "languages": dice.choices((["en"], ["en", "fr"], ["fr"]), (90, 7, 3))[0],
        "asked_at": now(),
        "answered_at": now(),
    }


def _make_schools(districts: int) -> list[School]:
    regions = Region.objects.bulk_create([Region(name=f"Region {number}") for number in range(REGIONS)])
    rows = [District(name=f"District {one:04}", region=regions[one % REGIONS]) for one in range(districts)]
    rows = District.objects.bulk_create(rows)
    return School.objects.bulk_create([School(name=f"School of {one.name}", district=one) for one in rows])


def _make_people(word: str, count: int, schools: list[School], dice: random.Random, *, role: str) -> list[Participant]:
    at = now()
    users = User.objects.bulk_create(
        [User(email=f"{word}{one}@example.org".lower(), name=f"{word} {one}", password="!") for one in range(count)],
        batch_size=2_000,
    )
    Membership.objects.bulk_create(
        [Membership(program_id=bound_program_id(), user=user) for user in users], batch_size=2_000
    )
    people = Participant.objects.bulk_create(
        [
            Participant(
                name=f"{word} {number:05}",
                email=user.email,
                user=user,
                position=dice.choice(POSITIONS),
                school=(school := dice.choice(schools)),
                district=school.district,
            )
            for number, user in enumerate(users)
        ],
        batch_size=2_000,
    )
    RoleGrant.objects.bulk_create(
        [RoleGrant(participant=one, role=role, given_at=at) for one in people], batch_size=5_000
    )
    return people
