"""The monthly tick: sessions made from rhythms."""

from celery import shared_task
from django.utils.timezone import now

from collectives.operations.rhythm import DUE_KIND
from facilitation.operations.session import BATCH, extend_rhythms
from ilc.due import waiting_programs
from ilc.tenancy.scope import program_scope


@shared_task
def make_due_sessions() -> None:
    """Ring for every program that has rhythms due. The rows in `due` are the truth: a bell too many does no harm."""
    for program_id in waiting_programs(DUE_KIND, now=now()):
        make_program_sessions.delay(program_id=program_id)


@shared_task(acks_late=True)
def make_program_sessions(*, program_id: int) -> None:
    """Make a program's due sessions, a thousand rhythms to a transaction. Safe to run twice, or in many workers."""
    while True:
        with program_scope(program_id):
            looked_at = extend_rhythms(now=now())
        if looked_at < BATCH:
            return
