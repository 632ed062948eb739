"""The words of a summary and of a search, as they are compared: stems with their accents folded."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

CONFIGURATIONS: Final[Mapping[str, str]] = {"en": "english", "fr": "french", "es": "spanish"}
WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MAX_TERMS: Final = 12
LONGEST: Final = 50


def folded(text: str) -> str:
    """Without accents, and small."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def searched_terms(text: str) -> list[str]:
    """The words somebody looks for, each once, twelve at most: signs and operators are none."""
    found = [part for one in WORD.findall(text) for part in re.split("['’]", one) if part]
    return list(dict.fromkeys(one.casefold()[:LONGEST] for one in found))[:MAX_TERMS]


def spelled_both_ways(text: str) -> str:
    """A text followed by itself without accents: who leaves them out finds it, too."""
    plain = folded(text)
    return text if plain == text.casefold() else f"{text}\n{plain}"


def stem_words(language: str, lexemes: Iterable[str]) -> set[str]:
    """Stems as they are kept: after their language, folded."""
    return {f"{language}:{folded(one)[:LONGEST]}" for one in lexemes}


def excerpt_of(texts: Iterable[str], marked: set[str], *, around: int = 240) -> list[tuple[str, bool]]:
    """Pieces of the first text that holds a marked word, from shortly before it; else of the first text at all."""
    given = [" ".join(one.split()) for one in texts if one.strip()]
    if not given:
        return []
    text, at = next(
        ((one, match.start()) for one in given for match in WORD.finditer(one) if match.group() in marked),
        (given[0], 0),
    )
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
