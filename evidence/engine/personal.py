"""Recognising what is personal in a cell or a text: it is refused before it is stored.

Rules only, for English, French and Spanish: shapes of numbers, words that announce what follows, and lists of names.
What the tests' corpus says of them: `tests/evidence/engine/test_personal.py`.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from evidence.engine.personal_names import FAMILY, GIVEN, GIVEN_ALSO_A_WORD
from evidence.engine.personal_words import (
    BIRTH_CUE,
    HEALTH_CUE,
    INSTITUTIONS,
    INSTITUTIONS_WRITTEN_SMALL,
    NUMBER_CUE,
    PARTICLES,
    PHONE_CUE,
    TITLES,
    WORDS_AS_FAMILY,
)
from ilc.tables.folding import fold

type PersonalKind = Literal["name", "student_number", "birth_date", "email", "phone", "health_number"]

DATE: Final = re.compile(
    r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    r"|\d{1,2}(?:er|st|nd|rd|th)?\s(?:de\s)?[^\W\d_]{3,10}\.?,?\s(?:de\s)?\d{4}"
    r"|[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4})\b"
)
"""A whole day, as people write it."""

WORD: Final = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f'’ʼ-]+[^\W\d_]+)*")

_SOME_DIGITS = re.compile(r"\d(?:\D{0,3}\d){3}")
_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_SHAPES: Final[tuple[tuple[PersonalKind, re.Pattern[str]], ...]] = (
    # Ontario's health card is 4-3-3 and two letters, Québec's four letters and eight digits in fours.
    ("health_number", re.compile(r"(?<![\w-])\d{4}[- ]\d{3}[- ]\d{3}(?:[- ]?[A-Z]{1,2})?(?![\w-])")),
    ("health_number", re.compile(r"\b[A-ZÀ-Ý]{4} \d{4} \d{4}\b")),
    ("health_number", re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")),
    ("phone", re.compile(r"(?<![\w.+])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?!\w)")),
    ("phone", re.compile(r"(?<!\w)\+\d{1,3}(?:[\s.-]?\(?\d{1,4}\)?){3,5}(?!\w)")),
    # Ontario's education number in threes, Québec's permanent code, Mexico's CURP, and digits too many for a count.
    ("student_number", re.compile(r"(?<![\w-])\d{3}-\d{3}-\d{3}(?![\w-])")),
    ("student_number", re.compile(r"\b[A-ZÀ-Ý]{4}\d{8}\b")),
    ("student_number", re.compile(r"\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d\b")),
    ("student_number", re.compile(r"(?<![\w.,-])\d{9,12}(?![\w-]|[.,]\d)")),
)
_AFTER_CUE: Final[tuple[tuple[PersonalKind, re.Pattern[str], re.Pattern[str]], ...]] = (
    ("birth_date", BIRTH_CUE, DATE),
    ("student_number", NUMBER_CUE, re.compile(r"(?=[A-Z]*\d)[A-Z\d](?:[A-Z\d]|[- ](?=\d)){4,17}")),
    ("health_number", HEALTH_CUE, re.compile(r"[A-Z]{0,4}\s?\d(?:[- ]?\d){5,11}")),
    ("phone", PHONE_CUE, re.compile(r"[(+]?\d(?:[\s().-]{0,2}\d){6,14}")),
)
_NAMED = re.compile(
    r"\b(?:student|pupil|child|boy|girl|élève|enfant|garçon|fille|alumn[oa]|niñ[oa]|estudiante)"
    r"(?P<called> named| called| nommée?| appelée?| llamad[oa])? (?=[A-ZÀ-Ý])"
)
_BETWEEN = re.compile(r"\.? {1,2}|, ?|\. ")
_BESIDE = frozenset((" ", "-", "’", "'"))
_MAX_PARTS = 5
_CELL_OF_A_NAME = 3  # words
_SHORTEST_KNOWN = 3  # characters


class Finding(NamedTuple):
    """Something personal, from `start` up to `end` of the text."""

    kind: PersonalKind
    start: int
    end: int


class _Word(NamedTuple):
    start: int
    end: int
    parts: tuple[str, ...]  # folded; more than one where a hyphen joins them
    is_capital: bool


def find_personal(text: str, *, known: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything personal in a text, in its order, none over another.

    Names of persons, whole or given names alone, student numbers, birth dates, e-mail addresses, phone numbers and
    numbers of health or insurance cards. `known` are names of schools and districts: what lies in one of them passes.
    """
    found = [Finding("email", *match.span()) for match in _EMAIL.finditer(text)] if "@" in text else []
    if _SOME_DIGITS.search(text):
        for kind, cue, what in _AFTER_CUE:
            matches = (what.match(text, announced.end()) for announced in cue.finditer(text))
            found += [Finding(kind, *match.span()) for match in matches if match]
        found += [Finding(kind, *match.span()) for kind, shape in _SHAPES for match in shape.finditer(text)]
    names = list(_names(text))
    if names and known:
        passing = list(_passing(text, known))
        names = [name for name in names if not any(a < name.end and name.start < b for a, b in passing)]
    kept: list[Finding] = []
    for finding in (*found, *names):
        if not any(other.start < finding.end and finding.start < other.end for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: finding.start))


def masked(text: str) -> str:
    """What may be shown of something personal: the first sign of each word, of the first four. "J… S…"."""
    words = re.findall(r"[^\W_]+", text)[:4]
    return " ".join(f"{word[0]}…" for word in words) or "…"


