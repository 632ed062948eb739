"""What is read from a document."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

_BETWEEN_HEADINGS = " › "


class Paragraph(NamedTuple):
    """One paragraph, heading, line of a list or cell of a table.

    `number` counts from 1. `page` is known of a PDF only; `headings` are those it stands under, the widest first, as
    far as the document marks them.
    """

    number: int
    text: str
    page: int | None
    headings: tuple[str, ...]
    is_heading: bool


class Document(NamedTuple):
    """`kind` is pdf, docx or text; `silent_pages` are those of a PDF that hold no text, such as scanned ones."""

    kind: str
    paragraphs: Sequence[Paragraph]
    silent_pages: tuple[int, ...]


def place_in_words(paragraph: Paragraph, *, longest: int = 200) -> str:
    """Where a paragraph stands, as a person finds it again: a page or the headings above it, else which paragraph."""
    if paragraph.page is not None:
        return _("page %(number)s") % {"number": paragraph.page}
    if not paragraph.headings:
        return _("paragraph %(number)s") % {"number": paragraph.number}
    words = _BETWEEN_HEADINGS.join(paragraph.headings)
    return words if len(words) <= longest else words[: longest - 1] + "…"
