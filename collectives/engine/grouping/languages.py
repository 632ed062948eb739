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
_PRESENT = 0.5  # at least so many texts a present language counts as having, so that none is ruled out
_LETTER = re.compile(r"[^\W\d_]")


def tell_languages(texts: Sequence[tuple[str, str | None]]) -> list[str]:
    """The language of each text, given as its words and the language it was declared to be in, as ISO codes.

    Sentences decide which languages are present; a short or doubtful text is taken to be in one of those, in its
    declared one before others. A text without letters is UNKNOWN.
    """
    identifier = _identifier()
    ranked = [identifier.rank(words) if _LETTER.search(words) else [] for words, _ in texts]
    present: Counter[str] = Counter()
    declared_ones: Counter[str] = Counter()
    for (words, declared), ranks in zip(texts, ranked, strict=True):
        if ranks and _is_sure(words, ranks[0][1]):
            present[ranks[0][0]] += 1
        if ranks and declared:
            declared_ones[_base(declared)] += 1
    enough = max(2, _SHARE_TO_BE_PRESENT * sum(present.values()))
    shares = {code: count for code, count in present.items() if count >= enough}
    for code, count in declared_ones.items():
        shares.setdefault(code, min(count, 1))
    shares = shares or dict(present) or {"en": 1}
    return [
        _tell(words, declared, ranks, shares) if ranks else UNKNOWN
        for (words, declared), ranks in zip(texts, ranked, strict=True)
    ]


def _tell(words: str, declared: str | None, ranks: list[tuple[str, float]], shares: dict[str, int]) -> str:
    first, chance = ranks[0]
    if first in shares and chance >= _SURE:
        return first
    if _is_sure(words, chance) or not _is_latin(words):
        return first
    if len(words) < _LETTERS_TO_BE_SURE and declared and _base(declared) in shares:
        return _base(declared)
    chances = dict(ranks)
    total = sum(shares.values())

    def likelihood(code: str) -> float:
        prior = (shares[code] + _PRESENT) / (total + _PRESENT)
        return chances.get(code, 0.0) * prior * (_DECLARED if declared and _base(declared) == code else 1.0)

    return max(sorted(shares), key=likelihood)


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
