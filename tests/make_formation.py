"""Formations, ballots and offers for tests. Call inside a program's scope."""

from dataclasses import asdict
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from collectives.models import (
    Ballot,
    BallotChoice,
    Formation,
    FormationState,
    FormationTheme,
    Meeting,
    Offer,
    OfferTheme,
    Participant,
    Theme,
)
from collectives.operations.formation import Settings

TUESDAY_AT_THREE = 48 + 30
FREE_ON_TUESDAY = list(range(TUESDAY_AT_THREE, TUESDAY_AT_THREE + 5))  # 15:00 to 17:30


def settings_of(**changes: Any) -> Settings:
    """What a formation usually goes by: Tuesdays and Thursdays, from 15:00 to 16:00 in Halifax, 90 minutes."""
    usual: dict[str, Any] = {
        "title": "Spring 2027",
        "fewest": 6,
        "most": 10,
        "district_most": 3,
        "zone": "America/Halifax",
        "minutes": 90,
        "weekdays": [1, 3],
        "earliest": time(15),
        "latest": time(16),
        "starts_on": date(2027, 1, 1),
        "nth": 2,
        "answers_by": timezone.now() + timedelta(days=10),
        "leaders_may_join": False,
    }
    return Settings(**usual | changes)


def make_formation(by: Participant, *, themes: list[Theme] | None = None, **fields: Any) -> Formation:
    """A formation that asks, with these themes open."""
    state, asked_at = fields.pop("state", FormationState.ASKING), fields.pop("asked_at", None)
    settings = settings_of(**fields)
    formation = Formation.objects.create(
        **asdict(settings), state=state, asked_at=asked_at, made_by=by, made_at=timezone.now()
    )
    for theme in themes or []:
        FormationTheme.objects.create(formation=formation, theme=theme)
    return formation


def make_ballot(formation: Formation, participant: Participant, *choices: Theme, **fields: Any) -> Ballot:
    """A ballot; answered when it chooses themes, and not yet when it chooses none."""
    now = timezone.now()
    usual: dict[str, Any] = {"asked_at": now}
    if choices:
        usual |= _answered(now)
    ballot = Ballot.objects.create(formation=formation, participant=participant, **usual | fields)
    for rank, theme in enumerate(choices, 1):
        BallotChoice.objects.create(ballot=ballot, theme=theme, rank=rank)
    return ballot


def make_offer(formation: Formation, participant: Participant, *themes: Theme, **fields: Any) -> Offer:
    """An offer; answered when it names themes, and not yet when it names none."""
    now = timezone.now()
    usual: dict[str, Any] = {"asked_at": now}
    if themes:
        usual |= _answered(now)
    offer = Offer.objects.create(formation=formation, participant=participant, **usual | fields)
    for theme in themes:
        OfferTheme.objects.create(offer=offer, theme=theme)
    return offer


def _answered(now: Any) -> dict[str, Any]:
    return {
        "zone": "America/Halifax",
        "half_hours": FREE_ON_TUESDAY,
        "languages": ["en"],
        "meeting": Meeting.HYBRID,
        "answered_at": now,
    }
