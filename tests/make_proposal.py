"""A formation that many have answered, and a proposal formed from it. Call inside a program's scope."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from collectives.models import (
    Formation,
    Participant,
    Proposal,
    ProposalState,
    ProposedCollective,
    ProposedSeat,
    Role,
    Theme,
)
from tests.make import make_participant, make_school
from tests.make_formation import FREE_ON_TUESDAY, TUESDAY_AT_THREE, make_ballot, make_formation, make_offer

THEMES = ["Grading practices", "Equity and belonging", "Tier 1 instruction", "Chronic absenteeism"]
POSITIONS = ["principal", "coach", "teacher_leader", "central_office"]
FREE_ON_THURSDAY = [half_hour + 96 for half_hour in FREE_ON_TUESDAY]


@dataclass(frozen=True)
class Answered:
    """A formation, who runs it, and everybody who answered."""

    formation: Formation
    admin: Participant
    themes: Sequence[Theme]
    leaders: Sequence[Participant]
    guides: Sequence[Participant]


def make_answered(
    leaders: int = 24, *, guides: int = 3, admin: Participant | None = None, agree: bool = False, **fields: object
) -> Answered:
    """Everybody ranked three themes, the same if they `agree`, and is free on Tuesdays, every other one also later."""
    admin = admin or make_participant("Ana Admin", role=Role.ADMIN)
    themes = [Theme.objects.get_or_create(name=name)[0] for name in THEMES]
    formation = make_formation(admin, themes=themes, **fields)
    schools = [make_school(f"School {one}", district=f"District {one}", region=f"Region {one % 2}") for one in range(6)]
    dice = random.Random(1)
    people = []
    for number in range(leaders):
        person = make_participant(
            f"Leader {number:02}", school=schools[number % 6], position=POSITIONS[number % len(POSITIONS)]
        )
        free = FREE_ON_TUESDAY + (FREE_ON_THURSDAY if number % 2 else [])
        make_ballot(formation, person, *(themes[:3] if agree else dice.sample(themes, 3)), half_hours=free)
        people.append(person)
    helpful = []
    for number in range(guides):
        guide = make_participant(f"Guide {number}", role=Role.FACILITATOR)
        make_offer(formation, guide, *themes, half_hours=FREE_ON_TUESDAY + FREE_ON_THURSDAY, capacity=1)
        helpful.append(guide)
    return Answered(formation, admin, themes, people, helpful)


def make_proposal(answered: Answered, *, groups: int = 2, each: int = 8, **fields: object) -> Proposal:
    """A proposal that seats the first people in collectives of so many each; the others have no seat."""
    now = timezone.now()
    usual = {"number": answered.formation.proposals.count() + 1, "state": ProposalState.READY, "asked_at": now}
    proposal = Proposal.objects.create(
        formation=answered.formation, asked_by=answered.admin, done_at=now, **usual | fields
    )
    proposal.refresh_from_db(fields=["pk"])
    rows = []
    for number in range(groups):
        row = ProposedCollective.objects.create(
            proposal=proposal,
            number=number + 1,
            name=f"{answered.themes[number % len(answered.themes)].name} {number + 1}",
            theme=answered.themes[number % len(answered.themes)],
            language="en",
            half_hour=TUESDAY_AT_THREE,
            facilitator=answered.guides[number],
        )
        row.refresh_from_db(fields=["pk"])
        rows.append(row)
    for number, person in enumerate(answered.leaders):
        row = rows[number // each] if number < groups * each else None
        ProposedSeat.objects.create(proposal=proposal, participant=person, collective=row)
    return proposal
