"""The weekly mail: each program when a Monday at seven has come for somebody in it."""

from celery import shared_task
from django.utils.timezone import now

from collectives.tasks.notice import ring_notices
from facilitation.operations.digest import DUE_KIND, write_digests
from ilc.due import begin_everywhere, waiting_programs
from ilc.tenancy.scope import program_scope


@shared_task
def sweep_digests() -> None:
    """Ring for every program that is due; a program that is new begins now. A bell too many does no harm."""
    begin_everywhere(DUE_KIND, due_at=now())
    for program_id in waiting_programs(DUE_KIND, now=now()):
        write_program_digests.delay(program_id=program_id)


@shared_task(acks_late=True)
def write_program_digests(*, program_id: int) -> None:
    """Write a program's weekly mails, fifty to a transaction. Safe to run twice, or at once in two workers."""
    while True:
        with program_scope(program_id):
            notices = write_digests(now=now())
            if notices is None:
                return
            ring_notices(program_id, notices)
