"""Files are stored whole."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from ilc import files
from ilc.files import keep_file


def test_a_file_is_stored_under_its_name_and_kept_as_it_is(tmp_path: Path) -> None:
    name = f"p0/renderings/{tmp_path.name}.pdf"

    keep_file(name, b"%PDF first")
    keep_file(name, b"%PDF second")

    assert Path(default_storage.path(name)).read_bytes() == b"%PDF first"


def test_a_process_that_dies_in_the_middle_leaves_nothing_under_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"p0/renderings/{tmp_path.name}.pdf"

    def die(_descriptor: int) -> None:
        raise SystemExit

    monkeypatch.setattr(files.os, "fsync", die)
    with pytest.raises(SystemExit):
        keep_file(name, b"%PDF first")

    assert not default_storage.exists(name)


@contextmanager
def room_for(most_bytes: int) -> Iterator[None]:
    """No file of this process may grow larger, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_keeps_nothing_of_the_file(tmp_path: Path) -> None:
    name = f"p1/{tmp_path.name}/sheet.pdf"

    with pytest.raises(OSError, match="File too large"), room_for(1_000):
        keep_file(name, b"%PDF" * 1_000)

    assert list(Path(default_storage.path(name)).parent.iterdir()) == []
