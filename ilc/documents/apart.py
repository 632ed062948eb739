"""The process that reads one document: from its input to JSON on its output, within limits that the kernel keeps."""

import io
import json
import resource
import sys
from typing import Any

from ilc.documents.docx_text import read_docx
from ilc.documents.paragraphs import Document
from ilc.documents.pdf_text import read_pdf
from ilc.documents.reading import read_pasted
from ilc.documents.refusals import DocumentRefused, NoDocument

CPU_SECONDS = 60
MEMORY = 2_000_000_000  # bytes of address space

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF-"
_PDF_BEGINS_WITHIN = 1024  # bytes; ISO 32000, annex H


def read_bytes(data: bytes) -> Document:
    """The paragraphs of a file of any kind we read. Raises DocumentRefused."""
    if _PDF in data[:_PDF_BEGINS_WITHIN]:
        return read_pdf(io.BytesIO(data))
    if data.startswith((_ZIP, _OLE)):
        return read_docx(io.BytesIO(data))
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoDocument from error
    if "\0" in text:
        raise NoDocument
    return read_pasted(text)


def main() -> None:
    """Read a document from the input, with the limits on."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answer: dict[str, Any]
    try:
        document = read_bytes(sys.stdin.buffer.read())
    except DocumentRefused as refusal:
        answer = {"refused": refusal.code, "values": refusal.values}
    else:
        answer = {"kind": document.kind, "paragraphs": document.paragraphs, "silent_pages": document.silent_pages}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
