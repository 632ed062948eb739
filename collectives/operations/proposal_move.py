"""What a person changes in a proposal: who sits where, who is pinned. Each change can be undone, latest first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collectives.models import (
    MAX_SEATS,
    Participant,
    Proposal,
    ProposalMove,
    ProposalState,
    ProposedCollective,
    ProposedSeat,
)
from collectives.operations.proposal import lock_proposal
from collectives.queries.proposal import seating_of
from ilc.errors import Refused

What = ProposalMove.What


class SitsThere(Refused):
    """The person sits there already."""


class ProposedFull(Refused):
    """All seats of the proposed collective are taken."""


class NotSeated(Refused):
    """Only who has a seat can be pinned to it."""


class NothingToUndo(Refused):
    """Everything that was changed by hand has been taken back."""


@transaction.atomic
def move_person(
    proposal: Proposal, participant: Participant, *, to: ProposedCollective | None, by: Participant, now: datetime
) -> ProposalMove:
    """Seat somebody in a collective of the proposal, or in none, and pin them there. Soft and hard rules may break but
    for the cap of ten: the page says which. Raises SitsThere, ProposedFull, ProposalElsewhere.
    """
    proposal = lock_proposal(proposal, ProposalState.READY)
    seat, _made = ProposedSeat.objects.get_or_create(proposal=proposal, participant=participant)
    if seat.collective_id == (to.pk if to else None):
        raise SitsThere(_("%(name)s sits there already.") % {"name": participant})
    if to is not None and to.seats.count() >= MAX_SEATS:
        raise ProposedFull(
            _("All %(seats)d seats of %(collective)s are taken.") % {"seats": MAX_SEATS, "collective": to}
        )
    was = {"person": str(participant.pk), "to": _key(seat.collective_id), "pinned": seat.pinned, "reason": seat.reason}
    seat.collective, seat.pinned, seat.reason = to, to is not None, ""
    seat.save(update_fields=["collective", "pinned", "reason"])
    if to is None:
        words = _("%(name)s has no seat now.") % {"name": participant}
    else:
        words = _("%(name)s now sits in %(collective)s, pinned.") % {"name": participant, "collective": to}
    return note_move(proposal, What.MOVED, words=words, was=was, by=by, now=now)


@transaction.atomic
def pin_person(
    proposal: Proposal, participant: Participant, *, pinned: bool, by: Participant, now: datetime
) -> ProposalMove:
    """Keep somebody where they sit when it is run again, or let them go. Raises NotSeated, ProposalElsewhere."""
    proposal = lock_proposal(proposal, ProposalState.READY)
    seat = proposal.seats.filter(participant=participant).exclude(collective=None).first()
    if seat is None:
        raise NotSeated(_("%(name)s has no seat in this proposal, so there is nothing to pin.") % {"name": participant})
    was = {"person": str(participant.pk), "pinned": seat.pinned}
    seat.pinned = pinned
    seat.save(update_fields=["pinned"])
    words = _("%(name)s is pinned.") if pinned else _("%(name)s is not pinned any more.")
    what = What.PINNED if pinned else What.UNPINNED
    return note_move(proposal, what, words=words % {"name": participant}, was=was, by=by, now=now)


@transaction.atomic
def undo_move(proposal: Proposal, *, by: Participant, now: datetime) -> ProposalMove:
    """Take back the latest change that still stands. Raises NothingToUndo, ProposalElsewhere."""
    proposal = lock_proposal(proposal, ProposalState.READY)
    move = proposal.history.filter(undone_at=None).order_by("-number").first()
    if move is None:
        raise NothingToUndo(_("Nothing that was changed by hand is left to take back."))
    _take_back(proposal, What(move.what), move.was)
    move.undone_by, move.undone_at = by, now
    move.save(update_fields=["undone_by", "undone_at"])
    renew_score(proposal)
    return move


def note_move(
    proposal: Proposal, what: ProposalMove.What, *, words: str, was: dict[str, Any], by: Participant, now: datetime
) -> ProposalMove:
    """Keep what was changed and what was before, and work the score out anew."""
    latest = proposal.history.aggregate(number=Max("number"))["number"] or 0
    move = ProposalMove.objects.create(
        proposal=proposal, number=latest + 1, what=what, words=words[:250], was=was, by=by, at=now
    )
    renew_score(proposal)
    return move


def renew_score(proposal: Proposal) -> None:
    """Store the score of a proposal as it stands now."""
    proposal.score = seating_of(proposal).verdict.score
    proposal.save(update_fields=["score"])


def _take_back(proposal: Proposal, what: ProposalMove.What, was: dict[str, Any]) -> None:
    match what:
        case What.MOVED:
            proposal.seats.filter(participant_id=was["person"]).update(
                collective=_pk(was["to"]), pinned=was["pinned"], reason=was["reason"]
            )
        case What.PINNED | What.UNPINNED:
            proposal.seats.filter(participant_id=was["person"]).update(pinned=was["pinned"])
        case What.EDITED:
            proposal.collectives.filter(pk=was["collective"]).update(**was["fields"])
        case What.OPENED:
            proposal.collectives.filter(pk=was["collective"]).delete()
        case What.CLOSED:
            row = ProposedCollective.objects.create(pk=UUID(was["collective"]), proposal=proposal, **was["fields"])
            for person, pinned in was["seats"].items():
                proposal.seats.filter(participant_id=person).update(collective=row, pinned=pinned)


def _key(pk: UUID | None) -> str:
    return str(pk) if pk else ""


def _pk(key: str) -> UUID | None:
    return UUID(key) if key else None
