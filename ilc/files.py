"""Stored files: whole or not there at all, under a key that begins with the program."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


def keep_file(name: str, data: bytes) -> None:
    """Store bytes under a name that stands for their content; who finds the name taken has nothing to do.

    A process that dies in the middle leaves no half file: on a disk the bytes are written aside and renamed, and
    other storages take a file whole.
    """
    if default_storage.exists(name):
        return
    if not isinstance(default_storage, FileSystemStorage):
        default_storage.save(name, ContentFile(data))
        return
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".aside-", delete=False) as aside:
        try:
            aside.write(data)
            aside.flush()
            os.fsync(aside.fileno())
        except OSError:
            Path(aside.name).unlink()  # on a full disk each try would take the rest of the room
            raise
    Path(aside.name).replace(path)
