"""Proposals of the small program: two that seat the member, to be looked at and compared."""

from django.utils import timezone

from collectives.models import (
    Formation,
    Participant,
    Proposal,
    ProposalMove,
    ProposalState,
    ProposedCollective,
    ProposedSeat,
)
from tests.make import make_participant
from tests.make_formation import TUESDAY_AT_THREE


def make_proposals(word: str, people: dict[str, Participant], *, formation: object) -> dict[str, object]:
    """Both seat the member in a collective of the facilitator, and leave the colleague without a seat."""
    found = []
    for number in (1, 2):
        proposal, row = _make(formation, people["admin"], number, name=f"{word} proposed", guide=people["facilitator"])
        ProposedSeat.objects.create(proposal=proposal, participant=people["member"], collective=row, pinned=True)
        ProposedSeat.objects.create(proposal=proposal, participant=people["colleague"], reason="seat_free")
        found.append((proposal, row))
    proposal, row = found[0]
    _note(proposal, people["admin"], 1, words=f"{word} pinned")
    return {"proposal": proposal.pk, "proposed": row.pk}


def more_in_proposal(things: dict[str, object], admin: Participant, number: int) -> None:
    """One more proposal; one more collective, person and change in the one there is."""
    _make(things["formation"], admin, number + 10, name=f"More {number}", guide=make_participant())
    proposal = Proposal.objects.get(pk=things["proposal"])
    row = ProposedCollective.objects.get(pk=things["proposed"])
    ProposedSeat.objects.create(proposal=proposal, participant=make_participant(), collective=row)
    _add(proposal, number + 10, name=f"More {number}", guide=make_participant())
    _note(proposal, admin, number + 10, words=f"More {number}")


def _make(
    formation: object, admin: Participant, number: int, *, name: str, guide: Participant
) -> tuple[Proposal, ProposedCollective]:
    now = timezone.now()
    proposal = Proposal.objects.create(
        formation=Formation.objects.get(pk=formation),
        number=number,
        state=ProposalState.READY,
        score=100,
        bound=120,
        asked_by=admin,
        asked_at=now,
        done_at=now,
    )
    proposal.refresh_from_db(fields=["pk"])
    return proposal, _add(proposal, 1, name=name, guide=guide)


def _add(proposal: Proposal, number: int, *, name: str, guide: Participant) -> ProposedCollective:
    row = ProposedCollective.objects.create(
        proposal=proposal,
        number=number,
        name=name,
        theme=proposal.formation.themes.order_by("pk")[0].theme,
        language="en",
        half_hour=TUESDAY_AT_THREE,
        facilitator=guide,
    )
    row.refresh_from_db(fields=["pk"])
    return row


def _note(proposal: Proposal, admin: Participant, number: int, *, words: str) -> None:
    ProposalMove.objects.create(
        proposal=proposal,
        number=number,
        what=ProposalMove.What.PINNED,
        words=words,
        was={"person": str(proposal.seats.order_by("pk")[0].participant_id), "pinned": False},
        by=admin,
        at=timezone.now(),
    )
