"""The layout: where a module may stand, how long a file may be, which words are not ours."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
APPS = ["collectives", "inquiry", "evidence", "facilitation"]
TOP = {
    "manage.py", "ilc", *APPS, "templates", "static", "tests", "pyproject.toml", "docker-compose.yml", "README.md",
    "uv.lock", ".python-version", "Makefile", "Dockerfile", "LICENSE", "CONTRIBUTING.md", "package.json",
    "package-lock.json", ".gitignore", ".dockerignore", ".pre-commit-config.yaml", ".ci",
}  # fmt: skip
MAX_LINES = 300
BANNED = re.compile(
    r"\b(tenant|workspace|organi[sz]ation|cohort|workshop|teamlead|attendee|kpi|metric|moderator|classroom_group"
    r"|utils|helpers)\b",
    re.IGNORECASE,
)


def tracked(*patterns: str) -> list[Path]:
    """Files that git tracks, or would, under these patterns."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout.splitlines()
    return [PROJECT / name for name in names if (PROJECT / name).is_file()]


def test_the_top_level_holds_what_the_owner_fixed_and_nothing_else() -> None:
    assert {path.relative_to(PROJECT).parts[0] for path in tracked()} <= TOP


def test_every_module_of_ilc_is_wiring_or_mechanism() -> None:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    listed = {name.strip(" ()") for layer in contracts[0]["layers"] for name in layer.split(":")}
    modules = {
        f"ilc.{path.stem}"
        for path in (PROJECT / "ilc").iterdir()
        if path.suffix == ".py" or (path.is_dir() and (path / "__init__.py").exists())
    } - {"ilc.__init__"}

    assert modules <= listed


def test_no_file_hides_a_second_word() -> None:
    files = tracked("*.py", "*.html", "*.css", "*.js")
    long = {
        str(path.relative_to(PROJECT)): lines
        for path in files
        if (lines := path.read_text(encoding="utf-8").count("\n")) > MAX_LINES and "migrations" not in path.parts
    }

    assert long == {}


def test_nothing_is_left_for_later_or_passed_over() -> None:
    later = re.compile(
        r"\b(TODO|FIXME|XXX)\b|pytest\.(mark\.)?(skip|xfail)|NotImplementedError|# noqa(?!: )|type: ignore(?!\[)"
    )
    found = [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in tracked("*.py", "*.html", "*.js")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if later.search(line)
    ]

    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_names_use_our_words(app: str) -> None:
    found = [
        str(path.relative_to(PROJECT))
        for path in tracked(f"{app}/*.py", f"templates/{app}/*.html")
        if BANNED.search(path.stem)
        or BANNED.search(
            "\n".join(re.findall(r"^\s*(?:class|def) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
        )
    ]

    assert found == []


def test_every_content_file_parses() -> None:
    for path in tracked("*/content/*.toml", "*/content/**/*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))


def test_no_page_carries_inline_styles_or_scripts() -> None:
    inline = re.compile(
        r"\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|javascript:|hx-on",
        re.IGNORECASE,
    )
    found = [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in tracked("templates/**/*.html", "templates/*.html")
        if "mail" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if inline.search(re.sub(r"{%.*?%}", "", line))
    ]

    assert found == []
