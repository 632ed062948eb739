"""Collectives that came from a formation, invitations and waiting for tests. Call inside a program's scope."""

from datetime import time
from typing import Any

from django.utils import timezone

from collectives.models import (
    Collective,
    Formation,
    FormationState,
    Invitation,
    Participant,
    Proposal,
    ProposalState,
    ProposedCollective,
    Theme,
    WaitingPlace,
)
from tests.make import make_collective, make_rhythm, name_facilitator, seat
from tests.make_formation import TUESDAY_AT_THREE, make_formation


def make_formed(by: Participant, *collectives: Collective, **fields: Any) -> Formation:
    """A formation whose accepted proposal became these collectives."""
    themes = [one.theme for one in collectives]
    formation = make_formation(
        by, themes=list(dict.fromkeys(themes)), state=FormationState.ACCEPTED, **{"fewest": 2} | fields
    )
    now = timezone.now()
    proposal = Proposal.objects.create(
        formation=formation, number=1, state=ProposalState.ACCEPTED, asked_by=by, asked_at=now
    )
    for number, one in enumerate(collectives, 1):
        ProposedCollective.objects.create(
            proposal=proposal,
            number=number,
            name=one.name,
            theme=one.theme,
            language=one.language,
            half_hour=TUESDAY_AT_THREE,
            facilitator=by,
            collective=one,
        )
    return formation


def make_open_collective(name: str, guide: Participant, *people: Participant, theme: str = "Grading") -> Collective:
    """A collective that meets on second Tuesdays at 15:00, with a facilitator and these people."""
    collective = make_collective(name, theme=theme)
    name_facilitator(collective, guide)
    make_rhythm(collective, nth=2, wall_time=time(15))
    for person in people:
        seat(collective, person)
    return collective


def make_invitation(collective: Collective, participant: Participant, **fields: Any) -> Invitation:
    """An invitation with a seat that is held."""
    usual = {"sent_at": timezone.now(), "seat": seat(collective, participant)}
    return Invitation.objects.create(collective=collective, participant=participant, **usual | fields)


def wait(participant: Participant, collective: Collective | None = None, **fields: Any) -> WaitingPlace:
    """A place at the end of a waiting list."""
    usual = {"since": timezone.now()}
    return WaitingPlace.objects.create(collective=collective, participant=participant, **usual | fields)


def themes_of(*names: str) -> list[Theme]:
    """Themes by these names."""
    return [Theme.objects.get_or_create(name=name)[0] for name in names]
