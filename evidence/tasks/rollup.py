"""Merging what came in since into the counts of data points."""

from celery import shared_task
from django.utils.timezone import now

from collectives.models import Program
from evidence.models import EvidenceTail
from evidence.operations.rollup import MERGED_AT_ONCE, ROLLUP, check_rollup, merge_tail
from ilc.due import begin_everywhere, waiting_programs
from ilc.tenancy.scope import program_scope

BELL_SECONDS = 300


@shared_task(acks_late=True)
def merge_program_tail(*, program_id: int) -> None:
    """Merge a program's tail, piece by piece. Safe to run twice, or at once in two workers."""
    merged = MERGED_AT_ONCE
    while merged == MERGED_AT_ONCE:
        with program_scope(program_id):
            merged = merge_tail()


@shared_task
def sweep_tails() -> None:
    """Ring for every program whose tail holds something."""
    for program_id in Program.objects.values_list("pk", flat=True):
        with program_scope(program_id):
            waiting = EvidenceTail.objects.exists()
        if waiting:
            merge_program_tail.apply_async(kwargs={"program_id": program_id}, expires=BELL_SECONDS)


@shared_task
def check_due_rollups() -> None:
    """Ring for every program whose counts are to be checked; a program that is new begins now."""
    begin_everywhere(ROLLUP, due_at=now())
    for program_id in waiting_programs(ROLLUP, now=now()):
        check_program_rollup.delay(program_id=program_id)


@shared_task(acks_late=True)
def check_program_rollup(*, program_id: int) -> None:
    """Count a program's data points again, and compare. Safe to run twice, or at once in two workers."""
    with program_scope(program_id):
        check_rollup(now=now())
