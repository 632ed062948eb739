"""Strings collected from sources, and merged into catalogues that keep what was translated."""

from io import StringIO
from pathlib import Path

import polib
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from ilc.management.commands.words import collect_words


@pytest.fixture
def sources(tmp_path: Path, settings: LazySettings) -> Path:
    """A small project: a module, a page, and what is left alone."""
    (tmp_path / "seats.py").write_text(
        'from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n\nSAVE = _("Save")\n'
        'ONE = ngettext("%(n)d seat", "%(n)d seats", 1)\nAS_OF = pgettext("date", "As of")\n',
        encoding="utf-8",
    )
    page = tmp_path / "templates" / "page.html"
    page.parent.mkdir()
    page.write_text('{% translate "Save" %}\n{% blocktranslate %}Seat {{ number }}{% endblocktranslate %}', "utf-8")
    for elsewhere in ("node_modules", ".venv", "tests"):
        (tmp_path / elsewhere).mkdir()
        (tmp_path / elsewhere / "other.py").write_text('_("Not ours")\n', encoding="utf-8")
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path


def french(sources: Path) -> Path:
    return sources / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def test_modules_and_templates_are_read_and_nothing_else(sources: Path) -> None:
    collected = collect_words(sources)

    assert sorted(
        (entry.msgid, entry.msgctxt, sorted(name for name, _ in entry.occurrences)) for entry in collected
    ) == [
        ("%(n)d seat", None, ["seats.py"]),
        ("As of", "date", ["seats.py"]),
        ("Save", None, ["seats.py", "templates/page.html"]),
        ("Seat %(number)s", None, ["templates/page.html"]),
    ]


def test_nothing_is_left_beside_the_sources(sources: Path) -> None:
    before = sorted(sources.rglob("*"))

    collect_words(sources)

    assert sorted(sources.rglob("*")) == before


def test_a_translation_stays_and_what_the_sources_no_longer_say_goes(sources: Path) -> None:
    call_command("words", stdout=StringIO())
    catalogue = polib.pofile(str(french(sources)))
    catalogue.header = "Ours."
    catalogue.find("Save").msgstr = "Enregistrer"
    catalogue.append(polib.POEntry(msgid="Gone", msgstr="Parti"))
    catalogue.save()

    call_command("words", stdout=(said := StringIO()))

    after = polib.pofile(str(french(sources)))
    assert (after.header, after.find("Save").msgstr, after.find("Gone")) == ("Ours.", "Enregistrer", None)
    assert said.getvalue() == "fr: 4 strings, 3 to translate.\nes: 4 strings, 4 to translate.\n"


def test_without_xgettext_it_says_what_to_install(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(sources))

    with pytest.raises(CommandError, match="apt install gettext"):
        call_command("words")


def test_a_template_that_cannot_be_read_is_named(sources: Path) -> None:
    (sources / "templates" / "broken.html").write_text("{% blocktranslate %}{% if x %}{% endblocktranslate %}", "utf-8")

    with pytest.raises(CommandError, match=r"templates/broken\.html"):
        collect_words(sources)
