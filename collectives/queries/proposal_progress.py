"""How far the forming of a proposal is. The hint is kept in the cache: nothing is stored before the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.cache import cache
from django.utils.translation import gettext as _

from collectives.models import Proposal, ProposalState
from ilc.tenancy.scope import bound_program_id


class Step(StrEnum):
    """What a run does, in this order."""

    READING = "reading"
    SEATING = "seating"
    PROVING = "proving"
    INVITING = "inviting"  # once it is accepted


@dataclass(frozen=True)
class ProposalTask:
    """What a page shows of a run; `percent` is None when nobody can know."""

    title: str
    percent: int | None
    poll_url: str
    steps: Sequence[tuple[str, str]]
    left: str = ""
    done: bool = False


def proposal_task(proposal: Proposal, *, poll_url: str) -> ProposalTask:
    """The run of a proposal that is being formed, or the making of what was accepted. No SQL."""
    told = told_progress(bound_program_id(), str(proposal.pk))
    if proposal.state == ProposalState.ACCEPTING:
        percent = told[1] if told and told[0] == Step.INVITING else None
        return ProposalTask(_("Making the collectives and inviting everybody"), percent, poll_url, ())
    words = {
        Step.READING: _("Reading what people want and when they can meet"),
        Step.SEATING: _("Trying who sits with whom"),
        Step.PROVING: _("Proving how good it can be at all"),
    }
    if told is None or told[0] not in words:
        return ProposalTask(_("Waiting for its turn"), None, poll_url, [(one, "later") for one in words.values()])
    now, percent = told
    order = list(words)
    states = ["done" if order.index(step) < order.index(now) else "later" for step in order]
    states[order.index(now)] = "now"
    shown = percent if now == Step.SEATING else None
    return ProposalTask(words[now], shown, poll_url, list(zip(words.values(), states, strict=True)))


def told_progress(program_id: int, proposal_pk: str) -> tuple[Step, int] | None:
    """The step that was told last, and how much of it is done in per cent; None when none was."""
    told = cache.get(progress_key(program_id, proposal_pk))
    return (Step(told[0]), int(told[1])) if told else None


def progress_key(program_id: int, proposal_pk: str) -> str:
    """Where the cache holds it."""
    return f"p{program_id}:proposal:{proposal_pk}"
