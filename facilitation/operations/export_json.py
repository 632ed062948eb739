"""An export as JSON: an archive that can be brought in elsewhere, as a whole program or as some of its collectives."""

import hashlib
import itertools
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from collectives.models import Program
from facilitation.operations.export_stage import StagedExport
from facilitation.queries.export_dictionary import staying_tables
from facilitation.queries.export_row import moment_text
from facilitation.queries.export_schema import FORMAT, VERSION

MANIFEST: Final = "manifest.json"
LINES_AT_ONCE: Final = 1_000
MANIFEST_CHECK: Final = "manifest.sha256"
PROGRAM_COLUMNS: Final = ("name", "slug", "language", "time_zone", "paper", "two_factor_for_staff")


def write_archive(file: BinaryIO, staged: StagedExport, *, program: Program, now: datetime) -> None:
    """One file of lines for each table, and a manifest with what checks them. The same rows give the same bytes."""
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": moment_text(now),
        "program": {name: getattr(program, name) for name in PROGRAM_COLUMNS},
        "kind": "program" if staged.scope.whole else "collectives",
        "tables": [
            {
                "file": f"tables/{one.table.name}.jsonl",
                "rows": one.rows,
                "bytes": one.size,
                "sha256": one.sha256,
                "table": one.table.name,
            }
            for one in staged.tables
        ],
        "staying": staying_tables(),
    }
    written = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    with ZipFile(file, "w") as archive:
        archive.writestr(part(MANIFEST), written)
        archive.writestr(part(MANIFEST_CHECK), hashlib.sha256(written).hexdigest() + "\n")
        for one in staged.tables:
            add_lines(archive, f"tables/{one.table.name}.jsonl", one.lines())


def part(name: str) -> ZipInfo:
    """A part of an archive that is the same whenever it is written."""
    info = ZipInfo(name)  # its time is the oldest the format knows
    info.compress_type = ZIP_DEFLATED
    return info


def add_lines(archive: ZipFile, name: str, lines: Iterable[str]) -> None:
    """Put lines into an archive, some of them at a time."""
    with archive.open(part(name), "w", force_zip64=True) as into:
        for some in itertools.batched(lines, LINES_AT_ONCE):
            into.write("".join(some).encode())
