"""The words of a gathering, which are kept by language: in the reader's, or borrowed from another."""

from collections.abc import Mapping
from dataclasses import dataclass

from collectives.models.user import LANGUAGES

CODES = tuple(code for code, _name in LANGUAGES)


@dataclass(frozen=True)
class Words:
    """A text and the language it is in. `borrowed`: nobody has written it in the language that was asked for."""

    text: str
    language: str
    borrowed: bool

    def __str__(self) -> str:
        return self.text


def words_in(words: Mapping[str, str], language: str, *, otherwise: str) -> Words:
    """The words in a language; where they were left empty, in the program's, else in any."""
    for code in (language, otherwise, *CODES):
        if text := words.get(code):
            return Words(text, code, borrowed=code != language)
    return Words("", language, borrowed=False)
