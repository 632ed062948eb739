"""Looking at the list of parts of a zipped file (XLSX, DOCX) before any of them is unpacked."""

import os
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, is_zipfile

MAX_UNPACKED = 400_000_000  # bytes of all parts together
MAX_PART_IN_MEMORY = 60_000_000  # bytes of a part that is not read bit by bit
MAX_PARTS = 3_000
MAX_LIST = 2_000_000  # bytes of the list of parts, which is read whole

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a stream of this name holds a file under a password
_END = b"PK\x05\x06"
_END_RECORD = 22  # bytes, without the comment that may follow
_END_WITHIN = _END_RECORD + (1 << 16)
_CHUNK = 1 << 20  # bytes


class ArchiveDamaged(Exception):
    """It begins as an archive and cannot be read as one."""


class ArchiveEncrypted(Exception):
    """It opens with a password only."""


class ArchiveTooOld(Exception):
    """It is a file of an office program from before 2007."""


class ArchiveUnpacksTooLarge(Exception):
    """What it says it holds is more than we unpack."""


def is_archive(binary: BinaryIO) -> bool:
    """Whether a file begins as office files do, zipped or older, whatever it is called."""
    binary.seek(0)
    return binary.read(4) in {_ZIP, _OLE}


def part_names(binary: BinaryIO, *, streamed: tuple[str, ...] = ()) -> set[str]:
    """The names of an archive's parts, in lower case. Raises one of the exceptions above.

    Parts whose names begin as `streamed` says are read bit by bit and may be as large as all together.
    Sizes are those that the archive declares; unpacking a part stops there.
    """
    binary.seek(0)
    if binary.read(4) == _OLE:
        raise ArchiveEncrypted if _holds(binary, _ENCRYPTED) else ArchiveTooOld
    if not is_zipfile(binary):
        raise ArchiveDamaged
    if _list_bytes(binary) > MAX_LIST:
        raise ArchiveUnpacksTooLarge
    try:
        with ZipFile(binary) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, RuntimeError) as error:
        raise ArchiveDamaged from error
    if any(part.flag_bits & 1 for part in parts):
        raise ArchiveEncrypted
    in_memory = [part.file_size for part in parts if not part.filename.startswith(streamed or ("\0",))]
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED
        or max(in_memory, default=0) > MAX_PART_IN_MEMORY
    ):
        raise ArchiveUnpacksTooLarge
    return {part.filename.lower() for part in parts}


def _list_bytes(binary: BinaryIO) -> int:
    """How long the list of parts says it is: four bytes in the record that ends an archive, behind at most 64 kB."""
    binary.seek(max(0, binary.seek(0, os.SEEK_END) - _END_WITHIN))
    end = binary.read(_END_WITHIN)
    at = len(end) - _END_RECORD if end[-_END_RECORD:].startswith(_END) and end.endswith(b"\0\0") else end.rfind(_END)
    return int.from_bytes(end[at + 12 : at + 16], "little")


def _holds(binary: BinaryIO, wanted: bytes) -> bool:
    binary.seek(0)
    kept = b""
    while chunk := binary.read(_CHUNK):
        if wanted in kept + chunk:
            return True
        kept = chunk[-len(wanted) :]
    return False
