"""Sessions that nobody ended: they end by themselves half a day later, so that no page calls them on for good."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from facilitation.models import SessionRun
from facilitation.operations.session_end import end_session
from facilitation.operations.session_run import LEFT_ON
from ilc.due import claim, finish, waiting
from ilc.tenancy.scope import program_scope

HOLD: Final = timedelta(minutes=2)


@shared_task(acks_late=True)
def end_session_left_on(*, program_id: int, session_pk: str) -> None:
    """End one that is still on. Safe to run twice, or in two workers."""
    lease = claim(program_id, LEFT_ON, session_pk, now=now(), lease=HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        run = SessionRun.objects.filter(session=UUID(session_pk)).first()
        if run is not None:
            end_session(run, by=None, now=now())
        finish(lease, now=now())


@shared_task
def sweep_sessions_left_on() -> None:
    """Ring for those whose time has come. A bell too many does no harm."""
    for program_id, session_pk in waiting(LEFT_ON, now=now()):
        end_session_left_on.delay(program_id=program_id, session_pk=session_pk)
