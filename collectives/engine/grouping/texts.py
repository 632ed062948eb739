"""What goes into a grouping and what comes out of it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

MIN_TEXTS: Final = 30
"""Fewer texts are read by people sooner than groups of them; they are grouped only when somebody asks."""

MAX_CHARACTERS: Final = 4_000
"""A text is judged by so many of its first characters, so that one very long answer neither stalls nor tilts it."""

_SPACE = re.compile(r"\s+")
_NOT_WORDS = re.compile(r"[^\w\s]|_")

type Key = int | str


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote. `lang` is the language they chose or the form was in; the words themselves weigh more."""

    key: Key
    words: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a text is proposed to stand.

    `group` is None when the text stands alone; `nearest` is the group it would go to if it had to, None when there is
    no group of its language. `closeness` (0 to 1) is how alike the text and its nearest group are.
    """

    key: Key
    group: int | None
    nearest: int | None
    closeness: float
    lang: str


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that are alike. `number` counts from 1, the largest group first; `lang` is None across languages.

    `label` is made of the most telling of the `terms`. `keys` are the texts in it, the closest first; `quotes` are
    those of them that say best what it is about: close to the centre, short enough to read, no two the same.
    """

    number: int
    lang: str | None
    label: str
    terms: tuple[str, ...]
    quotes: tuple[Key, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """A proposal: the groups, and each text's place in the order the texts came."""

    groups: tuple[Group, ...]
    placed: tuple[Placed, ...]
    too_few: bool  # fewer than MIN_TEXTS, and nobody asked to group them all the same


def readable(words: str) -> str:
    """A text's first characters in one form, with single spaces."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", words[:MAX_CHARACTERS])).strip()


def sameness(words: str) -> str:
    """What two texts share when a person would call them the same answer: capitals, spaces and signs do not count."""
    readable_words = readable(words)
    return _SPACE.sub(" ", _NOT_WORDS.sub(" ", readable_words)).strip().casefold() or readable_words
