"""The monthly mail of views: each program when the first of a month has come for somebody who wants one."""

from celery import shared_task
from django.utils.timezone import now

from collectives.tasks.notice import ring_notices
from facilitation.operations.dashboard_mail import DUE_KIND, write_monthly
from ilc.due import begin_everywhere, waiting_programs
from ilc.tenancy.scope import program_scope


@shared_task
def sweep_dashboards() -> None:
    """Ring for every program that is due; a program that is new begins now. A bell too many does no harm."""
    begin_everywhere(DUE_KIND, due_at=now())
    for program_id in waiting_programs(DUE_KIND, now=now()):
        write_program_dashboards.delay(program_id=program_id)


@shared_task(acks_late=True)
def write_program_dashboards(*, program_id: int) -> None:
    """Write a program's monthly mails, twenty to a transaction. Safe to run twice, or at once in two workers."""
    while True:
        with program_scope(program_id):
            notices = write_monthly(now=now())
            if notices is None:
                return
            ring_notices(program_id, notices)
