"""Which concerns of schools a text speaks of, by the words of `concepts`."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from scipy import sparse

from collectives.engine.grouping.concepts import CONCEPTS

LANGUAGES: Final = ("en", "fr", "es")
"""The languages that concepts have words in."""

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_BEGINNING = 3


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    any_ending: bool
    concept: int


class _Spotter:
    """The words of one language, looked up word by word. Words that come again cost nothing."""

    def __init__(self, lang: str) -> None:
        self._exact: defaultdict[str, set[int]] = defaultdict(set)
        self._beginnings: defaultdict[str, set[int]] = defaultdict(set)
        self._phrases: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._known: dict[str, frozenset[int]] = {}
        for concept, words_by_language in enumerate(CONCEPTS.values()):
            for entry in words_by_language[lang].split():
                self._add(tuple(words_of(entry)), any_ending=entry.endswith("*"), concept=concept)

    def _add(self, words: tuple[str, ...], *, any_ending: bool, concept: int) -> None:
        if len(words) > 1:
            self._phrases[words[0]].append(_Phrase(words, any_ending, concept))
        elif any_ending:
            self._beginnings[words[0]].add(concept)
        else:
            self._exact[words[0]].add(concept)

    def spot(self, text: str) -> Counter[int]:
        words = words_of(text)
        found: Counter[int] = Counter()
        for place, word in enumerate(words):
            found.update(self._concepts_of(word))
            for phrase in self._phrases.get(word, ()):
                here = tuple(words[place : place + len(phrase.words)])
                if here[:-1] == phrase.words[:-1] and _ends_as(here[-1], phrase):
                    found[phrase.concept] += 1
        return found

    def _concepts_of(self, word: str) -> frozenset[int]:
        if word not in self._known:
            concepts = set(self._exact.get(word, ()))
            for length in range(_SHORTEST_BEGINNING, len(word) + 1):
                concepts |= self._beginnings.get(word[:length], set())
            self._known[word] = frozenset(concepts)
        return self._known[word]


def words_of(text: str) -> list[str]:
    """The words of a text without capitals and accents; a hyphen and an apostrophe stand between words."""
    plain = text.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _WORD.findall(plain)


def spot_concepts(texts: Sequence[str], langs: Iterable[str]) -> sparse.csr_array:
    """How often each text (a row) names each concept (a column), repetitions damped."""
    rows, columns, counts = [], [], []
    for row, (text, lang) in enumerate(zip(texts, langs, strict=True)):
        if lang in LANGUAGES:
            for concept, count in _spotter(lang).spot(text).items():
                rows.append(row)
                columns.append(concept)
                counts.append(count**0.5)
    shape = (len(texts), len(CONCEPTS))
    return sparse.csr_array((np.array(counts, dtype=np.float32), (rows, columns)), shape=shape)


def names_concept(text: str, lang: str | None) -> bool:
    """Whether a word or a few are among those of a concept; in any language for None."""
    langs = LANGUAGES if lang is None else {lang} & set(LANGUAGES)
    return any(_spotter(one).spot(text) for one in langs)


def _ends_as(word: str, phrase: _Phrase) -> bool:
    return word.startswith(phrase.words[-1]) if phrase.any_ending else word == phrase.words[-1]


@cache
def _spotter(lang: str) -> _Spotter:
    return _Spotter(lang)
