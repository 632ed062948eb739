"""What people type, made fit to keep; and what becomes of it when two people typed at once."""

import re
from typing import Literal, NamedTuple

NOT_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

type Outcome = Literal["same", "save", "conflict"]


class Cleaned(NamedTuple):
    """A text as it is kept. `left_out` counts characters that no page can show and no database keeps."""

    text: str
    left_out: int


def clean(text: str) -> Cleaned:
    """The text with plain line ends, and without control characters and lone surrogates. Nothing else changes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept, left_out = NOT_KEPT.subn("", lines)
    return Cleaned(kept, left_out)


def merge(*, base: str | None, mine: str, theirs: str) -> Outcome:
    """What to do with `mine`, written upon `base`, when the text is `theirs` now. `base` None: nobody knows it.

    "same": there is nothing to save, because I changed nothing or we wrote the same words. "save": only I changed it.
    "conflict": both did.
    """
    if mine in (theirs, base):
        return "same"
    return "save" if base == theirs else "conflict"


def join(theirs: str, mine: str) -> str:
    """Both texts one after the other, an empty line between."""
    return "\n\n".join(text for text in (theirs.rstrip(), mine.lstrip("\n")) if text)
