"""Words that every page of a document carries on top, and its title before all else: that it is a rehearsal's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.utils.html import escape

STYLE: Final = """@page { @top-left { width: auto } @top-right { content: "%s"; font: 600 8.5pt "Source Sans 3";
  color: #17242f; vertical-align: bottom; padding-bottom: 2mm; text-align: right } }"""
QUOTED: Final = str.maketrans({'"': r"\22 ", "\\": r"\5c ", "\n": " "})
_words: ContextVar[str] = ContextVar("stamp", default="")


@contextmanager
def stamped(words: str) -> Iterator[None]:
    """What is laid out meanwhile carries these words; none, when they are empty."""
    token = _words.set(words)
    try:
        yield
    finally:
        _words.reset(token)


def stamp_title(html: str) -> str:
    """A document whose title begins with the words of the stamp."""
    words = _words.get()
    return html.replace("<title>", f"<title>{escape(words)} – ", 1) if words else html


def stamp_style() -> str:
    """The rules that set the stamp on top of every page; empty without one."""
    words = _words.get()
    return STYLE % words.translate(QUOTED) if words else ""
