"""From the lines of a page, or of pasted text, to paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ilc.documents.paragraphs import Paragraph

LONGEST = 5_000  # characters of one paragraph; what is longer goes on in the next

_SPACE = re.compile(r"[^\S\n]+")
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\ufeff\ufffe]")
_ITEM = re.compile(
    r"^(?:[•●▪■◦○‣⁃∙·➢➤✓✔\uf0b7\uf0a7-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|[ivx]{1,4}[.)])\s+"
    r"|^(?:goal|priority|objective|strategy|focus area|but|objectif|priorité|stratégie|meta|objetivo|prioridad"
    r"|estrategia|step|action|acción)\s+(?:n[º°o]\s*)?\d",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[•●▪■◦○‣⁃∙·➢➤✓✔\uf0b7\uf0a7]\s*|^-\s+")
_NUMBERED_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.|[A-Z]\.)\s+\S")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_DIGITS = re.compile(r"\d+")
_HEADING_WORDS = 12
_HEADING_CHARACTERS = 90
_WORDS_OF_WHAT_STANDS_OUT = 25
_SHORT_OF_THE_MARGIN = 0.72
_PAGES_TO_REPEAT = 3
_EDGE_LINES = 3  # where a page's head and foot are looked for


class Line(NamedTuple):
    """A line of text; `stands_out` when its letters are larger or heavier than those around."""

    text: str
    stands_out: bool


def lines_of(text: str) -> list[Line]:
    """The lines of a text that comes without a look."""
    return [Line(plain(line), stands_out=False) for line in text.split("\n")]


def plain(text: str) -> str:
    """Words with single spaces and without what is not seen."""
    return _SPACE.sub(" ", _HIDDEN.sub("", text.replace("\u00a0", " "))).strip()


def paragraphs_of_pages(pages: Sequence[tuple[int | None, Sequence[Line]]]) -> list[Paragraph]:
    """Paragraphs of pages that are given as lines, in order; what each page repeats at its edges left out."""
    repeated = _repeated_at_edges([lines for _, lines in pages])
    found: list[Paragraph] = []
    headings: tuple[str, ...] = ()
    for page, lines in pages:
        kept = [line for place, line in enumerate(lines) if not (_edge(place, lines) and _shape(line) in repeated)]
        for text, is_heading in joined(kept):
            for piece in pieces_of(text):
                if is_heading:
                    headings = (piece,)
                above = () if is_heading else headings
                found.append(Paragraph(len(found) + 1, piece, page, above, is_heading))
    return found


def joined(lines: Sequence[Line]) -> list[tuple[str, bool]]:
    """Lines put together to paragraphs, and whether each looks like a heading."""
    width = max((len(line.text) for line in lines), default=0)
    found: list[tuple[str, bool]] = []
    open_lines: list[Line] = []

    def close() -> None:
        if open_lines:
            text = _together([line.text for line in open_lines])
            out = all(line.stands_out for line in open_lines) and len(text.split()) <= _WORDS_OF_WHAT_STANDS_OUT
            heading = out or (len(open_lines) == 1 and looks_like_heading(text))
            found.append((_BULLET.sub("", text), heading))
            open_lines.clear()

    for line in lines:
        if not line.text:
            close()
            continue
        if open_lines and _begins_anew(line.text, after=open_lines[-1].text, width=width):
            close()
        open_lines.append(line)
    close()
    return [(text, heading) for text, heading in found if text]


def looks_like_heading(line: str) -> bool:
    """Whether a line by itself reads as a heading: short, no sentence, no item of a list."""
    if len(line) > _HEADING_CHARACTERS or len(line.split()) > _HEADING_WORDS or not any(map(str.isalpha, line)):
        return False
    if _BULLET.match(line) or (line.endswith((".", ";", ",", "?", "!")) and not line.isupper()):
        return False
    words = [word for word in line.split() if word[0].isalpha()]
    large = sum(word[0].isupper() for word in words)
    named = bool(_ITEM.match(line)) or bool(_NUMBERED_HEADING.match(line))
    return (
        line.isupper()
        or line.endswith(":")
        or named
        or (bool(words) and words[0][0].isupper() and 2 * large > len(words))
    )


def pieces_of(text: str) -> list[str]:
    """A text in pieces of at most LONGEST characters, cut between words."""
    pieces = []
    while len(text) > LONGEST:
        cut = text.rfind(" ", 1, LONGEST)
        cut = LONGEST if cut < 0 else cut
        pieces.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*pieces, text] if text else pieces


def _begins_anew(line: str, *, after: str, width: int) -> bool:
    if _ITEM.match(line) or _BULLET.match(line):
        return True
    short = len(after) < _SHORT_OF_THE_MARGIN * width
    if line[0].islower() or after.endswith((",", "-", "–")):
        return False
    return short and (bool(_SENTENCE_END.search(after)) or looks_like_heading(after))


def _together(lines: Sequence[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        if len(text) > 1 and text.endswith(("-", "‐")) and text[-2].isalpha() and line[0].islower():
            text = text[:-1] + line
        else:
            text += " " + line
    return text


def _edge(place: int, lines: Sequence[Line]) -> bool:
    return place < _EDGE_LINES or place >= len(lines) - _EDGE_LINES


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", line.text.casefold())


def _repeated_at_edges(pages: Sequence[Sequence[Line]]) -> set[str]:
    """What stands at the edge of most pages, numbers aside: a running head, a page number."""
    if len(pages) < _PAGES_TO_REPEAT:
        return set()
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(line) for place, line in enumerate(lines) if line.text and _edge(place, lines)})
    return {shape for shape, count in counts.items() if count >= max(_PAGES_TO_REPEAT, len(pages) / 2)}
