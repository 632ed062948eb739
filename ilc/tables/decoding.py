"""Which characters a file's bytes stand for, and what stands between its cells."""

import codecs
import csv
import itertools
import re
from typing import BinaryIO, NamedTuple

from ilc.tables.refusals import NotText, WebPage, WorkbookNotText

DELIMITERS = ",;\t|"

_CHUNK = 1 << 16  # bytes
_FIRST = 512  # bytes
_SAMPLE_ROWS = 20
_WORKBOOK_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX or ODS, and XLS
_OTHER_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"{\\rtf")  # pictures, PDF, RTF
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:!doctype|!--|\?xml|html|head|body|table|svg)", re.IGNORECASE
)
_UNASSIGNED_IN_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SEPARATOR_LINE = re.compile(rf'"?sep=([{DELIMITERS}])"?[\r\n]*', re.IGNORECASE)


class Encoding(NamedTuple):
    label: str  # as people know it
    codec: str  # as Python opens it; swallows a byte-order mark


UTF_8 = Encoding("UTF-8", "utf-8-sig")
UTF_16 = Encoding("UTF-16", "utf-16")
WINDOWS_1252 = Encoding("Windows-1252", "cp1252")
LATIN_1 = Encoding("Latin-1", "latin-1")


def detect_encoding(source: BinaryIO) -> Encoding:
    """How to read this file, decided by all of its bytes, a chunk at a time; leaves it at its start.

    A byte-order mark decides; then UTF-8 if every byte fits; else what Windows in the Americas and Western Europe
    writes. Raises WorkbookNotText, WebPage or NotText.
    """
    source.seek(0)
    first = source.read(_FIRST)
    if _WEB_PAGE.match(first.replace(b"\0", b"")):
        raise WebPage
    start = first[:4]
    if first.startswith(_OTHER_SIGNATURES):
        raise NotText
    if start.startswith(_WORKBOOK_SIGNATURES):
        raise WorkbookNotText
    if start in {codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE}:
        raise NotText
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if not _decodes(source, "utf-16"):
            raise NotText
        return UTF_16
    if _decodes(source, "utf-8-sig"):
        return UTF_8
    if start.startswith(codecs.BOM_UTF8):
        raise NotText
    return _windows_or_latin(source)


def _decodes(source: BinaryIO, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    source.seek(0)
    try:
        while chunk := source.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        source.seek(0)
    return True


def _windows_or_latin(source: BinaryIO) -> Encoding:
    source.seek(0)
    try:
        while chunk := source.read(_CHUNK):
            if _UNASSIGNED_IN_WINDOWS_1252.search(chunk):
                return LATIN_1
    finally:
        source.seek(0)
    return WINDOWS_1252


def separator_line(line: str) -> str | None:
    """The delimiter that Excel's own first line names (`sep=;`), or None when this is an ordinary line."""
    found = _SEPARATOR_LINE.fullmatch(line)
    return found.group(1) if found else None


def guess_delimiter(lines: list[str]) -> str:
    """What stands between the cells of these first lines: the one that gives rows of even width, then the widest rows.

    Quoted cells do not mislead it. A comma when there is only one column.
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[bool, float, int]:
    rows = csv.reader(lines, delimiter=delimiter)
    widths = [len(row) for row in itertools.islice(filter(any, rows), _SAMPLE_ROWS)]
    if not widths or widths[0] == 1:
        return (False, 0.0, 0)
    even = sum(width == widths[0] for width in widths) / len(widths)
    return (True, even, widths[0])
