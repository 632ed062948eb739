"""The process that makes one file anew: from its input to files in a folder, within limits that the kernel keeps.

python -m ilc.uploads.apart FOLDER KIND < file
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

from ilc.uploads.kinds import OFFICE, PICTURES, Kind
from ilc.uploads.making import Made
from ilc.uploads.refusals import TakesTooLong, UploadRefused

CPU_SECONDS: Final = 60
MEMORY: Final = 290_000_000  # bytes of address space
FILE: Final = 120_000_000  # bytes of what is written


def make_anew(source: BinaryIO, kind: Kind, folder: Path) -> Made:
    """Write the file anew as `made` in a folder, and a picture's small one as `preview`. Raises UploadRefused."""
    with (folder / "made").open("wb") as target:
        if kind in PICTURES:
            from ilc.uploads.pictures import make_picture  # noqa: PLC0415 - loads what the other kinds have no room for

            with (folder / "preview").open("wb") as preview:
                return make_picture(source, kind, target, preview)
        if kind == Kind.PDF:
            from ilc.uploads.pdfs import make_pdf  # noqa: PLC0415

            return make_pdf(source, target)
        if kind in OFFICE:
            from ilc.uploads.office import make_office  # noqa: PLC0415

            return make_office(source, kind, target)
        from ilc.uploads.texts import make_text  # noqa: PLC0415

        return make_text(source, target)


def main() -> None:
    """Make the file on the input anew, with the limits on."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    folder, kind = Path(sys.argv[1]), Kind(sys.argv[2])
    answer: dict[str, Any]
    try:
        answer = {"made": make_anew(sys.stdin.buffer, kind, folder)._asdict()}
    except UploadRefused as refusal:
        answer = {"refused": refusal.code, "values": refusal.values}
    except (MemoryError, RecursionError):
        answer = {"refused": TakesTooLong.code, "values": {}}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)  # nothing is left to tidy up, and with little memory tidying up may fail


if __name__ == "__main__":
    main()
