"""An export in a file, and what two of them differ in."""

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

from collectives.models import Participant, Program
from facilitation.operations.export_json import MANIFEST, MANIFEST_CHECK, write_archive
from facilitation.operations.export_stage import stage_export
from facilitation.queries.export_rows import ExportScope
from ilc.tenancy.scope import program_scope

KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|judgement_part:\d+")


def make_export_file(
    program: Program, *, email: str, folder: Path, whole: bool = True, now: datetime | None = None
) -> Path:
    """What the admin with this address takes along: the whole program, or else the collectives they see."""
    folder.mkdir()
    with program_scope(program.pk):
        admin = Participant.objects.get(email=email)
    staged = stage_export(program.pk, ExportScope(admin, whole=whole), folder, tell=lambda _rows: None)
    path = folder / "export.zip"
    with path.open("wb") as file:
        write_archive(file, staged, program=program, now=now or timezone.now())
    return path


def parts_of(path: Path) -> dict[str, str]:
    """The parts of an export by name, as text."""
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows_in(path: Path) -> int:
    """How many rows an export has."""
    return sum(text.count("\n") for name, text in parts_of(path).items() if name.endswith(".jsonl"))


def differences(first: Path, second: Path) -> list[str]:
    """In which parts two exports differ, byte by byte, once the ids of the first are read as those of the second.

    Of the manifest, what follows from that counts: its time and the checksums of tables.
    """
    one, other = parts_of(first), parts_of(second)
    renamed: dict[str, str] = {}
    tables = [name for name in one if name.endswith(".jsonl")]
    for name in tables:
        for before, after in zip(one[name].splitlines(), other[name].splitlines(), strict=True):
            if before.startswith('{"id":"'):
                renamed[json.loads(before)["id"]] = json.loads(after)["id"]
    found = [name for name in tables if KEYS.sub(lambda key: renamed.get(key[0], key[0]), one[name]) != other.get(name)]
    return found + ([MANIFEST] if _manifest(one) != _manifest(other) else [])


def changed(path: Path, **parts: Any) -> Path:
    """A copy of an export with some parts changed by functions of their text; the manifest's own check fits again.

    A part whose function gives None is left out. `manifest` stands for the manifest.
    """
    copy = path.with_name(f"{path.stem}-changed.zip")
    texts = parts_of(path)
    for name, change in parts.items():
        full = MANIFEST if name == "manifest" else f"tables/{name}.jsonl"
        text = change(texts.pop(full))
        if text is not None:
            texts[full] = text
    texts[MANIFEST_CHECK] = hashlib.sha256(texts[MANIFEST].encode()).hexdigest() + "\n"
    with ZipFile(copy, "w", ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return copy


def _manifest(parts: dict[str, str]) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(parts[MANIFEST])
    del manifest["made_at"]
    for one in manifest["tables"]:
        del one["sha256"], one["bytes"]
    return manifest
