"""Stored files: whole or not there at all, under a key that begins with the program."""

import io
import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction


def keep_file(name: str, data: bytes | BinaryIO) -> None:
    """Store bytes under a name that stands for their content; who finds the name taken has nothing to do.

    A process that dies in the middle leaves no half file: on a disk the bytes are written aside and renamed, and
    other storages take a file whole.
    """
    if default_storage.exists(name):
        return
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    if not isinstance(default_storage, FileSystemStorage):
        default_storage.save(name, File(source))
        return
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".aside-", delete=False) as aside:
        try:
            shutil.copyfileobj(source, aside)
            aside.flush()
            os.fsync(aside.fileno())
        except OSError:
            Path(aside.name).unlink()  # on a full disk each try would take the rest of the room
            raise
    Path(aside.name).replace(path)


def remove_files(folder: str) -> None:
    """Remove everything that is stored under a folder, such as a program's; nothing when there is none."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in folders:
        remove_files(f"{folder}/{name}")
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    if isinstance(default_storage, FileSystemStorage):
        default_storage.delete(folder)  # other storages have no folders, only names that begin alike


def keep_file_with_rows(name: str, data: BinaryIO) -> None:
    """Store what a file holds together with the rows that this transaction writes: rolled back, the file goes too.

    Outside a transaction it is kept at once. The name is new, and nobody else's.
    """
    keep_file(name, data)

    def committed() -> None:
        forget.detach()

    # Only the open transaction holds `committed`; a rollback, to a savepoint too, drops it, and that removes the file.
    forget = weakref.finalize(committed, default_storage.delete, name)
    transaction.on_commit(committed)
