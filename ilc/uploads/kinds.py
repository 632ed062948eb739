"""What a file is, decided by its bytes: neither its name nor the browser's word counts."""

import os
import re
import unicodedata
from enum import StrEnum
from typing import BinaryIO, Final

from ilc.archives import ArchiveDamaged, ArchiveEncrypted, ArchiveTooOld, ArchiveUnpacksTooLarge, part_names
from ilc.uploads.picture_marks import Size, picture_size
from ilc.uploads.refusals import (
    FileDamaged,
    FileLocked,
    FileTooOld,
    KindNotTaken,
    MacrosInside,
    PictureDamaged,
    PictureIsHeic,
    PictureTooLarge,
    UnpacksTooLarge,
    UploadEmpty,
    UploadTooLarge,
    WebPage,
)

MAX_BYTES: Final = 25_000_000
MAX_SIDE: Final = 65_500  # points; as JPEG has it
MAX_POINTS: Final = 200_000_000  # of any picture
MAX_NAME: Final = 120  # characters

_HEAD = 4096  # bytes
_PDF_BEGINS_WITHIN = 1024  # bytes; ISO 32000, annex H
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_MARKUP = re.compile(rb"\s*(?:<\?xml|<!doctype|<!--|<(?:html|head|body|svg|script|iframe|math|meta)\b)", re.IGNORECASE)
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


class Kind(StrEnum):
    """The kinds of files that are kept. A picture's kind is what it comes as."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    TEXT = "text"


PICTURES: Final = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.GIF})
OFFICE: Final = frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX})

_MAIN_PARTS = {"word/document": Kind.DOCX, "xl/workbook": Kind.XLSX, "ppt/presentation": Kind.PPTX}
# Points a picture may have so that it opens within the memory we give it; what takes more per point may have fewer.
_MAX_POINTS = {Kind.JPEG: MAX_POINTS, Kind.PNG: 25_000_000, Kind.GIF: 25_000_000, Kind.WEBP: 12_000_000}
_MAX_POINTS_AT_ONCE = 30_000_000  # of a JPEG that is not decoded line by line


def kind_of(binary: BinaryIO) -> Kind:
    """What a file is, by looking at its first bytes and its list of parts. Raises UploadRefused.

    Cheap, whatever the file claims: nothing is decoded or unpacked. What only shows further in is found by `cleaning`.
    """
    size = binary.seek(0, os.SEEK_END)
    if not size:
        raise UploadEmpty
    if size > MAX_BYTES:
        raise UploadTooLarge(megabytes=MAX_BYTES // 1_000_000)
    binary.seek(0)
    head = binary.read(_HEAD)
    kind = _picture_kind(head)
    if kind:
        refuse_points(picture_points(binary), kind)
        return kind
    if b"%PDF-" in head[:_PDF_BEGINS_WITHIN]:
        return Kind.PDF
    if head.startswith(_ARCHIVES):
        return _office_kind(binary)
    if head.startswith(_TEXT_MARKS) or _seems_text(head):
        if _MARKUP.match(_narrow(head)):
            raise WebPage
        return Kind.TEXT
    raise KindNotTaken


def picture_points(binary: BinaryIO) -> Size:
    """What a picture says it measures. Raises PictureDamaged."""
    try:
        return picture_size(binary)
    except ValueError as error:
        raise PictureDamaged from error


def refuse_points(size: Size, kind: Kind) -> None:
    """Raises PictureTooLarge for what would not open in the memory we give it, PictureDamaged for what has no size."""
    points = size.width * size.height
    if not points:
        raise PictureDamaged
    most = _MAX_POINTS_AT_ONCE if size.progressive else _MAX_POINTS[kind]
    if points > most or max(size.width, size.height) > MAX_SIDE:
        raise PictureTooLarge(width=size.width, height=size.height)


def shown_name(given: str) -> str:
    """The name somebody gave a file, fit to show: one line, no folders, nothing that turns its letters around."""
    text = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    text = "".join(one for one in text if unicodedata.category(one)[0] != "C")
    return re.sub(r'[<>:"|?*\s]+', " ", text).strip(" .")[:MAX_NAME]


def tidy_name(given: str, suffix: str) -> str:
    """The name somebody gave a file, fit to save under too, ending in what it is."""
    text = shown_name(given)
    stem = (text.rpartition(".")[0] or text).rstrip(" .")
    return f"{stem[: MAX_NAME - len(suffix) - 1].rstrip() or 'file'}.{suffix}"


def _picture_kind(head: bytes) -> Kind | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Kind.GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and {head[8:12], head[16:20]} & _HEIC_BRANDS:
        raise PictureIsHeic
    return None


def _office_kind(binary: BinaryIO) -> Kind:
    try:
        names = part_names(binary)
    except ArchiveDamaged as error:
        raise FileDamaged from error
    except ArchiveEncrypted as error:
        raise FileLocked from error
    except ArchiveTooOld as error:
        raise FileTooOld from error
    except ArchiveUnpacksTooLarge as error:
        raise UnpacksTooLarge from error
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise MacrosInside
    kinds = {kind for name in names for start, kind in _MAIN_PARTS.items() if re.fullmatch(rf"{start}\d*\.xml", name)}
    if "[content_types].xml" not in names or len(kinds) != 1:
        raise KindNotTaken
    return kinds.pop()


def _seems_text(head: bytes) -> bool:
    return not head.startswith(b"{\\rtf") and not _CONTROL.search(head)


def _narrow(head: bytes) -> bytes:
    """The first bytes as they would stand in UTF-8, without a mark of their order."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return head.removeprefix(b"\xef\xbb\xbf")
