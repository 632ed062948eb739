"""Files are stored whole."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from ilc import files
from ilc.files import keep_file


def test_a_file_is_stored_under_its_name_and_kept_as_it_is(tmp_path: Path) -> None:
    name = f"p1/renderings/{tmp_path.name}.pdf"

    keep_file(name, b"%PDF first")
    keep_file(name, b"%PDF second")

    assert Path(default_storage.path(name)).read_bytes() == b"%PDF first"


def test_a_process_that_dies_in_the_middle_leaves_nothing_under_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"p1/renderings/{tmp_path.name}.pdf"

    def die(_descriptor: int) -> None:
        raise SystemExit

    monkeypatch.setattr(files.os, "fsync", die)
    with pytest.raises(SystemExit):
        keep_file(name, b"%PDF first")

    assert not default_storage.exists(name)
