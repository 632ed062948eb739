"""Copies of what is published follow into the programs that want to read it, and go again."""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils.timezone import now

from collectives.models import Program
from evidence.operations.library_copy import (
    LIBRARY_COPY,
    forget_copies,
    make_copies,
    published_times,
    read_published,
    ways_of,
)
from ilc.due import claim, finish, waiting_programs
from ilc.tenancy.scope import program_scope

BELL_SECONDS = 120
LEASE: Final = timedelta(minutes=10)
AT_ONCE: Final = 25


@shared_task
def sweep_library_copies() -> None:
    """Ring for every program whose publications or agreements changed."""
    for program_id in waiting_programs(LIBRARY_COPY, now=now()):
        copy_library.apply_async(kwargs={"program_id": program_id}, expires=BELL_SECONDS)


@shared_task(acks_late=True)
def copy_library(*, program_id: int) -> None:
    """Bring what this program publishes to those that read it, and to this one what others show. Twice does no harm."""
    with program_scope(program_id):
        lease = claim(program_id, LIBRARY_COPY, "", now=now(), lease=LEASE)
    if lease is None:
        return
    for shown, reader_id in ways_of(Program.objects.get(pk=program_id)):
        _follow(shown, reader_id)
    with program_scope(program_id):
        finish(lease, now=now())


def _follow(shown: Program, reader_id: int) -> None:
    """From one program into another, each in its own scope: they never stand open together."""
    with program_scope(shown.pk):
        published = published_times()
    with program_scope(reader_id):
        missing = forget_copies(shown, published)
    for first in range(0, len(missing), AT_ONCE):
        with program_scope(shown.pk):
            found = read_published(missing[first : first + AT_ONCE])
        with program_scope(reader_id):
            make_copies(shown, found)
