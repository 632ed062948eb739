"""Attachments: brought, described, shown, kept to the district, taken away, brought back."""

import re
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import BinaryIO, Final, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Participant
from evidence.engine.personal import find_personal
from evidence.models import MAX_CAPTION, Attachment
from evidence.operations.data_point import place_names, refuse_personal
from evidence.permissions.data_point import own_district
from evidence.queries.attachment import Place
from ilc.due import cancel, schedule
from ilc.errors import Refused
from ilc.files import keep_file_with_rows
from ilc.tenancy.scope import bound_program_id
from ilc.uploads.kinds import kind_of, shown_name, tidy_name
from ilc.uploads.refusals import UploadRefused
from inquiry.models import Indicator

CHECK: Final = "attachment_check"
"""What is due for a file that was brought; the key is the attachment's id."""

ERASE: Final = "attachment_erase"
"""What is due for a file that was taken away; the key is the attachment's id."""

_BETWEEN_WORDS = re.compile(r"[\W_\d]+")

KEPT_AFTER_REMOVAL: Final = timedelta(days=30)
MOST_AT_ONCE: Final = 6
MOST_BESIDE: Final = 100
"""Attachments beside one indicator, its data points' among them, those taken away not."""


class FileRefused(Refused):
    """One of the files cannot be taken; none was. Its text names the file."""


class TooManyAttachments(Refused):
    """There are so many beside the indicator already that nobody would look at one more."""


class NoSuchAddress(Refused):
    """A link must begin with https://."""


class NoDistrict(Refused):
    """Whoever brings it belongs to no district, so that nobody would own it."""


class FileErased(Refused):
    """It was taken away so long ago that the file is gone."""


class BroughtFile(NamedTuple):
    file: BinaryIO
    name: str


@transaction.atomic
def bring_files(
    place: Place, files: Sequence[BroughtFile], *, caption: str, shared: bool, by: Participant, now: datetime
) -> list[Attachment]:
    """Keep files of whoever brings them and have them checked; several are numbered behind what is said of them.

    The files go again when the transaction does not come to its end. Raises FileRefused, TooManyAttachments,
    NoDistrict, PersonalData.
    """
    district = _owner(by)
    known = place_names(district)
    refuse_personal({"caption": caption}, known)
    names = [_name_of(one, known) for one in files]
    _refuse_too_many(place.indicator, len(files))
    made = []
    for number, (one, name) in enumerate(zip(files, names, strict=True), 1):
        key = new_key()
        one.file.seek(0)
        keep_file_with_rows(key, one.file)
        row = _row(place, district, caption=_numbered(caption, number, len(files)), shared=shared, by=by, now=now)
        row.kind, row.state, row.file, row.name = Attachment.Kind.FILE, Attachment.State.WAITING, key, name
        made.append(row)
    for row in made:
        row.save()
        row.refresh_from_db(fields=["pk"])
        schedule(CHECK, str(row.pk), due_at=now)
    return made


@transaction.atomic
def bring_link(place: Place, address: str, *, caption: str, shared: bool, by: Participant, now: datetime) -> Attachment:
    """Keep a link. Nothing is fetched from there. Raises NoSuchAddress, TooManyAttachments, NoDistrict,
    PersonalData.
    """
    split = urlsplit(address)
    if split.scheme != "https" or not split.hostname or split.username or split.password:
        raise NoSuchAddress(_("A link begins with https:// and the name of its site."))
    district = _owner(by)
    refuse_personal({"caption": caption}, place_names(district))
    _refuse_too_many(place.indicator, 1)
    row = _row(place, district, caption=caption, shared=shared, by=by, now=now)
    row.kind, row.state, row.address = Attachment.Kind.LINK, Attachment.State.CHECKED, address
    row.save()
    row.refresh_from_db(fields=["pk"])
    return row


