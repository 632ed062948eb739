"""A formation of the small program that asks, with doors to a ballot and to an offer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.utils.timezone import now

from collectives.models import Ballot, Formation, Offer, Theme
from collectives.operations.door import door_secret, make_door
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import Shore
from tests.make_formation import TUESDAY_AT_THREE, make_ballot, make_formation, make_offer

ANSWER = {
    "act": "save",
    "zone": "America/Halifax",
    "half": [str(TUESDAY_AT_THREE + number) for number in range(4)],
    "languages": ["en"],
    "meeting": "online",
    "note": "",
}


@dataclass(frozen=True)
class Asking:
    """`ballot` is the member's, `offer` the facilitator's; neither is answered. `themes` are ids by name."""

    shore: Shore
    pk: UUID
    ballot_pk: UUID
    offer_pk: UUID
    themes: dict[str, str]
    ballot_door: str
    offer_door: str

    def url(self, path: str = "") -> str:
        """An address of the formation."""
        return self.shore.url(f"formations/{self.pk}/{path}")

    @property
    def ballot_url(self) -> str:
        """The ballot, for those who are signed in."""
        return self.shore.url(f"formations/ballots/{self.ballot_pk}/")

    @property
    def offer_url(self) -> str:
        """The offer, likewise."""
        return self.shore.url(f"formations/offers/{self.offer_pk}/")

    def ranked(self) -> list[str]:
        """The names of the themes on the ballot, the dearest first."""
        with program_scope(self.shore.program_pk):
            return [one.theme.name for one in Ballot.objects.get(pk=self.ballot_pk).choices.order_by("rank")]

    def ballot(self) -> Ballot:
        """The ballot as it is now."""
        with program_scope(self.shore.program_pk):
            return Ballot.objects.get(pk=self.ballot_pk)

    def offer(self) -> Offer:
        """The offer as it is now."""
        with program_scope(self.shore.program_pk):
            return Offer.objects.get(pk=self.offer_pk)

    def formation(self) -> Formation:
        """The formation as it is now."""
        with program_scope(self.shore.program_pk):
            return Formation.objects.get(pk=self.pk)

    def change(self, **fields: Any) -> None:
        """Let the formation be otherwise."""
        with program_scope(self.shore.program_pk):
            Formation.objects.filter(pk=self.pk).update(**fields)


@pytest.fixture
def asking(shore: Shore) -> Asking:
    """Themes Belonging, Grading, Walkthroughs; Tuesdays and Thursdays from 15:00 to 16:00 in Halifax, 90 minutes."""
    with program_scope(shore.program_pk):
        themes = [
            Theme.objects.create(name=name, description=f"About {name}")
            for name in ("Belonging", "Grading", "Walkthroughs")
        ]
        formation = make_formation(shore.admin, themes=themes, asked_at=now())
        ballot, offer = make_ballot(formation, shore.member), make_offer(formation, shore.facilitator)
        doors = [
            door_secret(make_door(purpose, str(pk), expires_at=None, now=now()))
            for purpose, pk in (("ballot", ballot.pk), ("offer", offer.pk))
        ]
    names = {theme.name: str(theme.pk) for theme in themes}
    return Asking(shore, formation.pk, ballot.pk, offer.pk, names, f"/door/{doors[0]}/", f"/door/{doors[1]}/")
