"""Writing to those who are asked, reminding them, and closing gatherings whose time is over."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from collectives.models import Gathering
from collectives.operations.gathering_close import NotOpen, close_gathering
from collectives.operations.gathering_open import (
    CLOSING,
    LETTERS,
    REMINDING,
    NobodyLeftToRemind,
    RemindedToday,
    remind,
    write_letters,
)
from collectives.tasks.notice import ring_notices
from ilc.due import claim, extend, finish, waiting
from ilc.tenancy.scope import program_scope

_HOLD: Final = timedelta(seconds=60)


@shared_task(acks_late=True)
def write_gathering_letters(*, program_id: int, key: str) -> None:
    """Write one occasion's letters, a batch to a transaction. Run again, it writes what is still to be written.

    `key`: the gathering and the occasion, as in `due`.
    """
    lease = claim(program_id, LETTERS, key, now=now(), lease=_HOLD)
    if lease is None:
        return
    gathering, _, occasion = key.partition(":")
    after: UUID | None = None
    while True:
        with program_scope(program_id):
            if not extend(lease, until=now() + _HOLD):
                return
            notices = write_letters(UUID(gathering), occasion, after=after, now=now())
            ring_notices(program_id, notices)
            if not notices:
                finish(lease, now=now())
                return
            after = notices[-1].recipient_id


@shared_task(acks_late=True)
def close_due_gathering(*, program_id: int, gathering_pk: str) -> None:
    """Close a gathering whose time is over."""
    lease = claim(program_id, CLOSING, gathering_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        gathering = Gathering.objects.filter(pk=gathering_pk).first()
        finish(lease, now=now())
        if gathering is None or gathering.closes_at is None or gathering.closes_at > now():
            return
        try:
            close_gathering(gathering, by=None, now=now())
        except NotOpen:
            return


@shared_task(acks_late=True)
def remind_of_gathering(*, program_id: int, gathering_pk: str) -> None:
    """The reminder that goes out by itself; nobody hears twice within a day."""
    lease = claim(program_id, REMINDING, gathering_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        finish(lease, now=now())
        gathering = Gathering.objects.filter(pk=gathering_pk).first()
        if gathering is None:
            return
        try:
            remind(gathering, by=None, now=now())
        except (RemindedToday, NobodyLeftToRemind):
            return


@shared_task
def sweep_gatherings() -> None:
    """Ring again for what is due and in nobody's hands."""
    for program_id, key in waiting(LETTERS, now=now()):
        write_gathering_letters.delay(program_id=program_id, key=key)
    for program_id, gathering_pk in waiting(CLOSING, now=now()):
        close_due_gathering.delay(program_id=program_id, gathering_pk=gathering_pk)
    for program_id, gathering_pk in waiting(REMINDING, now=now()):
        remind_of_gathering.delay(program_id=program_id, gathering_pk=gathering_pk)
