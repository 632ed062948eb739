"""Each night: which collectives might welcome a hand."""

from celery import shared_task
from django.utils.timezone import now

from facilitation.operations.support_flag import DUE_KIND, review_support
from ilc.due import begin_everywhere, waiting_programs
from ilc.tenancy.scope import program_scope


@shared_task
def review_due_support() -> None:
    """Ring for every program whose look is due; a program that is new begins now."""
    begin_everywhere(DUE_KIND, due_at=now())
    for program_id in waiting_programs(DUE_KIND, now=now()):
        review_program_support.delay(program_id=program_id)


@shared_task(acks_late=True)
def review_program_support(*, program_id: int) -> None:
    """Raise and lower the flags of one program. Safe to run twice, or at once in two workers."""
    with program_scope(program_id):
        review_support(now=now())
