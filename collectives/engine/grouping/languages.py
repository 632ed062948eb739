"""Which language a text is in, as far as its words and its neighbours tell."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Languages of families in schools where the product's languages are spoken. Fewer to choose from, fewer mistakes.
CANDIDATES: Final = (
    "en", "fr", "es", "pt", "it", "de", "nl", "pl", "ro", "ru", "uk", "el", "tr", "ar", "fa", "he", "hi", "ur", "bn",
    "gu", "pa", "ta", "te", "th", "km", "my", "vi", "zh", "ja", "ko", "tl", "id", "so", "sw", "am", "ht",
)  # fmt: skip
UNKNOWN: Final = "und"
"""The code (ISO 639-3) of a text without words: numbers, signs, pictures."""

_SURE = 0.75
_LETTERS_TO_BE_SURE = 16
_SHARE_TO_BE_PRESENT = 0.02
_DECLARED = 4.0  # how many times likelier the declared language is than another one, before the words are read
_LETTER = re.compile(r"[^\W\d_]")


def tell_languages(texts: Sequence[tuple[str, str | None]]) -> list[str]:
    """The language of each text, given as its words and the language it was declared to be in, as ISO codes.

    Sentences decide which languages are present; a short or doubtful text is taken to be in one of those, in its
    declared one before others. A text without letters is UNKNOWN.
    """
    identifier = _identifier()
    found = [identifier.classify(words) if _LETTER.search(words) else None for words, _ in texts]
    sure: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for (words, declared), guess in zip(texts, found, strict=True):
        if guess and _is_sure(words, guess[1]):
            sure[guess[0]] += 1
        if guess and declared:
            said[_base(declared)] += 1
    enough = max(2, _SHARE_TO_BE_PRESENT * sure.total())
    present = {code: count for code, count in sure.items() if count >= enough}
    for code in said:
        present.setdefault(code, 1)
    present = present or dict(sure) or {"en": 1}
    return [
        _tell(words, declared, guess, present) if guess else UNKNOWN
        for (words, declared), guess in zip(texts, found, strict=True)
    ]


def _tell(words: str, declared: str | None, guess: tuple[str, float], present: dict[str, int]) -> str:
    code, chance = guess
    if (code in present and chance >= _SURE) or _is_sure(words, chance) or not _is_latin(words):
        return code
    if len(words) < _LETTERS_TO_BE_SURE and declared:
        return _base(declared)
    chances: dict[str, float] = dict(_identifier().rank(words))
    total = sum(present.values())

    def likelihood(one: str) -> float:
        prior = present[one] / total
        return chances.get(one, 0.0) * prior * (_DECLARED if declared and _base(declared) == one else 1.0)

    return max(sorted(present), key=likelihood)


def _is_sure(words: str, chance: float) -> bool:
    return chance >= _SURE and len(words) >= _LETTERS_TO_BE_SURE


def _is_latin(words: str) -> bool:
    letter = _LETTER.search(words)
    return letter is None or unicodedata.name(letter.group(), "").startswith("LATIN")


def _base(code: str) -> str:
    return code.replace("_", "-").split("-", 1)[0].lower()


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES)
    return identifier
