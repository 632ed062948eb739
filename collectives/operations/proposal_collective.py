"""The collectives of a proposal, changed by hand: opened, renamed, given another facilitator or slot, closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collectives.models import Participant, Proposal, ProposalMove, ProposalState, ProposedCollective, Theme
from collectives.operations.proposal import lock_proposal
from collectives.operations.proposal_move import note_move
from ilc.errors import Refused

What = ProposalMove.What


class ProposedNameTaken(Refused):
    """Another collective of this proposal has the name."""


@dataclass(frozen=True)
class Meant:
    """What a proposed collective is to be. `half_hour` is when it begins in the week of the formation's zone."""

    name: str
    theme: Theme
    language: str
    half_hour: int
    facilitator: Participant

    def fields(self) -> dict[str, Any]:
        """As they are stored, and kept for the undo."""
        return {
            "name": self.name,
            "theme_id": str(self.theme.pk),
            "language": self.language,
            "half_hour": self.half_hour,
            "facilitator_id": str(self.facilitator.pk),
        }


@transaction.atomic
def open_collective(proposal: Proposal, meant: Meant, *, by: Participant, now: datetime) -> ProposedCollective:
    """One more collective, without people. Raises ProposedNameTaken, ProposalElsewhere."""
    proposal = lock_proposal(proposal, ProposalState.READY)
    _check_name(proposal, meant.name, None)
    latest = proposal.collectives.aggregate(number=Max("number"))["number"] or 0
    row = ProposedCollective.objects.create(proposal=proposal, number=latest + 1, **meant.fields())
    row.refresh_from_db(fields=["pk"])
    words = _("%(collective)s is open.") % {"collective": meant.name}
    note_move(proposal, What.OPENED, words=words, was={"collective": str(row.pk)}, by=by, now=now)
    return row


@transaction.atomic
def edit_proposed(row: ProposedCollective, meant: Meant, *, by: Participant, now: datetime) -> None:
    """Change what a collective is called, its theme, slot, language, facilitator. Raises ProposedNameTaken."""
    proposal = lock_proposal(row.proposal, ProposalState.READY)
    row = proposal.collectives.select_for_update().get(pk=row.pk)
    was = _fields(row)
    if was == meant.fields():
        return
    _check_name(proposal, meant.name, row)
    proposal.collectives.filter(pk=row.pk).update(**meant.fields())
    words = _("%(collective)s was changed.") % {"collective": meant.name}
    note_move(proposal, What.EDITED, words=words, was={"collective": str(row.pk), "fields": was}, by=by, now=now)


@transaction.atomic
def close_proposed(row: ProposedCollective, *, by: Participant, now: datetime) -> None:
    """Take a collective out of the proposal; its people have no seat then. Can be undone. Raises ProposalElsewhere."""
    proposal = lock_proposal(row.proposal, ProposalState.READY)
    row = proposal.collectives.select_for_update().get(pk=row.pk)
    seats = {str(person): pinned for person, pinned in row.seats.values_list("participant_id", "pinned")}
    was = {"collective": str(row.pk), "fields": _fields(row) | {"number": row.number}, "seats": seats}
    row.seats.update(collective=None, pinned=False)
    row.delete()
    words = _("%(collective)s is closed.") % {"collective": row.name}
    note_move(proposal, What.CLOSED, words=words, was=was, by=by, now=now)


def _check_name(proposal: Proposal, name: str, row: ProposedCollective | None) -> None:
    others = proposal.collectives.exclude(pk=row.pk) if row else proposal.collectives.all()
    if others.filter(name__iexact=name).exists():
        raise ProposedNameTaken(
            _("Another collective of this proposal is called “%(name)s”. What sets this one apart?") % {"name": name}
        )


def _fields(row: ProposedCollective) -> dict[str, Any]:
    return {
        "name": row.name,
        "theme_id": str(row.theme_id),
        "language": row.language,
        "half_hour": row.half_hour,
        "facilitator_id": str(row.facilitator_id),
    }
