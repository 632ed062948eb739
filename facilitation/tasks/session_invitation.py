"""Sessions in people's calendars: one collective at a time, with a sweep for those that no bell rang for."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from collectives.operations.collective import CALENDARS_DUE
from collectives.tasks.notice import ring_notices
from facilitation.operations.session_invitation import invite_to_sessions
from ilc.due import claim, finish, release, waiting
from ilc.tenancy.scope import program_scope

HOLD = timedelta(minutes=2)


@shared_task(acks_late=True)
def send_session_invitations(*, program_id: int, collective_pk: str) -> None:
    """Write what a collective's people must learn of its sessions. Run twice, or at once, it writes it once."""
    lease = claim(program_id, CALENDARS_DUE, collective_pk, now=now(), lease=HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        look = invite_to_sessions(UUID(collective_pk), now=now())
        if look.again_at:
            release(lease, due_at=look.again_at)
        else:
            finish(lease, now=now())
        ring_notices(program_id, look.notices)


@shared_task
def sweep_session_invitations() -> None:
    """Ring for collectives of whose sessions calendars may have to learn. A bell too many does no harm."""
    for program_id, key in waiting(CALENDARS_DUE, now=now()):
        send_session_invitations.delay(program_id=program_id, collective_pk=key)


def ring_session_invitations(program_id: int, collective_pk: UUID) -> None:
    """Ask for them after the commit."""
    send_session_invitations.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
        program_id=program_id, collective_pk=str(collective_pk)
    )
