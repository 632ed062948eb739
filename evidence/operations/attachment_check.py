"""A file that was brought, on its way to be seen: made anew, kept or refused; and erased once it was taken away."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from evidence.models import Attachment
from evidence.operations.attachment import KEPT_AFTER_REMOVAL, new_key
from ilc.files import keep_file_with_rows
from ilc.uploads.cleaning import Cleaned
from ilc.uploads.kinds import tidy_name
from ilc.uploads.refusals import UploadRefused


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
    made, data = cleaned.made, cleaned.file.read_bytes()
    held.file = new_key()
    with cleaned.file.open("rb") as file:
        keep_file_with_rows(held.file, file)
    if cleaned.preview:
        held.preview = new_key()
        with cleaned.preview.open("rb") as file:
            keep_file_with_rows(held.preview, file)
    held.state, held.content_type = Attachment.State.CHECKED, made.content_type
    held.name, held.left_out = tidy_name(held.name, made.suffix), list(made.left_out)
    held.size, held.sha256 = len(data), hashlib.sha256(data).hexdigest()
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


def _held(work: CheckWork) -> Attachment | None:
    """The attachment, locked, as long as it waits for this file; nothing was made of it since."""
    rows = Attachment.objects.select_for_update(no_key=True)
    return rows.filter(pk=work.attachment_pk, state=Attachment.State.WAITING, file=work.file).first()


def _erase_on_commit(key: str) -> None:
    if key:
        transaction.on_commit(partial(default_storage.delete, key))
