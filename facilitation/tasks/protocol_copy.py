"""Copies of a program's own protocols follow into the programs that want to read them, and go again."""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils.timezone import now

from collectives.models import Program
from evidence.operations.library_copy import ways_of
from facilitation.operations.protocol_copy import PROTOCOL_COPY, keep_protocols, shown_protocols
from ilc.due import claim, finish, waiting_programs
from ilc.tenancy.scope import program_scope

BELL_SECONDS = 120
LEASE: Final = timedelta(minutes=10)


@shared_task
def sweep_protocol_copies() -> None:
    """Ring for every program whose protocols or agreements changed."""
    for program_id in waiting_programs(PROTOCOL_COPY, now=now()):
        copy_protocols.apply_async(kwargs={"program_id": program_id}, expires=BELL_SECONDS)


@shared_task(acks_late=True)
def copy_protocols(*, program_id: int) -> None:
    """Bring what this program wrote to those that read it, and to this one what others show. Twice does no harm.

    The two scopes never stand open together.
    """
    with program_scope(program_id):
        lease = claim(program_id, PROTOCOL_COPY, "", now=now(), lease=LEASE)
    if lease is None:
        return
    for shown, reader_id in ways_of(Program.objects.get(pk=program_id)):
        with program_scope(shown.pk):
            protocols = shown_protocols()
        with program_scope(reader_id):
            keep_protocols(shown, protocols)
    with program_scope(program_id):
        finish(lease, now=now())
