"""The words people read: every one is collected, translated whole, and set as its language sets it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from ilc.management.commands.words import PLURAL_FORMS, collect_words, merge_words, save_catalogue

pytestmark = pytest.mark.xdist_group("words")  # one worker: what they share is made once

PROJECT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted(PLURAL_FORMS)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
TAG = re.compile(r"</?\w[^>]*>")
NBSP = "\N{NO-BREAK SPACE}"
# What French sets otherwise: a space that may break, or none, beside its signs; straight quotes and apostrophes.
FRENCH_SLIP = re.compile(rf"(?<!{NBSP})[;?»]|(?<![{NBSP}\d]):(?!//)|«(?!{NBSP})|[\d)s] %(?!\()|\d%(?!\()|['\"“”]")
BLAMING = {
    "fr": re.compile(r"\b(échec|échoué|manquante?s?|en retard|mauvaise?s?)\b|!", re.IGNORECASE),
    "es": re.compile(r"\b(fracaso|falló|faltante|atrasad[oa]s?|retrasad[oa]s?)\b|[¡!]", re.IGNORECASE),
}


def catalogue_path(language: str) -> Path:
    return PROJECT / "ilc" / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(catalogue_path(language)))


def messages(catalogue: polib.POFile) -> set[tuple[str, str, str]]:
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in catalogue if not entry.obsolete}


def translations(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each text of an entry that stands for another: a text in English and the same in the language."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid if form == 0 else entry.msgid_plural, text) for form, text in entry.msgstr_plural.items()]


def pairs(language: str) -> Iterator[tuple[str, str]]:
    for entry in read_catalogue(language):
        yield from translations(entry)


@pytest.fixture(scope="module")
def collected() -> polib.POFile:
    return collect_words(PROJECT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_sources_is_in_the_catalogue_and_no_other(language: str, collected: polib.POFile) -> None:
    known, found = messages(read_catalogue(language)), messages(collected)

    assert (sorted(found - known), sorted(known - found)) == ([], []), "run `manage.py words`, then translate"


@pytest.mark.parametrize("language", LANGUAGES)
def test_collecting_twice_changes_nothing(language: str, collected: polib.POFile, tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    path.write_bytes(catalogue_path(language).read_bytes())
    save_catalogue(merge_words(collected, path=path, language=language), path)
    once = path.read_bytes()

    save_catalogue(merge_words(collected, path=path, language=language), path)

    assert path.read_bytes() == once


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated_and_read(language: str) -> None:
    open_ones = [entry.msgid for entry in read_catalogue(language) if not entry.translated() or entry.obsolete]

    assert open_ones == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_its_forms(language: str) -> None:
    catalogue = read_catalogue(language)
    incomplete = [entry.msgid for entry in catalogue if entry.msgid_plural and set(entry.msgstr_plural) != {0, 1}]

    assert (catalogue.metadata["Plural-Forms"], incomplete) == (PLURAL_FORMS[language], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_what_the_source_names(language: str) -> None:
    astray = [
        text
        for entry in read_catalogue(language)
        for english, text in translations(entry)
        if text
        and Counter(PLACEHOLDER.findall(text))
        not in (Counter(PLACEHOLDER.findall(english)), Counter(PLACEHOLDER.findall(entry.msgid_plural or english)))
    ]

    assert astray == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_tags_and_the_edges_of_its_source(language: str) -> None:
    def frame(text: str) -> tuple[list[str], str, str]:
        inner = text.strip()
        return sorted(TAG.findall(text)), text[: text.find(inner)], text[text.find(inner) + len(inner) :]

    astray = [text for english, text in pairs(language) if text and frame(text) != frame(english)]

    assert astray == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_blamed_or_shouted_at(language: str) -> None:
    found = [text for _, text in pairs(language) if BLAMING[language].search(TAG.sub("", text))]

    assert found == []


def in_french(words: Any) -> Iterator[str]:
    """Every text below a key `fr` of a content file."""
    for key, value in words.items() if isinstance(words, dict) else enumerate(words):
        if key == "fr":
            yield from [value] if isinstance(value, str) else value.values()
        elif isinstance(value, dict | list):
            yield from in_french(value)


def test_french_is_set_as_french() -> None:
    content = PROJECT.glob("*/content/*.toml")
    written = [text for path in content for text in in_french(tomllib.loads(path.read_text(encoding="utf-8")))]
    translated = [text for _, text in pairs("fr")]

    found = [text for text in written + translated if FRENCH_SLIP.search(TAG.sub("", text))]

    assert (found, bool(written)) == ([], True)
