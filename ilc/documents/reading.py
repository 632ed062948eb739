"""Reading a document that a person brings in, in a process of its own that cannot take more than its share."""

import json
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from ilc.documents.lines import lines_of, paragraphs_of_pages
from ilc.documents.paragraphs import Document, Paragraph
from ilc.documents.refusals import DocumentDamaged, DocumentEmpty, DocumentTakesTooLong, DocumentTooLarge, refusal_of

MAX_BYTES = 25_000_000
MAX_PASTED = 2_000_000  # characters

_SECONDS = 120
_ROOT = Path(__file__).resolve().parents[2]


def read_document(source: BinaryIO, *, seconds: int = _SECONDS) -> Document:
    """The paragraphs of a PDF, a DOCX or a text file, told apart by what is in them. Raises DocumentRefused.

    Takes up to `seconds`; call it from a task, between two scopes. The caller keeps and closes the file.
    """
    source.seek(0)
    data = source.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge(megabytes=MAX_BYTES // 1_000_000)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ilc.documents.apart"],
            input=data,
            capture_output=True,
            cwd=_ROOT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentTakesTooLong from error
    if done.returncode < 0:  # the kernel ended it at a limit
        raise DocumentTakesTooLong
    if done.returncode:
        raise DocumentDamaged
    found = json.loads(done.stdout)
    if "refused" in found:
        raise refusal_of(found["refused"], found["values"])
    paragraphs = [
        Paragraph(n, text, page, tuple(above), heading) for n, text, page, above, heading in found["paragraphs"]
    ]
    return Document(found["kind"], paragraphs, tuple(found["silent_pages"]))


def read_pasted(text: str) -> Document:
    """The paragraphs of a text that somebody pasted. Raises DocumentRefused."""
    if len(text) > MAX_PASTED:
        raise DocumentTooLarge(megabytes=MAX_PASTED // 1_000_000)
    paragraphs = paragraphs_of_pages([(None, lines_of(text.replace("\r\n", "\n").replace("\r", "\n")))])
    if not paragraphs:
        raise DocumentEmpty
    return Document("text", paragraphs, ())
