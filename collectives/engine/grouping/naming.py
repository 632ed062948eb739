"""In which words each group differs from the others, and which texts say best what it is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import Final

from collectives.engine.grouping.clustering import Labels, Nearness
from collectives.engine.grouping.embedding import Points
from collectives.engine.grouping.spotting import names_concept
from collectives.engine.grouping.stop_words import stop_words_of

TERMS: Final = 8
TERMS_OF_A_LABEL: Final = 3
QUOTES: Final = 4

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*|\d+")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)
_PLURAL = {"en": "s", "fr": "sx", "es": "s", "pt": "s"}
_SHORTEST_STEM = 4
_PRIOR = 0.5
_ROOT = 5  # letters
_SHORTEST_ROOT = 4
_PAIR = 1.15  # a pair of words tells more than each of them
_CONCERN = 1.6  # and a word that schools name a concern with more than any other
_LEAST_NEAR = 1e-3
_QUOTE_LENGTHS = range(25, 281)  # characters
_SAME_QUOTE = 0.9
_QUOTES_LOOKED_AT = 40


def name_groups(
    texts: Sequence[str], labels: Labels, near: Nearness, themes: int, *, lang: str | None
) -> list[tuple[str, ...]]:
    """For each group up to TERMS words or pairs of words that its texts have and the others have not, the best first.

    A term weighs by the log-odds of a text of the group having it against a text outside, in its standard errors
    (Monroe, Colaresi and Quinn 2008 with a flat prior), where a text close to the middle of its group counts for more.
    Written as most people wrote it, accents kept.
    """
    stop_words = stop_words_of(lang)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    inside: list[defaultdict[str, float]] = [defaultdict(float) for _ in range(themes)]
    sizes = [0.0] * themes
    usual = max(float(near.mean()), _LEAST_NEAR)
    for text, label, how_near in zip(texts, labels, near, strict=True):
        weight = float(how_near) / usual
        sizes[label] += weight
        for term, form in _terms(text, lang, stop_words).items():
            inside[label][term] += weight
            forms[term][form] += 1
    everywhere: defaultdict[str, float] = defaultdict(float)
    for counts in inside:
        for term, count in counts.items():
            everywhere[term] += count
    total = sum(sizes)
    concern = {term: names_concept(term, lang) for term in forms}
    return [
        _best_terms(counts, everywhere=everywhere, size=size, total=total, forms=forms, concern=concern)
        for counts, size in zip(inside, sizes, strict=True)
    ]


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
    inside: Mapping[str, float],
    *,
    everywhere: Mapping[str, float],
    size: float,
    total: float,
    forms: Mapping[str, Counter[str]],
    concern: Mapping[str, bool],
) -> tuple[str, ...]:
    def weight(term: str) -> float:
        here, elsewhere = inside[term], everywhere[term] - inside[term]
        odds_here = (here + _PRIOR) / (max(size - here, 0) + _PRIOR)
        odds_elsewhere = (elsewhere + _PRIOR) / (max(total - size - elsewhere, 0) + _PRIOR)
        spread = 1 / (here + _PRIOR) + 1 / (elsewhere + _PRIOR)
        return (
            (log(odds_here) - log(odds_elsewhere))
            / sqrt(spread)
            * (_PAIR if " " in term else 1)
            * (_CONCERN if concern[term] else 1)
        )

    def rank(term: str) -> tuple[bool, float, str]:
        return (forms[term].total() == 1 and (" " in term or not concern[term]), -round(weight(term), 6), term)

    chosen: list[str] = []
    taken: set[str] = set()
    for term in sorted((one for one in inside if weight(one) > 0), key=rank):
        if not any(_of_one_root(word, other) for word in term.split() for other in taken):
            chosen.append(term)
            taken |= set(term.split())
        if len(chosen) == TERMS:
            break
    return tuple(max(sorted(forms[term]), key=forms[term].__getitem__) for term in chosen)


def _of_one_root(word: str, other: str) -> bool:
    """Whether two words are forms of one, roughly: math and mathematics, reader and reading."""
    root = word[: min(len(word), len(other), _ROOT)]
    return word == other or (len(root) >= _SHORTEST_ROOT and other.startswith(root))
