"""Reading PDFs back: their words, their structure, what they say about themselves."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pikepdf
from pypdf import PdfReader

WORD = re.compile(r"[^\W\d_]+|\d+")


def words(text: str) -> Counter[str]:
    """How often each run of letters, or of digits, occurs."""
    return Counter(WORD.findall(text))


def pdf_text(data: bytes) -> str:
    """All text of a PDF, page by page, each run of it on a line of its own."""
    runs: list[str] = []
    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=lambda text, *_: runs.append(text))
    return "\n".join(run.strip("\n") for run in runs if run.strip())


def texts(value: Any) -> Iterator[str]:
    """Every string inside a dataclass, in its tuples too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def tags(data: bytes) -> list[tuple[str, pikepdf.Dictionary]]:
    """The structure of a PDF in reading order: each element's kind ("H1", "TD") and the element."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [(str(element.S)[1:], element) for element in _elements(pdf.Root.StructTreeRoot.K)]


def _elements(value: Any) -> Iterator[pikepdf.Dictionary]:
    if isinstance(value, pikepdf.Array):
        for item in value:
            yield from _elements(item)
    elif isinstance(value, pikepdf.Dictionary) and "/S" in value:
        yield value
        yield from _elements(value.get("/K"))


def fonts(data: bytes) -> dict[str, bool]:
    """Each font's name, and whether it is embedded and can be read back."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for font in (page.Resources.get("/Font") or {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                found[str(font.BaseFont)] = embedded and "/ToUnicode" in font
    return found
