"""Catalogues compiled without gettext's own tools."""

from io import StringIO
from pathlib import Path

import polib
import pytest
from django.conf import LazySettings
from django.core.management import call_command


@pytest.fixture
def source(tmp_path: Path, settings: LazySettings) -> Path:
    """A French catalogue with one translation, and one that nobody has read yet."""
    source = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Save", msgstr="Enregistrer"))
    catalogue.append(polib.POEntry(msgid="Seat", msgstr="Chaise", flags=["fuzzy"]))
    catalogue.save(str(source))
    settings.LOCALE_PATHS = [tmp_path]
    settings.BASE_DIR = tmp_path
    return source


def test_only_translations_that_somebody_has_read_are_compiled(source: Path) -> None:
    call_command("catalogues", stdout=StringIO())

    compiled = polib.mofile(str(source.with_suffix(".mo")))
    assert [(entry.msgid, entry.msgstr) for entry in compiled] == [("Save", "Enregistrer")]


def test_what_was_compiled_is_not_compiled_again(source: Path) -> None:
    first, second = StringIO(), StringIO()

    call_command("catalogues", stdout=first)
    call_command("catalogues", stdout=second)

    assert (first.getvalue(), second.getvalue()) == ("Compiled fr/LC_MESSAGES/django.po.\n", "")
