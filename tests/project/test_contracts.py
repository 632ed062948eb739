"""Each import contract is kept by this tree, and broken by an import it is there to refuse."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ["ilc", "collectives", "inquiry", "evidence", "facilitation"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the contracts speak of, to break."""
    folder = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        ignore = shutil.ignore_patterns("__pycache__", "locale", "*.toml")
        shutil.copytree(PROJECT / package, folder / package, ignore=ignore)
    shutil.copy(PROJECT / "pyproject.toml", folder)
    return folder


def broken_contracts(folder: Path) -> list[str]:
    """The names of the contracts that a tree breaks, in order."""
    script = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [script, "--no-cache"], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "Contracts:" in run.stdout, run.stdout + run.stderr
    words = " ".join(run.stdout.split("Broken contracts")[0].split())
    names = [
        "Wiring stands on the apps",
        "Inside an app each layer",
        "An engine computes",
        "Only ilc.pdf",
        "Operations start",
    ]
    return [name for name in names if f"{name}" in words and words.split(name)[1].split("KEPT")[0].count("BROKEN")]


def test_this_tree_breaks_no_contract(copy: Path) -> None:
    assert broken_contracts(copy) == []


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("collectives/queries/theme.py", "import facilitation.models", "Wiring stands on the apps"),
        ("ilc/tenancy/scope.py", "import collectives.models", "Wiring stands on the apps"),
        ("collectives/models/theme.py", "import collectives.views", "Inside an app each layer"),
        ("inquiry/stray.py", "", "Inside an app each layer"),
        ("collectives/engine/rhythm.py", "import django.db", "An engine computes"),
        ("inquiry/tasks/placemat.py", "import weasyprint", "Only ilc.pdf"),
        ("facilitation/operations/session.py", "import celery", "Operations start"),
    ],
)
def test_an_import_that_does_not_belong_is_refused(copy: Path, file: str, line: str, contract: str) -> None:
    path = copy / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")

    broken = broken_contracts(copy)

    if before is None:
        path.unlink()
    else:
        path.write_text(before, encoding="utf-8")
    assert broken == [contract]
