"""People's words on their way to paper: split into paragraphs, cut where a sentence ends, spaced for French."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

SENTENCE_END = re.compile(r"[.!?;…]['\"”’»)]*(?=\s)|[。！？]")
BULLET = re.compile(r"^\s*[-–•*]\s+")
LOOSE_SPACE = re.compile(r"[ \u00a0\u202f]+(?=[:;?!»%])|(?<=«)[ \u00a0\u202f]+")
NO_BREAK_SPACE = "\u00a0"
LINE = 30  # characters a part costs beyond its own: the rest of its last line


class Part(NamedTuple):
    """A paragraph, or an item of a list."""

    text: str
    bullet: bool = False


def parts(text: str) -> list[Part]:
    """The paragraphs and bullets of a text, in order, without empty lines."""
    lines = [line.strip() for line in text.splitlines()]
    return [Part(BULLET.sub("", line), bool(BULLET.match(line))) for line in lines if line]


def no_break_spaces(text: str) -> str:
    """French wants the space before : ; ? ! » % and after « never to end a line. Adds no space of its own."""
    return LOOSE_SPACE.sub(NO_BREAK_SPACE, text)


def direction(text: str) -> str:
    """Right-to-left ("rtl") when the first letter that has a direction is Arabic, Hebrew or the like; else "ltr"."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def cut(text: str, room: int) -> tuple[str, str]:
    """What stays and what goes on, split where a sentence ends in the last half of the room, else between words.

    Joined by a space the two hold every word. All stays when it fits; nothing stays when not even a word does.
    """
    if len(text) <= room:
        return text, ""
    ends = [match.end() for match in SENTENCE_END.finditer(text, 0, max(room, 0)) if match.end() >= room * 0.5]
    at = ends[-1] if ends else text.rfind(" ", 0, max(room, 0) + 1)
    if at <= 0:
        at = room if " " not in text and room >= LINE else 0  # a script without spaces may be cut anywhere
    return text[:at].rstrip(), text[at:].lstrip()


def cut_parts(texts: Sequence[str], room: int) -> list[tuple[str, str]]:
    """Each text as (what stays, what goes on), in order: once one is cut, all that follow go on."""
    result = []
    for text in texts:
        kept, rest = cut(text, room) if room > 0 else ("", text)
        result.append((kept, rest))
        room = 0 if rest else room - len(text) - LINE
    return result


def length(texts: Sequence[str]) -> int:
    """The characters of several texts, counted as `cut_parts` counts them."""
    return sum(len(text) + LINE for text in texts)
