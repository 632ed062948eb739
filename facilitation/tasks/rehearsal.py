"""Rehearsals are made, and thrown away, in the background."""

import logging
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from collectives.models import Program
from collectives.operations.rehearsal import END, MAKE, delete_rehearsal, throw_away
from facilitation.operations.rehearsal import LEASE, make_rehearsal
from facilitation.operations.rehearsal.answering import PEOPLE, move_people, wake_people
from ilc.due import claim, waiting
from ilc.files import remove_files

log = logging.getLogger(__name__)


@shared_task(acks_late=True)
def fill_rehearsal(*, program_id: int) -> None:
    """Make one, if it is due and nobody else is making it."""
    if make_rehearsal(program_id, now=now()):
        log.info("Rehearsal %d is ready.", program_id)


@shared_task(acks_late=True)
def end_rehearsal(*, program_id: int) -> None:
    """Throw one away whose time has come: its files first, then every row. What a dead worker began is begun again."""
    if claim(program_id, END, "", now=now(), lease=LEASE) is None:
        return
    program = Program.objects.select_related("rehearsal_of").get(pk=program_id)
    if program.rehearsal_of is None:
        return
    throw_away(program.rehearsal_of, slug=program.slug, now=now())
    remove_files(f"p{program_id}")
    delete_rehearsal(program_id)
    log.info("Rehearsal %d is thrown away.", program_id)


@shared_task(acks_late=True)
def move_rehearsal_people(*, program_id: int, session_pk: str) -> None:
    """Let made-up people come in and answer, some of them."""
    move_people(program_id, session_pk, now=now())


def ring_people(program: Program, session_pk: UUID) -> None:
    """Something was begun or asked in a session: where it is a rehearsal's, its people take part."""
    if program.is_rehearsal:
        wake_people(session_pk, now=now())
        move_rehearsal_people.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
            program_id=program.pk, session_pk=str(session_pk)
        )


@shared_task
def sweep_rehearsal_people() -> None:
    """Ring for every session in which made-up people have something to do. A bell too many does no harm."""
    for program_id, session_pk in waiting(PEOPLE, now=now()):
        move_rehearsal_people.delay(program_id=program_id, session_pk=session_pk)


@shared_task
def sweep_rehearsals() -> None:
    """Ring for every rehearsal that is to be made or thrown away. A bell too many does no harm."""
    for program_id, _key in waiting(MAKE, now=now()):
        fill_rehearsal.delay(program_id=program_id)
    for program_id, _key in waiting(END, now=now()):
        end_rehearsal.delay(program_id=program_id)
