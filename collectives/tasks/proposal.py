"""Forming proposals in the background. The truth is in `due`; Celery makes it prompt."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from collectives.models import Proposal, ProposalState
from collectives.operations.proposal import FORM
from collectives.operations.proposal_accept import ACCEPT, accept_proposal, back_to_ready
from collectives.operations.proposal_progress import tell_progress
from collectives.operations.proposal_run import begin_run, fail_run, store_run, work_out
from collectives.queries.proposal_progress import Step
from collectives.tasks.notice import send_notice
from ilc.due import Lease, claim, extend, finish, waiting
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope

_HOLD: Final = timedelta(minutes=4)  # compiling the search, once, and proving cannot say that they are alive
_ATTEMPTS: Final = 3
_LOOKS_EVERY: Final = 0.5  # seconds


@shared_task
def form_proposal(*, program_id: int, proposal_pk: str) -> None:
    """Form a proposal between two transactions. Run again, it begins again; formed, it finds nothing to do."""
    lease = claim(program_id, FORM, proposal_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        if lease.attempt > _ATTEMPTS:
            fail_run(UUID(proposal_pk), code="interrupted", now=now())
        run = begin_run(UUID(proposal_pk))
        if run is None:
            finish(lease, now=now())
            return
    watch = _Watch(lease)
    watch.tell(Step.READING)
    formed = work_out(run, seating=watch.seating, proving=watch.proving, stopped=watch.stopped)
    with program_scope(program_id):
        if finish(lease, now=now()):
            store_run(run, formed, now=now())


@shared_task
def accept_formed_proposal(*, program_id: int, proposal_pk: str) -> None:
    """Make the collectives of a proposal and invite its people, in one transaction. Run again, it finds nothing."""
    lease = claim(program_id, ACCEPT, proposal_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    try:
        with program_scope(program_id):
            if not extend(lease, until=now() + _HOLD):
                return
            accepted = accept_proposal(
                UUID(proposal_pk),
                now=now(),
                progress=lambda percent: tell_progress(program_id, proposal_pk, step=Step.INVITING, percent=percent),
            )
            finish(lease, now=now())
    except Refused as refusal:
        with program_scope(program_id):
            if finish(lease, now=now()):
                back_to_ready(UUID(proposal_pk), refusal)
        return
    for notice_pk in accepted.notices if accepted else ():
        send_notice.delay(program_id=program_id, notice_pk=str(notice_pk))


@shared_task
def sweep_proposals() -> None:
    """Ring again for proposals that are due and that nobody works on."""
    tasks: dict[str, Callable[..., Any]] = {FORM: form_proposal.delay, ACCEPT: accept_formed_proposal.delay}
    for kind, ring in tasks.items():
        for program_id, proposal_pk in waiting(kind, now=now()):
            ring(program_id=program_id, proposal_pk=proposal_pk)


class _Watch:
    """Keeps the lease while a run works, tells how far it is, and looks whether somebody stopped it."""

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        self._looked_at, self._stopped = 0.0, False

    def tell(self, step: Step, percent: int = 0) -> None:
        tell_progress(self._lease.program_id, self._lease.key, step=step, percent=percent)

    def seating(self, percent: int) -> None:
        self.tell(Step.SEATING, percent)

    def proving(self) -> None:
        self._look()
        self.tell(Step.PROVING)

    def stopped(self) -> bool:
        if not self._stopped and time.monotonic() - self._looked_at > _LOOKS_EVERY:
            self._look()
        return self._stopped

    def _look(self) -> None:
        with program_scope(self._lease.program_id):
            held = extend(self._lease, until=now() + _HOLD)
            working = Proposal.objects.filter(pk=self._lease.key, state=ProposalState.WORKING).exists()
        self._stopped = not (held and working)
        self._looked_at = time.monotonic()
