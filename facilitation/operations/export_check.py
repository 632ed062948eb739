"""Checking an export before anything of it is brought in: whole, unchanged, of this version."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from facilitation.operations.export_json import MANIFEST, MANIFEST_CHECK, PROGRAM_COLUMNS
from facilitation.queries.export_schema import FORMAT, VERSION
from facilitation.queries.export_table import ExportTable, Reach
from facilitation.queries.export_tables import TABLES
from ilc.errors import Refused

LONGEST_MANIFEST: Final = 1_000_000  # bytes
AT_ONCE: Final = 1 << 20


class NoExport(Refused):
    """Something else than an export that can be brought in."""


class OlderExport(Refused):
    """Of a version that this installation no longer reads."""


class NewerExport(Refused):
    """Of a version that this installation does not know yet."""


class ExportDamaged(Refused):
    """Not all of it is there, or something was changed since it was written."""


@dataclass(frozen=True)
class CheckedExport:
    """An export of which every part was checked: a whole program, or else some of its collectives.

    Collectives come without the tables of a program and without e-mail addresses.
    """

    archive: ZipFile
    whole: bool
    program: dict[str, Any]
    files: dict[str, str]

    def lines(self, table: ExportTable) -> Iterator[str]:
        """The lines of a table; none of one that does not come along."""
        if table.name not in self.files:
            return
        with self.archive.open(self.files[table.name]) as file:
            for line in file:
                yield line.decode()


@contextmanager
def checked_export(path: Path) -> Iterator[CheckedExport]:
    """The export in a file. Raises NoExport, OlderExport, NewerExport, or ExportDamaged, before anything is done."""
    try:
        archive = ZipFile(path)
    except (OSError, BadZipFile) as error:
        raise NoExport(_("This file is no export of a program, or it is not all there.")) from error
    with archive:
        try:
            checked = _checked(archive)
        except (BadZipFile, EOFError, OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
            raise ExportDamaged(_damaged(MANIFEST)) from error
        yield checked


def _checked(archive: ZipFile) -> CheckedExport:
    manifest = _manifest(archive)
    listed = {one["table"]: one for one in manifest["tables"]}
    whole = manifest["kind"] == "program"
    tables = {table.name for table in TABLES.values() if whole or table.reach is not Reach.PROGRAM}
    if set(listed) != tables:
        raise ExportDamaged(_damaged(", ".join(sorted(set(listed) ^ tables))))
    named = [MANIFEST, MANIFEST_CHECK, *(one["file"] for one in listed.values())]
    if sorted(archive.namelist()) != sorted(named):
        raise ExportDamaged(_damaged(", ".join(sorted(set(archive.namelist()) ^ set(named)))))
    for one in listed.values():
        _check_file(archive, one)
    return CheckedExport(archive, whole, manifest["program"], {name: one["file"] for name, one in listed.items()})


def _manifest(archive: ZipFile) -> dict[str, Any]:
    if MANIFEST not in archive.namelist():
        raise NoExport(_("This file is no export of a program, or it is not all there."))
    if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise ExportDamaged(_damaged(MANIFEST))
    written = archive.read(MANIFEST)
    manifest: dict[str, Any] = json.loads(written)
    if manifest["format"] != FORMAT or manifest["kind"] not in {"program", "collectives"}:
        raise NoExport(_("This is no export that can be brought in. Export a program, or its collectives, as JSON."))
    if manifest["version"] < VERSION:
        raise OlderExport(
            _("This export is of version %(theirs)s, this installation reads %(ours)s. Export it anew there.")
            % {"theirs": manifest["version"], "ours": VERSION}
        )
    if manifest["version"] > VERSION:
        raise NewerExport(
            _("This export is of version %(theirs)s, this installation reads %(ours)s. Bring it up to date first.")
            % {"theirs": manifest["version"], "ours": VERSION}
        )
    if archive.read(MANIFEST_CHECK).decode().strip() != hashlib.sha256(written).hexdigest():
        raise ExportDamaged(_damaged(MANIFEST))
    if set(manifest["program"]) != set(PROGRAM_COLUMNS):
        raise ExportDamaged(_damaged(MANIFEST))
    return manifest


def _check_file(archive: ZipFile, told: dict[str, Any]) -> None:
    """That a file is as long as was told, has as many lines, and is what its checksum says."""
    digest, size, rows = hashlib.sha256(), 0, 0
    try:
        with archive.open(told["file"]) as file:
            while part := file.read(AT_ONCE):
                digest.update(part)
                size += len(part)
                rows += part.count(b"\n")
                if size > told["bytes"]:
                    break
    except (BadZipFile, EOFError) as error:
        raise ExportDamaged(_damaged(told["file"])) from error
    if (size, rows, digest.hexdigest()) != (told["bytes"], told["rows"], told["sha256"]):
        raise ExportDamaged(_damaged(told["file"]))


def _damaged(part: str) -> str:
    return _(
        "This export is not all there, or something was changed in it since it was written: %(part)s. Nothing was "
        "brought in. Fetch the file again."
    ) % {"part": part}
