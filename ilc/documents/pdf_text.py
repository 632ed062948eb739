"""The text of a PDF, page by page. Pictures are not looked at."""

import logging
from itertools import islice
from typing import BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from ilc.documents.lines import Line, paragraphs_of_pages
from ilc.documents.paragraphs import Document
from ilc.documents.pdf_lines import lines_of_page
from ilc.documents.refusals import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentRefused,
    DocumentScanned,
    TooManyPages,
)

MAX_PAGES = 400

_PAGES_WITH_PICTURES = 5  # so many are looked at
_LETTERS_OF_A_PAGE = 15  # fewer on every page: what text there is are stamps and page numbers of scanned pages

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each flaw that it could read past


def read_pdf(binary: BinaryIO) -> Document:
    """The paragraphs of a PDF with their pages. Raises DocumentRefused."""
    try:
        pages, pictures = _read_pages(binary)
    except DocumentRefused:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise DocumentEncrypted from error
    except Exception as error:  # pypdf lets through whatever a broken object does to it
        raise DocumentDamaged from error
    letters = {page: sum(sum(map(str.isalpha, line.text)) for line in lines) for page, lines in pages}
    if all(found < _LETTERS_OF_A_PAGE for found in letters.values()):
        raise DocumentScanned if pictures else DocumentEmpty
    silent = tuple(page for page, found in letters.items() if page and not found)
    return Document("pdf", paragraphs_of_pages(pages), silent)


def _read_pages(binary: BinaryIO) -> tuple[list[tuple[int | None, list[Line]]], bool]:
    """The lines of each page, and whether there are pictures on the first ones."""
    reader = PdfReader(binary)
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against changes only
        raise DocumentEncrypted
    if len(reader.pages) > MAX_PAGES:
        raise TooManyPages(limit=MAX_PAGES)
    pages: list[tuple[int | None, list[Line]]] = []
    pages += ((number, lines_of_page(page)) for number, page in enumerate(reader.pages, 1))
    return pages, any(map(_has_pictures, islice(reader.pages, _PAGES_WITH_PICTURES)))


def _has_pictures(page: PageObject) -> bool:
    """Whether a page names a picture; none is unpacked."""
    resources = page.get("/Resources")
    things = resources.get_object().get("/XObject") if resources is not None else None
    return bool(things is not None and things.get_object())