def _passing(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    lowered = text.lower()
    for name in known:
        at = lowered.find(name.lower()) if len(name) >= _SHORTEST_KNOWN else -1
        while at >= 0:
            yield at, at + len(name)
            at = lowered.find(name.lower(), at + len(name))


def _names(text: str) -> Iterator[Finding]:
    if not any(map(_may_name, WORD.findall(text))) and not _NAMED.search(text):
        return
    words = [
        _Word(match.start(), match.end(), _parts(match.group()), match.group()[0].isupper())
        for match in WORD.finditer(text)
    ]
    gaps = [text[one.end : other.start] for one, other in itertools.pairwise(words)]
    after = -1
    for index in range(len(words)):
        if index <= after:
            continue
        span = _name_at(words, gaps, index)
        if span and not _is_institution(words, gaps, *span):
            after = span[1]
            yield Finding("name", words[span[0]].start, words[span[1]].end)
    yield from _announced_names(text, words, gaps)


@lru_cache(1 << 14)
def _may_name(word: str) -> bool:
    parts = _parts(word)
    return any(part in GIVEN for part in parts) or parts[0] in GIVEN_ALSO_A_WORD or parts[0] in TITLES


@lru_cache(1 << 14)
def _parts(word: str) -> tuple[str, ...]:
    word = re.sub(r"['’]s$", "", word)
    return tuple(fold(part) for part in re.split("-", word))


def _name_at(words: list[_Word], gaps: list[str], index: int) -> tuple[int, int] | None:
    """From which word to which a name goes that this word tells of, as a given name or after a title."""
    word = words[index]
    if word.parts[0] in TITLES and index + 1 < len(words) and words[index + 1].is_capital:
        return (index, _end(words, gaps, index + 1)) if gaps[index] in {" ", ". "} and word.is_capital else None
    if not word.is_capital:  # "emma smith" as the whole of a cell
        both = len(words) <= _CELL_OF_A_NAME and index + 1 < len(words) and gaps[index] == " "
        return (index, index + 1) if both and _given(word) and words[index + 1].parts[-1] in FAMILY else None
    if _given(word):
        return _start(words, gaps, index), _end(words, gaps, index)
    return _beside_family(words, gaps, index) if word.parts[0] in GIVEN_ALSO_A_WORD else None


def _beside_family(words: list[_Word], gaps: list[str], index: int) -> tuple[int, int] | None:
    if index + 1 < len(words) and gaps[index] in {" ", "  ", ". "} and _family(words[index + 1]):
        return index, _end(words, gaps, index)
    if index and gaps[index - 1] in {", ", ","} and _family(words[index - 1]):
        return index - 1, index
    return None


def _given(word: _Word) -> bool:
    return any(part in GIVEN for part in word.parts) and word.parts[0] not in INSTITUTIONS


def _family(word: _Word) -> bool:
    return word.is_capital and word.parts[-1] in FAMILY and word.parts[-1] not in WORDS_AS_FAMILY


def _start(words: list[_Word], gaps: list[str], index: int) -> int:
    """The family name may stand before: "TREMBLAY Léa", "Sock, Nokomis"."""
    if index and words[index - 1].is_capital:
        gap = gaps[index - 1]
        family = words[index - 1].parts[-1] in FAMILY
        if (gap in {", ", ","} and (family or index == 1)) or (gap == " " and family):
            return index - 1
    return index


def _end(words: list[_Word], gaps: list[str], index: int) -> int:
    end = index
    for ahead in range(index + 1, min(len(words), index + _MAX_PARTS)):
        if gaps[ahead - 1] not in {" ", "  ", ". "}:
            break
        if words[ahead].is_capital and words[ahead].parts[0] not in INSTITUTIONS:
            end = ahead
        elif words[ahead].parts[0] not in PARTICLES:
            break
    return end


def _is_institution(words: list[_Word], gaps: list[str], first: int, last: int) -> bool:
    """Whether the words around say that this is a place, a day, a method: "École Marie-Curie", "Terry Fox Run Day"."""
    if words[first].parts[0] in TITLES and last == first + 1 and last + 1 == len(words):
        return False
    before = first
    while before and (words[before - 1].is_capital or words[before - 1].parts[0] in PARTICLES):
        if not _BETWEEN.fullmatch(gaps[before - 1]) or "," in gaps[before - 1]:
            break
        before -= 1
    after = last
    while after + 1 < len(words) and (words[after + 1].is_capital or words[after + 1].parts[0] in PARTICLES):
        if gaps[after] not in {" ", "-"}:
            break
        after += 1
    if before and gaps[before - 1] in _BESIDE and words[before - 1].parts[0] in INSTITUTIONS_WRITTEN_SMALL:
        return True
    if after + 1 < len(words) and gaps[after] in _BESIDE and words[after + 1].parts[0] in INSTITUTIONS_WRITTEN_SMALL:
        return True
    return any(part in INSTITUTIONS for word in words[before : after + 1] for part in word.parts)


def _announced_names(text: str, words: list[_Word], gaps: list[str]) -> Iterator[Finding]:
    """Names that no list holds, after "named", or of two words after "student"."""
    for announced in _NAMED.finditer(text):
        first = next(index for index, word in enumerate(words) if word.end > announced.end())
        last = _end(words, gaps, first)
        if (announced["called"] or last > first) and not _is_institution(words, gaps, first, last):
            yield Finding("name", words[first].start, words[last].end)
