"""In which words each group differs from the others, and which texts say best what it is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from collectives.engine.grouping.clustering import Labels, Nearness
from collectives.engine.grouping.embedding import Points
from collectives.engine.grouping.stop_words import stop_words_of

TERMS: Final = 8
TERMS_OF_A_LABEL: Final = 3
QUOTES: Final = 4

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*|\d+")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)
_PLURAL = {"en": "s", "fr": "sx", "es": "s", "pt": "s"}
_SHORTEST_STEM = 4
_PRIOR = 0.5
_QUOTE_LENGTHS = range(25, 281)  # characters
_SAME_QUOTE = 0.9
_QUOTES_LOOKED_AT = 40


def name_groups(texts: Sequence[str], labels: Labels, themes: int, *, lang: str | None) -> list[tuple[str, ...]]:
    """For each group up to TERMS words or pairs of words that its texts have and the others have not, the best first.

    A term weighs by the log-odds of a text of the group having it against a text outside, times how many have it
    (Monroe, Colaresi and Quinn 2008 with a flat prior). Written as most people wrote it, accents kept.
    """
    stop_words = stop_words_of(lang)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    inside: list[Counter[str]] = [Counter() for _ in range(themes)]
    for text, label in zip(texts, labels, strict=True):
        found = _terms(text, lang, stop_words)
        inside[label].update(found.keys())
        for term, form in found.items():
            forms[term][form] += 1
    everywhere = Counter[str]()
    for counts in inside:
        everywhere.update(counts)
    sizes = np.bincount(labels, minlength=themes)
    return [_best_terms(inside[label], everywhere, int(sizes[label]), len(texts), forms) for label in range(themes)]


def label_of(terms: Sequence[str]) -> str:
    """A name made of the most telling terms, to be renamed by people."""
    said = ", ".join(terms[:TERMS_OF_A_LABEL])
    return said[:1].upper() + said[1:]


def telling_quotes(members: Sequence[int], texts: Sequence[str], points: Points, near: Nearness) -> list[int]:
    """Up to QUOTES of the members, the closest first; none too short or long to read where others are to be had."""
    ordered = sorted(members, key=lambda member: (len(texts[member]) not in _QUOTE_LENGTHS, -near[member], member))
    chosen: list[int] = []
    for member in ordered[:_QUOTES_LOOKED_AT]:
        if all(float(points[member] @ points[other]) < _SAME_QUOTE for other in chosen):
            chosen.append(member)
        if len(chosen) == QUOTES:
            break
    return chosen or ordered[:1]


def _terms(text: str, lang: str | None, stop_words: frozenset[str]) -> dict[str, str]:
    """The terms of a text: what they are counted as, and how they are written in it."""
    found: dict[str, str] = {}
    before: tuple[str, str] | None = None
    for match in _WORD.finditer(text):
        word = match.group()
        if lang in {None, "fr", "it"}:
            word = _ELISION.sub("", word)
        lowered = word.casefold().replace("’", "'")
        if lowered in stop_words or (len(lowered) == 1 and lowered.isascii()):
            before = None
            continue
        written = word if word.isupper() and len(word) > 1 and not text.isupper() else word.lower()
        stem = _stem(lowered, lang)
        if not lowered.isdigit():
            found.setdefault(stem, written)
        if before:
            found.setdefault(f"{before[0]} {stem}", f"{before[1]} {written}")
        before = (stem, written) if text[match.end() : match.end() + 1] in {" ", ""} else None
    return found


def _stem(word: str, lang: str | None) -> str:
    if len(word) > _SHORTEST_STEM and word[-1] in _PLURAL.get(lang or "en", "") and word[-2:] != "ss":
        return word[:-1]
    return word


def _best_terms(
    inside: Counter[str], everywhere: Counter[str], size: int, total: int, forms: dict[str, Counter[str]]
) -> tuple[str, ...]:
    least = 2 if size > 2 * TERMS_OF_A_LABEL else 1

    def weight(term: str) -> float:
        here, elsewhere = inside[term], everywhere[term] - inside[term]
        odds_here = (here + _PRIOR) / (size - here + _PRIOR)
        odds_elsewhere = (elsewhere + _PRIOR) / (total - size - elsewhere + _PRIOR)
        spread = 1 / (here + _PRIOR) + 1 / (elsewhere + _PRIOR)
        odds = float(np.log(odds_here) - np.log(odds_elsewhere))
        return odds / float(np.sqrt(spread)) * (1.15 if " " in term else 1.0)

    weights = {term: weight(term) for term, count in inside.items() if count >= least}
    chosen: list[str] = []
    for term in sorted(weights, key=lambda one: (-weights[one], one)):
        words = set(term.split())
        if not any(words & set(other.split()) for other in chosen):
            chosen.append(term)
        if len(chosen) == TERMS:
            break
    return tuple(max(sorted(forms[term]), key=forms[term].__getitem__) for term in chosen)
