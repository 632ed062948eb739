"""Summaries that nobody sent: they go out by themselves, some hours after the session."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from collectives.tasks.notice import ring_notices
from facilitation.models import SessionRun
from facilitation.operations.session_summary import StillOn, send_summary
from facilitation.queries.session_summary import SUMMARY
from ilc.due import claim, finish, waiting
from ilc.tenancy.scope import program_scope

HOLD = timedelta(minutes=2)


@shared_task(acks_late=True)
def write_session_summary(*, program_id: int, session_pk: str) -> None:
    """Write a session's summary to its members. Run twice, or at once, it writes it once."""
    lease = claim(program_id, SUMMARY, session_pk, now=now(), lease=HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        finish(lease, now=now())
        run = SessionRun.objects.filter(session=UUID(session_pk)).first()
        if run is None:
            return
        try:
            notices = send_summary(run, by=None, now=now())
        except StillOn:
            return
        ring_notices(program_id, notices)


@shared_task
def sweep_session_summaries() -> None:
    """Ring for summaries whose time has come. A bell too many does no harm."""
    for program_id, session_pk in waiting(SUMMARY, now=now()):
        write_session_summary.delay(program_id=program_id, session_pk=session_pk)
