"""The words of a summary and of a search, as they are compared: stems with their accents folded."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

CONFIGURATIONS: Final[Mapping[str, str]] = {"en": "english", "fr": "french", "es": "spanish"}
WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
QUOTES: Final = re.compile('["＂“”„‟«»]')
MAX_TERMS: Final = 12
LONGEST: Final = 50
APART: Final = 2  # other words that may stand between marked ones
BETWEEN: Final = 20  # places between two texts: no phrase reaches from one into the next


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: single words, each once, and words of phrases, in their order; twelve at most.

    `phrases`: which of `words` stand in a row. `unclosed`: the last quotation mark has no end, and its words are single
    ones. `cut`: more was asked than is looked for.
    """

    words: Sequence[str]
    phrases: Sequence[range] = ()
    unclosed: bool = False
    cut: bool = False


def folded(text: str) -> str:
    """Without accents, and small."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def words_of(text: str) -> list[str]:
    """The words of a text in their order, small: signs and operators are none, and what is joined stands apart."""
    found = WORD.findall(unicodedata.normalize("NFC", text))
    return [part.casefold()[:LONGEST] for one in found for part in re.split("['’]", one) if part]


def asked_words(text: str) -> Asked:
    """What somebody typed, read: between two quotation marks of any kind stands a phrase. One word is no phrase."""
    pieces = QUOTES.split(text)
    unclosed = len(pieces) % 2 == 0
    words: list[str] = []
    phrases: list[range] = []
    single: set[str] = set()
    cut = False
    for number, piece in enumerate(pieces):
        found = words_of(piece)
        phrase = len(found) > 1 and number % 2 == 1 and number < len(pieces) - 1
        if not phrase:
            found = [one for one in dict.fromkeys(found) if one not in single]
        kept = found[: MAX_TERMS - len(words)]
        cut = cut or len(kept) < len(found)
        if phrase and len(kept) > 1:
            phrases.append(range(len(words), len(words) + len(kept)))
        else:
            single.update(kept)
        words += kept
    return Asked(words, phrases, unclosed, cut)


def placed_words(texts: Iterable[Iterable[str]]) -> list[list[tuple[str, int]]]:
    """For each group of texts its words, each with its place; all places are counted on."""
    found: list[list[tuple[str, int]]] = []
    at = 0
    for group in texts:
        placed: list[tuple[str, int]] = []
        for text in group:
            words = words_of(text)
            placed += [(word, at + number) for number, word in enumerate(words)]
            at += len(words) + BETWEEN
        found.append(placed)
    return found


def spelled_both_ways(text: str) -> str:
    """A text followed by itself without accents: who leaves them out finds it, too."""
    plain = folded(text)
    return text if plain == text.casefold() else f"{text}\n{plain}"


def stem_words(language: str, lexemes: Iterable[str]) -> set[str]:
    """Stems as they are kept: after their language, folded."""
    return {f"{language}:{folded(one)[:LONGEST]}" for one in lexemes}


def excerpt_of(texts: Iterable[str], marked: set[str], *, around: int = 240) -> list[tuple[str, bool]]:
    """Pieces of the text where most marked words stand in a row, from shortly before them; else of the first text."""
    given = [" ".join(one.split()) for one in texts if one.strip()]
    if not given:
        return []
    places = [(one, at, length) for one in given for at, length in _runs(one, marked)]
    text, at, _length = max(places, key=lambda place: place[2], default=(given[0], 0, 0))
    begin = text.rfind(" ", 0, max(at - around // 3, 0)) + 1
    end = len(text) if len(text) - begin <= around else text.rfind(" ", begin, begin + around)
    end = end if end > begin else begin + around
    shown = text[begin:end]
    pieces: list[tuple[str, bool]] = [("… ", False)] if begin else []
    last = 0
    for match in WORD.finditer(shown):
        if match.group() in marked:
            pieces += [(shown[last : match.start()], False), (match.group(), True)]
            last = match.end()
    pieces += [(shown[last:], False), ("" if end >= len(text) else " …", False)]
    return [one for one in pieces if one[0]]


def _runs(text: str, marked: set[str]) -> Iterable[tuple[int, int]]:
    """Where marked words begin to follow each other, and how many different ones do; two others may stand between."""
    begin, apart, run = 0, 0, set[str]()
    for match in WORD.finditer(text):
        if match.group() in marked:
            begin = begin if run else match.start()
            run.add(match.group().casefold())
            apart = 0
        elif run and apart < APART:
            apart += 1
        elif run:
            yield begin, len(run)
            run = set()
    if run:
        yield begin, len(run)
