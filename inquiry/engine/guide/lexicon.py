"""A text as the guide reads it: which words of a language's lists stand in it, and where."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

LISTS = (
    "function", "determiners", "openings", "joins", "breaks", "ours", "students", "groups", "grades", "learning",
    "adults", "practice", "others", "sources", "amounts", "dates", "solutions",
    "resources", "acts", "vague", "states",
    "results", "counting", "activities", "whether", "rhythms",
)  # fmt: skip
MOST_READ = 2000  # characters of one text: what is longer than that is no clause any more
FEWEST_WORDS = 4  # from how many words on one can tell the language they are in
ACCENT_MATTERS_BELOW = 5  # letters: Spanish "esta" is not "está", but "practica" is "práctica" typed in haste
MARKS = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})
WORD = re.compile(r"[^\W\d_]+")


class Found(NamedTuple):
    """Words of a text: where they begin and end in it, and the words as they were written."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Lexicon:
    """The words of one language. `topics` are families of words for one subject of an inquiry."""

    language: str
    lists: Mapping[str, re.Pattern[str]]
    topics: Mapping[str, re.Pattern[str]]

    def find(self, name: str, text: str, *, start: int = 0, end: int | None = None) -> Found | None:
        """The first words of a list in a text, or None."""
        match = self.lists[name].search(text.lower(), start, len(text) if end is None else end)
        return Found(match.start(), match.end(), text[match.start() : match.end()]) if match else None

    def has(self, name: str, text: str) -> bool:
        """Whether any word of a list stands in a text."""
        return self.find(name, text) is not None

    def begins(self, name: str, text: str, *, start: int = 0, exactly: bool = False) -> Found | None:
        """Words of a list with which a text begins at `start`; None when it begins otherwise.

        Determiners are passed over, unless it must begin with these words `exactly`, as with a verb.
        """
        lowered = text.lower()
        at = start if exactly else self._pass_over("determiners", lowered, start)
        match = self.lists[name].match(lowered, at)
        if match is None or lowered[match.end() :].startswith("'") or lowered[match.end() :].startswith("-"):
            return None  # "teachers' lounge" begins with a thing
        return Found(start, match.end(), text[start : match.end()])

    def body(self, text: str) -> int:
        """Where a clause begins, once "If we", "then" and the like are passed over."""
        lowered = text.lower()
        at = _bullet(lowered, 0)
        return self._pass_over("openings", lowered, at)

    def _pass_over(self, name: str, lowered: str, at: int) -> int:
        while match := self.lists[name].match(lowered, at):
            at = match.end()
            while at < len(lowered) and lowered[at] in " \t\n,:…'.":
                at += 1
        return at


def make_lexicon(language: str, content: Mapping[str, Any]) -> Lexicon:
    """A lexicon from its content. Raises ValueError, and names what does not belong or is not there."""
    words, topics = content.get("words", {}), content.get("topics", {})
    astray = sorted(set(LISTS) ^ set(words)) + [name for name, entries in words.items() if not _is_list(entries)]
    astray += [name for name, entries in topics.items() if not _is_list(entries)]
    if astray:
        raise ValueError(f"The guide's words in {language}: look at {', '.join(astray)}.")
    return Lexicon(
        language,
        {name: compile_words(words[name]) for name in LISTS},
        {name: compile_words(entries) for name, entries in topics.items()},
    )


def compile_words(entries: Sequence[str]) -> re.Pattern[str]:
    """One pattern for a list of words and phrases: `*` is any letters, `9` any number. The longest entry wins."""
    ordered = sorted(entries, key=len, reverse=True)
    return re.compile(rf"(?<![\w])(?:{'|'.join(_pattern(entry) for entry in ordered)})(?![\w])")


def readable(text: str) -> str:
    """A text as the lists are written: composed letters, plain apostrophes; as long as what is quoted from it."""
    composed = unicodedata.normalize("NFC", text[:MOST_READ]).replace("\r\n", "\n")
    return "".join(letter if len(letter.lower()) == 1 else "?" for letter in composed.translate(MARKS))


def words_in(text: str) -> list[str]:
    """Its words, in small letters."""
    return WORD.findall(text.lower())


def language_of(text: str, lexicons: Mapping[str, Lexicon], *, usual: str) -> Lexicon | None:
    """The lexicon for a text: its people's language unless the words are plainly another; None for one we do not know.

    Told by the small words of each language; below four words the usual one is taken.
    """
    usual = usual.partition("-")[0]
    text = readable(text)
    words = words_in(text)
    counts = {name: sum(1 for _ in one.lists["function"].finditer(text.lower())) for name, one in lexicons.items()}
    mine = counts.get(usual, 0)
    other = max((name for name in counts if name != usual), key=lambda name: counts[name], default=usual)
    if len(words) >= FEWEST_WORDS and counts.get(other, 0) > 1 + 2 * mine:
        return lexicons[other]
    if len(words) >= 2 * FEWEST_WORDS and mine == 0:
        return None
    return lexicons.get(usual)


def stems(text: str, lexicon: Lexicon) -> frozenset[str]:
    """What a text speaks of: the beginnings of its longer words, small words left out."""
    shortest, kept = 4, 5
    lowered = lexicon.lists["function"].sub(" ", text.lower())
    return frozenset(_plain(word)[:kept] for word in WORD.findall(lowered) if len(word) >= shortest)


def _is_list(entries: Any) -> bool:
    return isinstance(entries, list) and bool(entries) and all(_is_entry(entry) for entry in entries)


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, str) and entry == entry.strip().lower() and bool(entry.strip("* "))


def _pattern(entry: str) -> str:
    return r"[\s'-]+".join(_word_pattern(word) for word in re.split(r"[\s']+", unicodedata.normalize("NFC", entry)))


def _word_pattern(word: str) -> str:
    exact = len(word.strip("*")) < ACCENT_MATTERS_BELOW
    signs = {"*": r"\w*", "9": r"\d+"}
    return "".join(signs.get(letter) or _letter_pattern(letter, exact=exact) for letter in word)


def _letter_pattern(letter: str, *, exact: bool) -> str:
    plain = _plain(letter)
    return re.escape(letter) if exact or plain == letter else f"[{letter}{plain}]"


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _bullet(lowered: str, at: int) -> int:
    match = re.compile(r"[\s\-–•*·]*(?:\d{1,2}[.)]\s*)?").match(lowered, at)
    return match.end() if match else at
