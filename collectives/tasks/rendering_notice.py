"""Telling people that what they asked for is over. The truth is in `due`."""

from datetime import timedelta

from celery import shared_task
from django.utils.timezone import now

from collectives.operations.rendering_notice import KIND, tell_asker
from collectives.tasks.notice import ring_notices
from ilc.due import claim, finish, waiting
from ilc.tenancy.scope import program_scope

HOLD = timedelta(minutes=2)


@shared_task(acks_late=True)
def tell_rendering_over(*, program_id: int, rendering_pk: str) -> None:
    """Write to whoever asked, when it is time. Safe to run twice, or at once in two workers."""
    lease = claim(program_id, KIND, rendering_pk, now=now(), lease=HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        notice = tell_asker(rendering_pk, now=now())
        if finish(lease, now=now()) and notice:
            ring_notices(program_id, [notice])


@shared_task
def sweep_renderings_over() -> None:
    """Ring for everybody who is to be told."""
    for program_id, key in waiting(KIND, now=now()):
        tell_rendering_over.delay(program_id=program_id, rendering_pk=key)
