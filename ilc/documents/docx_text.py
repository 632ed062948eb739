"""The text of a DOCX: paragraphs, lists, cells of tables and fields of forms, in the order they are read in."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import docx
from docx.oxml.ns import qn

from ilc.archives import ArchiveDamaged, ArchiveEncrypted, ArchiveTooOld, ArchiveUnpacksTooLarge, part_names
from ilc.documents.lines import looks_like_heading, pieces_of, plain
from ilc.documents.paragraphs import Document, Paragraph
from ilc.documents.refusals import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentRefused,
    DocumentUnpacksTooLarge,
    NoDocument,
)

MAX_PARAGRAPHS = 20_000

_HEADING = re.compile(r"^(?:heading|titre|título|titulo|encabezado)\s*(\d)$", re.IGNORECASE)
_TITLES = {"title", "titre", "título"}
_BOLD_LEVEL = 8  # a bold line stands below every heading that is marked as one
_PARAGRAPH, _TEXT, _BREAKS = qn("w:p"), qn("w:t"), {qn("w:tab"), qn("w:br"), qn("w:cr")}
_NOT_READ = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def read_docx(binary: BinaryIO) -> Document:
    """The paragraphs of a DOCX with the headings they stand under. Raises DocumentRefused."""
    _refuse_what_is_no_docx(binary)
    binary.seek(0)
    try:
        document = docx.Document(binary)
        levels = {style.style_id: _level(str(style.name or "")) for style in document.styles}
        paragraphs = list(_paragraphs(document.element.body, levels))
    except DocumentRefused:
        raise
    except Exception as error:  # python-docx lets through whatever its parser meets in a broken part
        raise DocumentDamaged from error
    if not paragraphs:
        raise DocumentEmpty
    return Document("docx", paragraphs, ())


def _refuse_what_is_no_docx(binary: BinaryIO) -> None:
    try:
        names = part_names(binary)
    except ArchiveDamaged as error:
        raise DocumentDamaged from error
    except ArchiveEncrypted as error:
        raise DocumentEncrypted from error
    except ArchiveTooOld as error:
        raise NoDocument from error
    except ArchiveUnpacksTooLarge as error:
        raise DocumentUnpacksTooLarge from error
    if "word/document.xml" not in names and not any(name.startswith("word/document") for name in names):
        raise NoDocument


def _paragraphs(body: Any, levels: dict[str, int | None]) -> Iterator[Paragraph]:
    number = 0
    above: dict[int, str] = {}
    for element in _read_elements(body):
        text = plain(_words(element).replace("\n", " "))
        if not text:
            continue
        level = levels.get(_style_of(element))
        if level is None and _is_bold(element) and looks_like_heading(text):
            level = _BOLD_LEVEL
        if level is not None:
            above = {one: words for one, words in above.items() if one < level}
        headings = tuple(above[one] for one in sorted(above))
        if level is not None:
            above[level] = text
        for piece in pieces_of(text):
            number += 1
            if number > MAX_PARAGRAPHS:
                raise DocumentUnpacksTooLarge
            yield Paragraph(number, piece, None, headings, level is not None)


def _read_elements(element: Any) -> Iterator[Any]:
    """Each paragraph below an element, those of tables, form fields and text boxes too; a text box after its own."""
    for child in element:
        if child.tag in _NOT_READ:
            continue
        if child.tag == _PARAGRAPH:
            yield child
        yield from _read_elements(child)


def _words(element: Any) -> str:
    """The text of a paragraph without the paragraphs of text boxes in it, and without what was struck out."""
    found = []
    for child in element:
        if child.tag == _TEXT:
            found.append(child.text or "")
        elif child.tag in _BREAKS:
            found.append(" ")
        elif child.tag != _PARAGRAPH and child.tag not in _NOT_READ:
            found.append(_words(child))
    return "".join(found)


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(style.get(qn("w:val"))) if style is not None else ""


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if any(text.text for text in run.iter(_TEXT))]
    marks = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(qn("w:val")) not in {"0", "false"} for mark in marks)


def _level(style_name: str) -> int | None:
    if style_name.lower() in _TITLES:
        return 0
    found = _HEADING.match(style_name)
    return int(found.group(1)) if found else None
