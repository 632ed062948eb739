"""Making releases after imports, and anew by a new rule."""

from celery import shared_task
from django.utils.timezone import now

from evidence.operations.release import RELEASE, release_due
from ilc.due import waiting_programs
from ilc.tenancy.scope import program_scope

BELL_SECONDS = 120


@shared_task
def sweep_releases() -> None:
    """Ring for every program in which days are to be released."""
    for program_id in waiting_programs(RELEASE, now=now()):
        release_program.apply_async(kwargs={"program_id": program_id}, expires=BELL_SECONDS)


@shared_task(acks_late=True)
def release_program(*, program_id: int) -> None:
    """Release what is due in a program, piece by piece. Safe to run twice, or at once in two workers."""
    done = 1
    while done:
        with program_scope(program_id):
            done = release_due(now=now())