@transaction.atomic
def describe_attachment(attachment: Attachment, *, caption: str, by: Participant) -> None:
    """Say anew what it shows. Raises PersonalData."""
    refuse_personal({"caption": caption}, place_names(attachment.district_id))
    Attachment.objects.filter(pk=attachment.pk).update(caption=caption, lang=by.reads)


@transaction.atomic
def show_attachment(attachment: Attachment, *, shown: bool, now: datetime) -> None:
    """Show it to everybody who sees the indicator, or keep it to the district. A second time changes nothing."""
    rows = Attachment.objects.filter(pk=attachment.pk, shared_at__isnull=shown)
    rows.update(shared_at=now if shown else None)


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: Participant, now: datetime) -> None:
    """Take it away; after KEPT_AFTER_REMOVAL its file is erased. A second time changes nothing."""
    removed = Attachment.objects.filter(pk=attachment.pk, removed_at=None).update(removed_at=now, removed_by=by)
    if removed and attachment.kind == Attachment.Kind.FILE:
        schedule(ERASE, str(attachment.pk), due_at=now + KEPT_AFTER_REMOVAL)


@transaction.atomic
def restore_attachment(attachment: Attachment, *, now: datetime) -> None:
    """Bring it back. A second time changes nothing. Raises FileErased."""
    held = Attachment.objects.select_for_update(no_key=True).get(pk=attachment.pk)
    if held.removed_at is None:
        return
    if held.kind == Attachment.Kind.FILE and held.state != Attachment.State.REFUSED and not held.file:
        raise FileErased(_("This file was taken away more than 30 days ago, and is erased. Bring it again."))
    held.removed_at = held.removed_by = None
    held.save(update_fields=["removed_at", "removed_by"])
    cancel(ERASE, str(held.pk), now=now)


def new_key() -> str:
    """Where a file goes: below its program, under a name that tells nothing and that nobody can guess."""
    return f"{attachments_folder()}/{uuid.uuid4().hex}"


def attachments_folder() -> str:
    """Where the files of the bound program are."""
    return f"p{bound_program_id()}/attachments"


def _owner(by: Participant) -> UUID:
    """The district that what they bring belongs to. Raises NoDistrict."""
    district = own_district(by)
    if district is None:
        raise NoDistrict(_("Say first which school or district you work for: it belongs to what you bring."))
    return district


def _name_of(one: BroughtFile, known: set[str]) -> str:
    """The name to keep it under, once it is one that we take by its first look. Raises FileRefused.

    One that names somebody is not kept.
    """
    try:
        kind = kind_of(one.file)
    except UploadRefused as refusal:
        raise FileRefused(f"{shown_name(one.name)}: {refusal}") from refusal
    names_somebody = find_personal(_BETWEEN_WORDS.sub(" ", shown_name(one.name)), known=known)
    return tidy_name("" if names_somebody else one.name, str(kind))


def _refuse_too_many(indicator: Indicator, more: int) -> None:
    Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)  # several may bring at once
    standing = Attachment.objects.filter(indicator=indicator, removed_at=None).count()
    if standing + more > MOST_BESIDE:
        left = max(0, MOST_BESIDE - standing)
        raise TooManyAttachments(
            ngettext(
                "There is room for %(left)s more here. Take something away first, or bring the one that shows most.",
                "There is room for %(left)s more here. Take something away first, or bring those that show most.",
                left,
            )
            % {"left": left}
        )


def _row(place: Place, district: UUID, *, caption: str, shared: bool, by: Participant, now: datetime) -> Attachment:
    return Attachment(
        indicator=place.indicator,
        data_point=place.data_point,
        district_id=district,
        caption=caption,
        lang=by.reads,
        brought_by=by,
        brought_at=now,
        shared_at=now if shared else None,
    )


def _numbered(caption: str, number: int, count: int) -> str:
    if count == 1:
        return caption
    behind = f" ({number}/{count})"
    return caption[: MAX_CAPTION - len(behind)] + behind
