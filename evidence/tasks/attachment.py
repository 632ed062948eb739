"""Checking files that were brought, and erasing those that were taken away. The truth is in `due`."""

import logging
from datetime import timedelta
from typing import BinaryIO, Final, cast
from uuid import UUID

from celery import shared_task
from django.core.files.storage import default_storage
from django.utils.timezone import now

from evidence.operations.attachment import CHECK, ERASE
from evidence.operations.attachment_check import (
    TIDY,
    CheckWork,
    begin_check,
    erase_orphans,
    erase_removed,
    keep_checked,
    refuse_checked,
)
from ilc.due import Lease, backoff, begin_everywhere, claim, finish, release, waiting, waiting_programs
from ilc.tenancy.scope import program_scope
from ilc.uploads.cleaning import cleaned
from ilc.uploads.refusals import ScannerFound, UploadRefused
from ilc.uploads.scanning import ScannerAway, scan

_HOLD: Final = timedelta(seconds=240)  # scanning takes up to 60 s, making anew up to 120

_A_DAY: Final = timedelta(days=1)
_LONGEST_WAIT: Final = timedelta(minutes=5)

log = logging.getLogger(__name__)


@shared_task(acks_late=True)
def check_attachment(*, program_id: int, attachment_pk: str) -> None:
    """Scan a file and make it anew, between two scopes. Run again, it finds nothing to do.

    While the scanner is away the file waits; it is tried again.
    """
    lease = claim(program_id, CHECK, attachment_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        work = begin_check(UUID(attachment_pk))
        if work is None:
            finish(lease, now=now())
            return
    try:
        with default_storage.open(work.file) as file:
            _check(lease, work, cast(BinaryIO, file))
    except ScannerAway as away:
        log.warning("The scanner is away, so that an attachment of program %s waits: %s", program_id, away)
        release(lease, due_at=now() + min(backoff(lease.attempt), _LONGEST_WAIT))
    except UploadRefused as refusal:
        with program_scope(program_id):
            if finish(lease, now=now()):
                refuse_checked(work, refusal)


def _check(lease: Lease, work: CheckWork, file: BinaryIO) -> None:
    found = scan(file)
    if found is not None:
        log.warning("The scanner found %s in attachment %s of program %s.", found, lease.key, lease.program_id)
        raise ScannerFound
    with cleaned(file) as anew, program_scope(lease.program_id):
        if finish(lease, now=now()):
            keep_checked(work, anew)


@shared_task(acks_late=True)
def erase_attachment(*, program_id: int, attachment_pk: str) -> None:
    """Erase the file of an attachment that was taken away. Safe to run twice."""
    lease = claim(program_id, ERASE, attachment_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        erase_removed(UUID(attachment_pk), now=now())
        finish(lease, now=now())


@shared_task
def sweep_attachments() -> None:
    """Ring again for files that wait to be checked and that nobody checks."""
    for program_id, attachment_pk in waiting(CHECK, now=now()):
        check_attachment.delay(program_id=program_id, attachment_pk=attachment_pk)


@shared_task(acks_late=True)
def tidy_attachments(*, program_id: int) -> None:
    """Erase files that no attachment names, once a day. Safe to run twice."""
    lease = claim(program_id, TIDY, "", now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        erased = erase_orphans(now=now())
    if erased:
        log.warning("Erased %s files of program %s that no attachment named.", erased, program_id)
    release(lease, due_at=now() + _A_DAY)


@shared_task
def sweep_removed_attachments() -> None:
    """Ring for files that were taken away long enough ago, and for programs whose files are to be tidied."""
    begin_everywhere(TIDY, due_at=now())
    for program_id in waiting_programs(TIDY, now=now()):
        tidy_attachments.delay(program_id=program_id)
    for program_id, attachment_pk in waiting(ERASE, now=now()):
        erase_attachment.delay(program_id=program_id, attachment_pk=attachment_pk)
