"""Asking for a proposal, stopping it, discarding it, taking it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collectives.models import Formation, FormationState, Participant, Proposal, ProposalState
from ilc.due import cancel, schedule
from ilc.errors import Refused

FORM: Final = "proposal"
"""What is due for a proposal that is to be formed; the key is its id."""
RUNNING: Final = (ProposalState.WAITING, ProposalState.WORKING)
USUAL_SEED: Final = 1


class RunUnderWay(Refused):
    """One run at a time: `proposal` is the one that is being formed."""

    def __init__(self, reason: str, proposal: Proposal) -> None:
        super().__init__(reason)
        self.proposal = proposal


class FormationOver(Refused):
    """The formation was accepted, or ended."""


class ProposalElsewhere(Refused):
    """The proposal is at another point than the person saw; nothing was done."""


@transaction.atomic
def start_run(
    formation: Formation,
    *,
    weights: Mapping[str, Any] | None = None,
    based_on: Proposal | None = None,
    stay: bool = False,
    iterations: int | None = None,
    by: Participant,
    now: datetime,
) -> Proposal:
    """Have a proposal formed. Raises RunUnderWay, or FormationOver.

    `based_on`: its pins are kept, and with `stay` everybody else stays where they are as far as that can be. Without
    `weights` those of `based_on` hold, or the formation's; without `iterations` as many as suit so many people.
    """
    formation = lock_formation(formation)
    running = formation.proposals.filter(state__in=RUNNING).first()
    if running is not None:
        raise RunUnderWay(_("A proposal is being formed already. You can look at it, or stop it first."), running)
    former = based_on.asked.get("weights") if based_on else None
    asked = {"seed": USUAL_SEED, "weights": weights or former or formation.weights, "stay": stay}
    if iterations is not None:
        asked["iterations"] = iterations
    proposal = _add(formation, based_on=based_on, asked=asked, asked_by=by, asked_at=now)
    schedule(FORM, str(proposal.pk), due_at=now)
    return proposal


@transaction.atomic
def start_by_hand(formation: Formation, *, by: Participant, now: datetime) -> Proposal:
    """Begin a proposal without a run and without a collective. Raises FormationOver."""
    formation = lock_formation(formation)
    return _add(
        formation,
        by_hand=True,
        state=ProposalState.READY,
        asked={"weights": formation.weights},
        score=0,
        asked_by=by,
        asked_at=now,
        done_at=now,
    )


@transaction.atomic
def stop_run(proposal: Proposal, *, by: Participant, now: datetime) -> None:
    """Stop forming a proposal; nothing comes of it. Raises ProposalElsewhere when it is formed already."""
    proposal = lock_proposal(proposal, *RUNNING)
    _settle(proposal, ProposalState.STOPPED, by, now)
    cancel(FORM, str(proposal.pk), now=now)


@transaction.atomic
def discard_proposal(proposal: Proposal, *, by: Participant, now: datetime) -> None:
    """Put a proposal aside; it can be taken back. Raises ProposalElsewhere."""
    proposal = lock_proposal(proposal, ProposalState.READY)
    _settle(proposal, ProposalState.DISCARDED, by, now)


@transaction.atomic
def restore_proposal(proposal: Proposal, *, by: Participant, now: datetime) -> None:
    """Take a discarded proposal back. Raises ProposalElsewhere, or FormationOver."""
    lock_formation(proposal.formation)
    proposal = lock_proposal(proposal, ProposalState.DISCARDED)
    proposal.state, proposal.settled_by, proposal.settled_at = ProposalState.READY, None, None
    proposal.save(update_fields=["state", "settled_by", "settled_at"])


def lock_formation(formation: Formation) -> Formation:
    """The formation as it is now, held until the transaction ends. Raises FormationOver."""
    formation = Formation.objects.select_for_update(no_key=True).get(pk=formation.pk)
    if formation.state in {FormationState.ACCEPTED, FormationState.ENDED}:
        raise FormationOver(
            _("“%(formation)s” is %(state)s. Begin a new formation to form more collectives.")
            % {"formation": formation, "state": FormationState(formation.state).label}
        )
    return formation


def lock_proposal(proposal: Proposal, *states: ProposalState) -> Proposal:
    """The proposal as it is now, held until the transaction ends. Raises ProposalElsewhere in another state."""
    rows = Proposal.objects.select_related("formation").select_for_update(of=("self",), no_key=True)
    proposal = rows.get(pk=proposal.pk)
    if proposal.state not in states:
        raise ProposalElsewhere(
            _("This proposal has moved on meanwhile: it is %(state)s. Look at it again.")
            % {"state": ProposalState(proposal.state).label}
        )
    return proposal


def _add(formation: Formation, **fields: Any) -> Proposal:
    latest = formation.proposals.aggregate(number=Max("number"))["number"] or 0
    proposal = Proposal.objects.create(formation=formation, number=latest + 1, **fields)
    proposal.refresh_from_db(fields=["pk"])
    return proposal


def _settle(proposal: Proposal, state: ProposalState, by: Participant, now: datetime) -> None:
    proposal.state, proposal.settled_by, proposal.settled_at = state, by, now
    proposal.save(update_fields=["state", "settled_by", "settled_at"])
