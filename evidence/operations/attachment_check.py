"""A file that was brought, on its way to be seen: made anew, kept or refused; and erased once it was taken away."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from evidence.models import Attachment
from evidence.operations.attachment import KEPT_AFTER_REMOVAL, attachments_folder, new_key
from ilc.files import keep_file_with_rows
from ilc.uploads.cleaning import Cleaned
from ilc.uploads.kinds import tidy_name
from ilc.uploads.refusals import UploadRefused

ORPHAN_AFTER: Final = timedelta(days=1)

TIDY: Final = "attachment_tidy"
"""What is due for a program once a day, under the empty key."""


@dataclass(frozen=True)
class CheckWork:
    """What is to be checked: a stored file as it came."""

    attachment_pk: UUID
    file: str


def begin_check(attachment_pk: UUID) -> CheckWork | None:
    """What is to be checked; None when nobody waits for it any more."""
    rows = Attachment.objects.filter(pk=attachment_pk, state=Attachment.State.WAITING)
    found = rows.exclude(file="").first()
    return CheckWork(found.pk, found.file) if found else None


@transaction.atomic
def keep_checked(work: CheckWork, cleaned: Cleaned) -> None:
    """Keep what was made anew in place of what came, which is erased."""
    held = _held(work)
    if held is None:
        return
    made, held.file = cleaned.made, new_key()
    with cleaned.file.open("rb") as file:
        held.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        held.size = file.tell()
        file.seek(0)
        keep_file_with_rows(held.file, file)
    if cleaned.preview:
        held.preview = new_key()
        with cleaned.preview.open("rb") as file:
            keep_file_with_rows(held.preview, file)
    held.state, held.content_type = Attachment.State.CHECKED, made.content_type
    held.name, held.left_out = tidy_name(held.name, made.suffix), list(made.left_out)
    held.width, held.height = made.width, made.height
    held.save()
    _erase_on_commit(work.file)


@transaction.atomic
def refuse_checked(work: CheckWork, refusal: UploadRefused) -> None:
    """Say why a file is not kept, and erase it. Code and values turn into words again where somebody reads them."""
    held = _held(work)
    if held is None:
        return
    held.state, held.file = Attachment.State.REFUSED, ""
    held.trouble = {"code": refusal.code, "values": refusal.values}
    held.save(update_fields=["state", "file", "trouble"])
    _erase_on_commit(work.file)


@transaction.atomic
def erase_removed(attachment_pk: UUID, *, now: datetime) -> None:
    """Erase the file of an attachment that was taken away long ago. A second time there is nothing to do."""
    rows = Attachment.objects.select_for_update(no_key=True)
    held = rows.filter(pk=attachment_pk, removed_at__lte=now - KEPT_AFTER_REMOVAL).first()
    if held is None:
        return
    for key in (held.file, held.preview):
        _erase_on_commit(key)
    held.file = held.preview = ""
    held.save(update_fields=["file", "preview"])


def erase_orphans(*, now: datetime) -> int:
    """Erase files of the bound program that no attachment names; how many.

    A process that is killed between storing a file and its commit leaves one. Those of the last day are left alone:
    their rows may still be on their way.
    """
    folder = attachments_folder()
    if not default_storage.exists(folder):
        return 0
    named = {key for keys in Attachment.objects.values_list("file", "preview") for key in keys}
    keys = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    orphans = [key for key in keys if key not in named and default_storage.get_modified_time(key) < now - ORPHAN_AFTER]
    for key in orphans:
        default_storage.delete(key)
    return len(orphans)


def _held(work: CheckWork) -> Attachment | None:
    """The attachment, locked, as long as it waits for this file; nothing was made of it since."""
    rows = Attachment.objects.select_for_update(no_key=True)
    return rows.filter(pk=work.attachment_pk, state=Attachment.State.WAITING, file=work.file).first()


def _erase_on_commit(key: str) -> None:
    if key:
        transaction.on_commit(partial(default_storage.delete, key))
