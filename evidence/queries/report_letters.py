"""Letters of a report that our fonts for paper cannot draw: said before its PDF is made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any

from django.utils.safestring import SafeString

from ilc.pdf import undrawn

MOST = 8  # words that are named


def letters_without_shape(sheet: Any) -> list[str]:
    """The words of a sheet that hold letters without a shape in our fonts, each once; at most MOST. No SQL."""
    return list(islice(dict.fromkeys(_words(_texts(sheet))), MOST))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if not text.isascii() and undrawn(text):
            yield from (word for word in text.split() if undrawn(word))


def _texts(thing: Any) -> Iterator[str]:
    """Every text in it; drawings are made of the same words."""
    if isinstance(thing, str):
        if not isinstance(thing, SafeString):
            yield thing
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from _texts(getattr(thing, one.name))
    elif isinstance(thing, Mapping):
        yield from (text for value in thing.values() for text in _texts(value))
    elif isinstance(thing, (list, tuple)):
        yield from (text for value in thing for text in _texts(value))
