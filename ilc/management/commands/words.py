"""`manage.py words`: collect what people read from the sources into the translation catalogues."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import templatize

SUFFIXES = {".py", ".html", ".txt"}
ELSEWHERE = {"__pycache__", "migrations", "node_modules", "static", "staticfiles", "tests"}
PLURAL_FORMS = {"fr": "nplurals=2; plural=(n > 1);", "es": "nplurals=2; plural=(n != 1);"}
# What xgettext would not look for by itself. Numbers say which argument is what: 1c is the context.
KEYWORDS = [
    "gettext_lazy",
    "gettext_noop",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "pgettext_lazy:1c,2",
    "npgettext:1c,2,3",
    "npgettext_lazy:1c,2,3",
]


class Command(BaseCommand):
    help = "Collect the strings that people read into the French and Spanish catalogues. Keeps every translation."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        collected = collect_words(settings.BASE_DIR)
        for language in PLURAL_FORMS:
            path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue = merge_words(collected, path=path, language=language)
            save_catalogue(catalogue, path)
            open_ones = len([entry for entry in catalogue if not entry.translated()])
            self.stdout.write(f"{language}: {len(catalogue)} strings, {open_ones} to translate.")


def collect_words(root: Path) -> polib.POFile:
    """Every string marked for translation below a folder, without translations."""
    if shutil.which("xgettext") is None:
        raise CommandError("Collecting strings needs xgettext. Debian, Ubuntu: sudo apt install gettext")
    with tempfile.TemporaryDirectory() as folder:
        names = [_copy_for_xgettext(path, root=root, into=Path(folder)) for path in _sources(root)]
        command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--add-comments=Translators"]
        command += ["--add-location=file", "--files-from=-", "--output=-"]
        command += [f"--keyword={keyword}" for keyword in KEYWORDS]
        done = subprocess.run(
            command, cwd=folder, input="\n".join(names), capture_output=True, text=True, encoding="utf-8", check=False
        )
    if done.returncode:
        raise CommandError(f"xgettext stopped:\n{done.stderr}")
    return polib.pofile(done.stdout.replace("charset=CHARSET", "charset=UTF-8"))


def merge_words(collected: polib.POFile, *, path: Path, language: str) -> polib.POFile:
    """A catalogue with the collected strings in a fixed order, and the translations that the file has for them."""
    known = polib.pofile(str(path)) if path.exists() else polib.POFile()
    merged = polib.POFile()
    merged.header = known.header
    merged.metadata = {
        "Project-Id-Version": "ILC",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    for found in sorted(collected, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        before = known.find(found.msgid, msgctxt=found.msgctxt or False)
        entry = polib.POEntry(
            msgid=found.msgid,
            msgctxt=found.msgctxt,
            msgid_plural=found.msgid_plural,
            comment=found.comment,
            occurrences=sorted({(name, "") for name, _ in found.occurrences}),
            flags=[flag for flag in found.flags if flag != "fuzzy"],
        )
        if found.msgid_plural:
            entry.msgstr_plural = (before and before.msgstr_plural) or {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        merged.append(entry)
    return merged


def save_catalogue(catalogue: polib.POFile, path: Path) -> None:
    """Put a catalogue in its place in one step: who reads meanwhile gets the old one or the new one, whole."""
    new = path.with_suffix(".new")
    catalogue.save(str(new))
    new.replace(path)


def _sources(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ELSEWHERE and not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(names) if Path(name).suffix in SUFFIXES)


def _copy_for_xgettext(source: Path, *, root: Path, into: Path) -> str:
    """Copy a source to the same place in another folder, a template turned into what xgettext reads."""
    name = source.relative_to(root)
    text = source.read_text(encoding="utf-8")
    if source.suffix != ".py":
        try:
            text = templatize(text, origin=str(name))
        except SyntaxError as reason:
            raise CommandError(str(reason)) from reason
    copy = into / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(text, encoding="utf-8")
    return str(name)
