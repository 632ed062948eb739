"""PDFs written anew: only what their pages need, without what runs, what is put inside, and who made them where.

Names and sections as in ISO 32000-1.
"""

import logging
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from ilc.uploads.making import Made
from ilc.uploads.picture_marks import bare
from ilc.uploads.refusals import FileDamaged, FileInside, FileLocked, UploadRefused

MAX_PICTURE = 60_000_000  # bytes of a picture that is packed once more

# Below these keys stand names that the author chose, for resources and roles (7.8.3, 14.7): each may be any word.
_NAMED_BY_AUTHOR = {
    "/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties", "/CharProcs", "/Dests",
    "/RoleMap", "/ClassMap", "/Colorants",
}  # fmt: skip
_MARKS = {"/Metadata", "/PieceInfo", "/Thumb", "/LastModified", "/Perms", "/OPI", "/Ref", "/SpiderInfo", "/DSS"}
_SCRIPTS = {"/OpenAction", "/AA", "/JS", "/JavaScript", "/XFA", "/PA", "/URIActions", "/Renditions"}
_FILES = {"/EmbeddedFiles", "/AF", "/EF", "/RF", "/AlternatePresentations", "/RichMediaContent"}
_OF_A_STREAM_ELSEWHERE = {"/F", "/FFilter", "/FDecodeParms"}
_OF_A_NOTE = {"/T", "/M", "/CreationDate"}
_ACTIONS_KEPT = {"/GoTo", "/URI", "/Named"}
_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_NOTES_LEFT_OUT = {"/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D", "/TrapNet"}
_PICTURES = {"/DCTDecode", "/DCT", "/JPXDecode"}

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each flaw that it could read past


def make_pdf(source: BinaryIO, target: BinaryIO) -> Made:
    """Write a PDF anew. Links to web pages and mail stay; scripts and files inside are left out, and that is said.

    Raises FileLocked, FileDamaged, and FileInside for a portfolio, whose pages are those files.
    """
    try:
        left_out = _make(source, target)
    except (UploadRefused, MemoryError):
        raise
    except Exception as error:  # pypdf lets through whatever a broken object does to it
        raise FileDamaged from error
    return Made("application/pdf", "pdf", tuple(sorted(left_out)))


def _make(source: BinaryIO, target: BinaryIO) -> set[str]:
    reader = PdfReader(source)
    if reader.is_encrypted:
        raise FileLocked
    root = reader.trailer.raw_get("/Root")
    if "/Collection" in root.get_object():
        raise FileInside(name="PDF")
    left_out: set[str] = set()
    reached = _reach(root, left_out)
    if not any(isinstance(one, DictionaryObject) and one.get("/Type") == "/Page" for one in reached.values()):
        raise FileDamaged
    _write(reached, root, target)
    return left_out


def _reach(root: IndirectObject, left_out: set[str]) -> dict[tuple[int, int], PdfObject]:
    """Every numbered object that the pages need, each without what is left out."""
    reached: dict[tuple[int, int], PdfObject] = {}
    seen: set[tuple[int, int, bool]] = set()
    open_ends: list[tuple[PdfObject | None, bool]] = [(root, False)]
    while open_ends:
        one, named_by_author = open_ends.pop()
        if isinstance(one, IndirectObject):
            key = (one.idnum, one.generation)
            if (*key, named_by_author) in seen:
                continue
            seen.add((*key, named_by_author))
            found = one.get_object()
            one = reached[key] = NullObject() if found is None else found
        if isinstance(one, DictionaryObject):
            if not named_by_author:
                _leave_out(one, left_out)
            if isinstance(one, StreamObject):
                _bare_picture(one)
            open_ends += [(value, not named_by_author and key in _NAMED_BY_AUTHOR) for key, value in _raw(one)]
        elif isinstance(one, ArrayObject):
            open_ends += [(value, False) for value in list.__iter__(one)]
    return reached


def _leave_out(one: DictionaryObject, left_out: set[str]) -> None:
    for keys, code in ((_MARKS, ""), (_SCRIPTS, "scripts"), (_FILES, "files")):
        for key in keys & one.keys():
            del one[key]
            left_out.update({code} - {""})
    if isinstance(one, StreamObject):
        for key in _OF_A_STREAM_ELSEWHERE & one.keys():
            del one[key]
    for key in {"/A", "/Next"} & one.keys():
        action = one[key]
        if isinstance(action, DictionaryObject) and "/S" in action and not _kept(action):
            del one[key]
            left_out.add("scripts")
    if isinstance(notes := one.get("/Annots"), ArrayObject):
        _leave_notes_out(notes, left_out)
    if "/Rect" in one and one.get("/Subtype") != "/Widget":  # a note: who wrote it when
        for key in _OF_A_NOTE & one.keys():
            del one[key]


def _leave_notes_out(notes: ArrayObject, left_out: set[str]) -> None:
    kept = [ref for ref in list.__iter__(notes) if not _is_left_out(ref.get_object())]
    if len(kept) < len(notes):
        left_out.add("files")
        notes[:] = kept


def _kept(action: DictionaryObject) -> bool:
    kind, address = str(action["/S"]), action.get("/URI")
    if kind != "/URI":
        return kind in _ACTIONS_KEPT
    return isinstance(address, TextStringObject | ByteStringObject) and bool(_ADDRESS.match(_text(address)))


def _text(one: str | bytes) -> str:
    return one.decode("latin-1") if isinstance(one, bytes) else str(one)


def _is_left_out(note: Any) -> bool:
    return isinstance(note, DictionaryObject) and note.get("/Subtype") in _NOTES_LEFT_OUT


def _bare_picture(stream: StreamObject) -> None:
    """Leave out what a photo carries, be it packed once more or not."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, ArrayObject) else [str(filters)]
    if names[-1] not in _PICTURES:
        return
    data = stream._data
    for name in names[:-1]:
        if name not in {"/FlateDecode", "/Fl"}:
            raise FileDamaged
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(data, MAX_PICTURE)
        if unpacking.unconsumed_tail:
            raise FileDamaged
    try:
        stream._data = bare(data)
    except ValueError as error:
        raise FileDamaged from error
    stream[NameObject("/Filter")] = NameObject(names[-1])
    if isinstance(parameters := stream.get("/DecodeParms"), ArrayObject):
        stream[NameObject("/DecodeParms")] = parameters[-1]


def _raw(one: DictionaryObject) -> Iterator[tuple[str, PdfObject]]:
    """The values of a dictionary as they stand in it: numbers of objects are not followed."""
    return iter(dict.items(one))


def _write(reached: dict[tuple[int, int], PdfObject], root: IndirectObject, target: BinaryIO) -> None:
    target.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, tuple[int, int]] = {}
    for (number, generation), one in sorted(reached.items(), key=lambda item: item[0]):
        places[number] = (target.tell(), generation)
        target.write(b"%d %d obj\n" % (number, generation))
        one.write_to_stream(target)
        target.write(b"\nendobj\n")
    start = target.tell()
    target.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, (place, generation) in places.items():
        target.write(b"%d 1\n%010d %05d n \n" % (number, place, generation))
    size = max(places) + 1
    target.write(
        b"trailer\n<< /Size %d /Root %d %d R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root.idnum, root.generation, start)
    )
