"""The lines of a page of a PDF as a person sees them: what stands apart, what stands out, which sign begins an item."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from pypdf import PageObject

from ilc.documents.lines import Line, plain

_MARKER = re.compile(r"^(?:[•●▪■◦○‣⁃∙·➢➤✓✔\uf0b7\uf0a7–-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])$")
_SAME_HEIGHT = 0.4  # of the size of the letters
_USUAL = 1.2  # from line to line, in sizes of the letters
_GAPS_TO_TELL = 5  # lines enough to tell what is usual on a page
_APART = 1.15  # times the usual distance between lines
_LARGER = 1.1


@dataclass(slots=True)
class _Seen:
    text: str
    x: float
    y: float
    size: float
    bold: bool


def lines_of_page(page: PageObject) -> list[Line]:
    """The lines of a page, an empty one where space, size or weight of letters sets two apart."""
    seen = _with_markers(_seen_on(page))
    if not seen:
        return []
    letters: Counter[float] = Counter()
    for line in seen:
        letters[round(line.size, 1)] += len(line.text)
    body = letters.most_common(1)[0][0]
    gaps = [a.y - b.y for a, b in pairwise(seen) if abs(a.size - b.size) < _SAME_HEIGHT and 0 < a.y - b.y < 3 * b.size]
    usual = median(gaps) / body if len(gaps) >= _GAPS_TO_TELL else _USUAL
    mostly_bold = 2 * sum(len(line.text) for line in seen if line.bold) > sum(len(line.text) for line in seen)
    found: list[Line] = []
    before: _Seen | None = None
    for line in seen:
        if before and _set_apart(before, line, usual):
            found.append(Line("", stands_out=False))
        found.append(Line(line.text, stands_out=line.size > _LARGER * body or (line.bold and not mostly_bold)))
        before = line
    return found


def _set_apart(before: _Seen, line: _Seen, usual: float) -> bool:
    down = (before.y - line.y) / line.size
    return not 0 <= down <= _APART * usual or abs(before.size - line.size) > _SAME_HEIGHT or before.bold != line.bold


def _seen_on(page: PageObject) -> list[_Seen]:
    seen: list[_Seen] = []
    goes_on = False

    def visit(text: str, matrix: list[float], letters: list[float], font: Any, size: float) -> None:
        nonlocal goes_on
        x = matrix[0] * letters[4] + matrix[2] * letters[5] + matrix[4]
        y = matrix[1] * letters[4] + matrix[3] * letters[5] + matrix[5]
        height = abs(size * letters[3] * matrix[3]) or 1.0
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for number, piece in enumerate(text.split("\n")):
            if number:
                goes_on = False
            if goes_on:
                seen[-1].text += piece
                seen[-1].bold = seen[-1].bold and (bold or not piece.strip())
            elif piece.strip():
                seen.append(_Seen(piece, x, y, height, bold))
                goes_on = True

    page.extract_text(visitor_text=visit)
    for line in seen:
        line.text = plain(line.text)
    return [line for line in seen if line.text]


def _with_markers(seen: list[_Seen]) -> list[_Seen]:
    """Signs of lists that were written apart from their lines, put before them."""
    markers = [line for line in seen if _MARKER.match(line.text)]
    lines = [line for line in seen if not _MARKER.match(line.text)]
    for marker in markers:
        beside = (line for line in lines if abs(line.y - marker.y) < _SAME_HEIGHT * line.size and line.x > marker.x)
        nearest = min(beside, key=lambda line: line.x, default=None)
        if nearest:
            nearest.text = f"{marker.text} {nearest.text}"
    return lines
