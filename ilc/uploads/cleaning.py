"""Making a file anew in a process of its own that cannot take more than its share."""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from ilc.uploads.kinds import kind_of
from ilc.uploads.making import Made
from ilc.uploads.refusals import FileDamaged, TakesTooLong, refusal_of

SECONDS: Final = 120

_LAST_WORDS = 600  # bytes of what Python said
_ROOT = Path(__file__).resolve().parents[2]


class Cleaned(NamedTuple):
    """A file made anew: where it is until the caller is done, and a picture's small one."""

    made: Made
    file: Path
    preview: Path | None


log = logging.getLogger(__name__)


@contextmanager
def cleaned(source: BinaryIO, *, seconds: int = SECONDS) -> Iterator[Cleaned]:
    """A file made anew without what it should not carry, while the context is open. Raises UploadRefused.

    Takes up to `seconds`; call it from a task, between two scopes. The caller keeps and closes the source.
    """
    kind = kind_of(source)
    with tempfile.TemporaryDirectory(prefix="ilc-upload-") as folder, tempfile.TemporaryFile() as copy:
        source.seek(0)
        while chunk := source.read(1 << 20):
            copy.write(chunk)
        copy.seek(0)
        made = _made(copy, folder, str(kind), seconds)
        place = Path(folder)
        yield Cleaned(made, place / "made", place / "preview" if made.preview else None)


def _made(copy: BinaryIO, folder: str, kind: str, seconds: int) -> Made:
    """What the process apart says; it gets nothing of this one's surroundings, and no secrets."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ilc.uploads.apart", folder, kind],
            stdin=copy,
            capture_output=True,
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TakesTooLong from error
    if done.returncode < 0:  # the kernel ended it at a limit
        raise TakesTooLong
    if done.returncode:
        log.error(
            "A file of kind %s met with something unexpected: %s",
            kind,
            done.stderr[-_LAST_WORDS:].decode("utf-8", "replace"),
        )
        raise FileDamaged
    found = json.loads(done.stdout)
    if "refused" in found:
        raise refusal_of(found["refused"], found["values"])
    return Made(**found["made"] | {"left_out": tuple(found["made"]["left_out"])})
